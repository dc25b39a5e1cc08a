import { suggestWhen } from '../src/calendar/suggest-when.ts';
import type { Clock } from '../src/core/clock.ts';
import { OperatorError } from '../src/core/operator-error.ts';
import type { Steward, Suggested } from '../src/core/steward.ts';
import { nearestDivisions } from '../src/directory/names.ts';
import { suggestTopics, topicsIn } from '../src/subscriptions/topics.ts';
import type { Services } from './services.ts';

/** Type-ahead: dates from the calendar, deadlines from their rules, branches and regions from the directory, names and topics from the knowledge base. */
export function suggestionsFrom(services: Services, clock: Clock, zone: string): Steward['suggest'] {
  const { knowledge, deadlineRules, division } = services;
  return (what, typed, limit) => {
    if (what === 'deadline-rule') return deadlineRules().suggest(typed, limit);
    if (what === 'topic') return suggestTopics(typed, topicsIn(knowledge()), limit);
    if (what === 'branch' || what === 'region') return suggestFromDirectory(services, what, typed, limit).catch(nothingWhileAway);
    if (what !== 'date') return knowledge().suggest(what, typed, limit);
    return suggestWhen(typed, { now: clock.now(), zone, division }, limit).map((phrase) => ({ label: phrase, value: phrase }));
  };
}

async function suggestFromDirectory(services: Services, what: 'branch' | 'region', typed: string, limit: number): Promise<readonly Suggested[]> {
  const directory = await services.directory();
  const regions = directory.regions();
  if (what === 'region') {
    const near = typed.trim() === '' ? regions : nearestDivisions(typed, regions, limit);
    return near.slice(0, limit).map(({ name }) => ({ label: name, value: name }));
  }
  const nameOf = new Map(regions.map(({ id, name }) => [id, name]));
  const found = await directory.find(typed, limit);
  const isShared = new Set(found.map(({ name }) => name).filter((name, at, all) => all.indexOf(name) !== at));
  // A name that two regions have finds both: the short name is the one's alone.
  return found.map(({ id, name, region }) => ({ label: `${name}, ${nameOf.get(region) ?? region}`, value: isShared.has(name) ? id : name }));
}

/** Nobody waits for words under their typing: what is asked in the end says what is wrong. */
function nothingWhileAway(error: unknown): readonly Suggested[] {
  if (error instanceof OperatorError) return [];
  throw error;
}
