import type { Context } from '../src/core/command.ts';
import { withoutCourtesy } from '../src/core/groups.ts';
import type { Reply } from '../src/core/reply.ts';
import { isSlip } from '../src/core/spelling.ts';
import { UserError } from '../src/core/user-error.ts';
import { namesOf, type Topic } from '../src/subscriptions/topic.ts';
import { findTopic, topicsIn } from '../src/subscriptions/topics.ts';
import { paceIn } from './pace-in.ts';
import type { Services } from './services.ts';
import { subscribe } from './subscribe.ts';
import { parts } from './topics-in.ts';
import { unsubscribe } from './unsubscribe.ts';

type Run = Context<Services>;

const FOLLOW = /^(?<word>stop following|\p{L}{4,9})(?:\s+(?<what>\S.*?))?[\s.!]*$/isu;
const WORDS = ['follow', 'unfollow'] as const;
const LONGEST = 160;
/** From so many letters on a word of a name may have a slip in it. */
const LONG_WORD = 5;

/**
 * `follow pfi weekly` and `unfollow pfi`: the channel subscribes and unsubscribes. What follows must be topics, and perhaps when: `follow up on TUPE` is a
 * question.
 * @returns nothing for any other question
 */
export async function followHeard(question: string, context: Run): Promise<Reply | undefined> {
  const { said } = context.request;
  if (said.kind !== 'line' || said.text.trim() !== question || question.length > LONGEST) return undefined;
  const { word = '', what } = FOLLOW.exec(withoutCourtesy(question))?.groups ?? {};
  const meant = meantBy(word.toLowerCase(), what);
  if (meant === undefined) return undefined;
  const isFollow = meant === 'follow';
  if (what !== undefined && !isOfTopics(isFollow ? withoutPace(what, context) : what, context)) return undefined;
  return (isFollow ? subscribe : unsubscribe).bind({ topic: what })(context);
}

/** With a slip in it (`folow pfi`) only where topics follow. */
function meantBy(word: string, what: string | undefined): (typeof WORDS)[number] | undefined {
  if (word === 'stop following') return 'unfollow';
  return WORDS.find((one) => one === word) ?? (what === undefined ? undefined : WORDS.find((one) => isSlip(word, one, 1)));
}

/** A time at which nothing can come is refused where the topic is followed. */
function withoutPace(words: string, { clock, request, services }: Run): string {
  try {
    return paceIn(words, { now: clock.now(), zone: request.timeZone, division: services.division }).rest;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return words.replace(/\s.*$/su, '');
  }
}

function isOfTopics(words: string, { services }: Run): boolean {
  const known = [...topicsIn(services.knowledge()).keys()];
  const named = parts(words).flatMap((part) => (isTopic(part, known) ? [part] : part.split(/\s+and\s+/iu)));
  return named.length > 0 && named.every((part) => isTopic(part, known));
}

/** Whether every word is one of a topic's name: `southampton`, `private finance`. */
function isTopic(part: string, known: readonly Topic[]): boolean {
  const found = findTopic(part, known);
  const meant = found.kind === 'found' ? [found.topic] : found.kind === 'several' ? found.topics : [];
  return meant.some((topic) => {
    const names = namesOf(topic).flatMap(wordsOf);
    return wordsOf(part).every((word) => names.some((name) => name === word || (name.length >= LONG_WORD && isSlip(word, name, 1))));
  });
}

const wordsOf = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
