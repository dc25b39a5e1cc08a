import { nearestLabels } from '../core/spelling.ts';
import type { Suggested } from '../core/steward.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { isSameName, tellingWords } from '../knowledge/names.ts';
import { EVERYTHING, nameOf, namesOf, type Topic, topicsOf } from './topic.ts';

/** The topics of the knowledge base as it stands, each with how many entries it has. */
export type Topics = ReadonlyMap<Topic, number>;

export type Found =
  | { readonly kind: 'found'; readonly topic: Topic }
  /** The words are the name of several. */
  | { readonly kind: 'several'; readonly topics: readonly Topic[] }
  /** None; these come nearest, at most three. */
  | { readonly kind: 'none'; readonly nearest: readonly Topic[] };

const KINDS = ['mechanism:', 'theme:', 'kind:', 'authority:', 'contractor:'];
/** Names looked at for the one that was meant. */
const CANDIDATES = 20;
const NEAREST = 3;

export function topicsIn({ entries }: Pick<KnowledgeBase, 'entries'>): Topics {
  const counts = new Map<Topic, number>();
  for (const entry of entries.values()) for (const topic of new Set(topicsOf(entry))) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  const rank = (topic: Topic): number => KINDS.findIndex((kind) => topic.startsWith(kind));
  return new Map([...counts].sort(([one], [other]) => rank(one) - rank(other) || nameOf(one).localeCompare(nameOf(other), 'en-GB')));
}

/** The topic that a few words name, misspelt or not. */
export function findTopic(words: string, topics: Iterable<Topic>): Found {
  const byName = new Map([...topics].flatMap((topic) => namesOf(topic).map((name) => [plain(name), topic] as const)).toReversed());
  const typed = plain(words);
  const exact = byName.get(typed);
  if (exact !== undefined) return { kind: 'found', topic: exact };
  const near = nearestLabels(typed, [...byName.keys()], CANDIDATES);
  const same = near.filter((name) => isSameName(typed, name));
  const whole = same.filter((name) => tellingWords(name).length === tellingWords(typed).length);
  const meant = distinct(whole.length > 0 ? whole : same);
  const [only] = meant;
  if (only === undefined) return { kind: 'none', nearest: distinct(near).slice(0, NEAREST) };
  return meant.length === 1 ? { kind: 'found', topic: only } : { kind: 'several', topics: meant };

  function distinct(names: readonly string[]): Topic[] {
    return [...new Set(names.flatMap((name) => byName.get(name) ?? []))];
  }
}

const plain = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[\s-]+/gu, ' ')
    .trim();

/** Type-ahead: what begins with what was typed, what holds it, and what is spelt like it. */
export function suggestTopics(typed: string, topics: Topics, limit: number): Suggested[] {
  const words = plain(typed);
  const all = [...topics.keys()];
  const holding = all.filter((topic) => namesOf(topic).some((name) => plain(name).includes(words)));
  const starting = holding.filter((topic) => namesOf(topic).some((name) => plain(name).startsWith(words)));
  const named = new Map(all.map((topic) => [nameOf(topic), topic]));
  const like = holding.length > 0 ? [] : nearestLabels(words, [...named.keys()], limit).flatMap((name) => named.get(name) ?? []);
  return [...new Set([...starting, ...holding, ...like])].slice(0, limit).map((topic) => ({ label: labelOf(topic, topics), value: nameOf(topic) }));
}

/** `PFI (14 entries)`. */
function labelOf(topic: Topic, topics: Topics): string {
  const count = topics.get(topic) ?? 0;
  return topic === EVERYTHING ? 'everything' : `${nameOf(topic)} (${count === 1 ? 'one entry' : `${count} entries`})`;
}
