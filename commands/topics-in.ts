import { UserError } from '../src/core/user-error.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import { EVERYTHING, nameOf, type Topic, topicsOf } from '../src/subscriptions/topic.ts';
import { findTopic, topicsIn } from '../src/subscriptions/topics.ts';

/** Suggested when a topic is not known. */
const OFFERED = 4;
/** Of what entries are about. */
const ABOUT = 3;

/**
 * The topics in what a person wrote: `pfi, pay and conditions and "Southwest One"`.
 * @param line the command line that would do what was asked with another topic
 * @throws {UserError} for one that is not known, or could be several, with those that may be meant
 */
export function topicsInWords(words: string, knowledge: KnowledgeBase, line: (topic: Topic) => string): Topic[] {
  const known = [...topicsIn(knowledge).keys()];
  return [...new Set(parts(words).flatMap((part) => whole(part, known) ?? part.split(/\s+and\s+/iu).map((piece) => one(piece, known, knowledge, line))))];
}

/** Without the small words before them, and one from the other. */
export const parts = (words: string): string[] =>
  words
    .replace(/^\s*(?:to|from|on|about|for)\b\s*/iu, '')
    .split(/[,;\n]|(?<=["”])\s+(?=["“])/u)
    .map((part) =>
      part
        .replace(/["“”]/gu, '')
        .replace(/^\s*and\s+/iu, '')
        .trim(),
    )
    .filter((part) => part !== '');

/** `pay and conditions` is one topic. */
function whole(part: string, known: readonly Topic[]): Topic | undefined {
  const found = findTopic(part, known);
  return found.kind === 'found' ? found.topic : undefined;
}

function one(words: string, known: readonly Topic[], knowledge: KnowledgeBase, line: (topic: Topic) => string): Topic {
  const found = findTopic(words, known);
  if (found.kind === 'found') return found.topic;
  const offered = found.kind === 'several' ? found.topics : [...ofEntriesNear(words, knowledge).slice(0, ABOUT), ...found.nearest];
  const remedy = 'Topics are themes, ways of doing it, kinds of entry, authorities and contractors: `jobs`, `PFI`, `all law`, `Capita`, or `everything`.';
  throw new UserError(found.kind === 'several' ? `“${words}” is the name of several topics.` : `I have no topic called “${words}”.`, remedy, {
    field: 'topic',
    tryThese: [...new Set(offered)]
      .slice(0, OFFERED)
      .concat(offered.length === 0 ? [EVERYTHING] : [])
      .map(line),
  });
}

/** What the entries are about that speak of the words. */
function ofEntriesNear(words: string, knowledge: KnowledgeBase): Topic[] {
  const topics = knowledge.ask(words).nearest.flatMap(topicsOf);
  return [...new Set(['theme:', 'mechanism:'].flatMap((kind) => topics.filter((topic) => topic.startsWith(kind))))];
}

/** A topic in a command line. */
export const quoted = (topic: Topic): string => `"${nameOf(topic)}"`;
