import { suggestWhen } from '../src/calendar/suggest-when.ts';
import type { Clock } from '../src/core/clock.ts';
import type { Suggestion } from '../src/core/form.ts';
import { OperatorError } from '../src/core/operator-error.ts';
import type { Steward, Suggested } from '../src/core/steward.ts';
import type { Division } from '../src/directory/branch.ts';
import type { Directory } from '../src/directory/directory.ts';
import { nearestDivisions } from '../src/directory/names.ts';
import { suggestTopics, topicsIn } from '../src/subscriptions/topics.ts';
import type { Services } from './services.ts';

/** Type-ahead: dates from the calendar, deadlines from their rules, branches and regions from the directory, names and topics from the knowledge base. */
export function suggestionsFrom(services: Services, clock: Clock, zone: string): Steward['suggest'] {
  const { knowledge, deadlineRules, division } = services;
  return (what, typed, limit) => {
    if (what === 'deadline-rule') return deadlineRules().suggest(typed, limit);
    if (what === 'topic') return suggestTopics(typed, topicsIn(knowledge()), limit);
    if (isOfDirectory(what)) return suggestFromDirectory(services, what, typed, limit).catch(nothingWhileAway);
    if (what !== 'date') return knowledge().suggest(what, typed, limit);
    return suggestWhen(typed, { now: clock.now(), zone, division }, limit).map((phrase) => ({ label: phrase, value: phrase }));
  };
}

const OF_DIRECTORY = ['branch', 'region', 'region-or-branch', 'regions', 'service-group'] as const;
type OfDirectory = (typeof OF_DIRECTORY)[number];
const isOfDirectory = (what: Suggestion): what is OfDirectory => OF_DIRECTORY.some((one) => one === what);

async function suggestFromDirectory(services: Services, what: OfDirectory, typed: string, limit: number): Promise<readonly Suggested[]> {
  const directory = await services.directory();
  const regions = divisionsLike(typed, directory.regions(), limit);
  switch (what) {
    case 'service-group':
      return divisionsLike(typed, directory.serviceGroups(), limit);
    case 'region':
      return regions;
    case 'regions':
      return [...('all regions'.startsWith(typed.trim().toLowerCase()) ? [{ label: 'All regions', value: 'all' }] : []), ...regions].slice(0, limit);
    case 'branch':
      return branchesLike(typed, directory, limit);
    case 'region-or-branch':
      return [...regions, ...(await branchesLike(typed, directory, limit))].slice(0, limit);
  }
}

function divisionsLike(typed: string, divisions: readonly Division[], limit: number): readonly Suggested[] {
  const near = typed.trim() === '' ? divisions : nearestDivisions(typed, divisions, limit);
  return near.slice(0, limit).map(({ name }) => ({ label: name, value: name }));
}

async function branchesLike(typed: string, directory: Directory, limit: number): Promise<readonly Suggested[]> {
  const nameOf = new Map(directory.regions().map(({ id, name }) => [id, name]));
  const found = await directory.find(typed, limit);
  const isShared = new Set(found.map(({ name }) => name).filter((name, at, all) => all.indexOf(name) !== at));
  // A name that two regions have finds both, and one with a comma is read as two: the short name is the one's alone.
  return found.map(({ id, name, region }) => ({
    label: `${name}, ${nameOf.get(region) ?? region}`,
    value: isShared.has(name) || /[,;]/u.test(name) ? id : name,
  }));
}

/** Nobody waits for words under their typing: what is asked in the end says what is wrong. */
function nothingWhileAway(error: unknown): readonly Suggested[] {
  if (error instanceof OperatorError) return [];
  throw error;
}
