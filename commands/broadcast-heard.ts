import type { Given } from '../src/core/command.ts';
import { nearestLabels } from '../src/core/spelling.ts';
import { UserError } from '../src/core/user-error.ts';
import { SHORT_NAME } from './short-name.ts';

/** What is said after `broadcast`, and other words that people say for it. */
export const ACTS = [
  ...['change', 'confirm', 'approve', 'show', 'status', 'export', 'pause', 'resume', 'cancel', 'retry', 'chase', 'correct', 'withdraw', 'ack', 'ask'],
] as const;
const CALLED: Readonly<Record<string, (typeof ACTS)[number]>> = {
  ...{ delete: 'cancel', stop: 'cancel', abort: 'cancel', edit: 'correct', amend: 'correct', fix: 'correct', undo: 'withdraw', recall: 'withdraw' },
  ...{ history: 'show', view: 'show', see: 'show', read: 'show', report: 'status', results: 'status', progress: 'status', receipts: 'status' },
  ...{ remind: 'chase', nudge: 'chase', acknowledge: 'ack', acknowledged: 'ack', question: 'ask', send: 'confirm', continue: 'resume', download: 'export' },
};

/** `this`, `a message`: they stand for what is sent. */
const THING =
  '(?:(?:this|it|that|word|guidance|something|(?:a|an|the|this|my|our)\\s+(?:\\w+\\s+)?(?:message|update|notice|guidance|broadcast))\\s+)?(?:out\\s+)?';
const WITH_COLON = new RegExp(`^${THING}(?:to\\s+)?(?<whom>[^:\\n]{2,120}?)\\s*(?::|\\s[–—-]\\s)\\s*(?<what>\\S[\\s\\S]*)$`, 'iu');
const TIMES = '(?:today|tonight|tomorrow|tmrw|next|this|on|at|in\\s+\\d+|mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\\b';
const BEGINS_A_TIME = new RegExp(`(?:^|\\s+)(?=${TIMES})`, 'iu');
/** "All branches should vote" is said to them, and not of them. */
const IS_SAID = '(?!\\s+(?:should|must|can|could|may|are|were|is|has|have|had|will|would|need|do|did|who|which|with)\\b)';
const WHOSE = '(?:all|the|our|my)\\s+';
const TO_BRANCHES = new RegExp(
  `^${THING}(?<whom>(?:to\\s+(?:${WHOSE})?|${WHOSE})(?:[\\p{L}&’'-]+\\s+){0,4}?branches)${IS_SAID}(?:\\s+(?:in|of|across|for)\\s+(?<place>.{2,60}?)(?<after>\\s+(?:that|about|know|to say|${TIMES})\\b[\\s\\S]*)?|(?<what>\\s+[\\s\\S]*)?)$`,
  'iu',
);
const LEADS = /^(?:that|about|know(?:\s+that)?|to say(?:\s+that)?)\b[\s:,]*/iu;

/**
 * What a line says in words, as the fields that it stands for: `to North West: The ballot opens`, `all branches in Scotland tomorrow at 9`.
 * @throws {UserError} for `broadcast stats k3m9xq`, which is a slip and no guidance
 */
export function broadcastHeard(given: Given): Given {
  const { text, title, regions, branches, groups, tagged } = given;
  if (typeof text !== 'string') return given;
  if (title === undefined) refuseSlip(text);
  if ([regions, branches, groups, tagged].some((said) => said !== undefined)) return given;
  const { whom, what } = SAYS_TO.test(text) ? (WITH_COLON.exec(text)?.groups ?? {}) : {};
  if (whom !== undefined && what !== undefined) return { ...given, ...audienceOf(whom), text: what };
  // With a title it would go to its preview so: what is less sure is only filled into the form that asks for the title.
  const heard = title === undefined ? TO_BRANCHES.exec(text)?.groups : undefined;
  return heard === undefined ? given : toBranches(given, heard);
}

/** A colon stands in plain text too: it parts whom from what after `to`, or after all branches or everyone. */
const SAYS_TO = new RegExp(
  `^${THING}(?:to\\s[^:\\n]{2,100}|(?:(?:all|the|our|my)\\s[^:\\n]{0,60}\\bbranches|everyone|everybody)\\b[^:\\n]{0,60})(?::|\\s[–—-]\\s)`,
  'iu',
);

function toBranches(
  { text: _, ...given }: Given,
  { whom = '', place, after: afterPlace, what = afterPlace ?? '' }: Readonly<Record<string, string | undefined>>,
): Given {
  const [after, when] = parted(what.trim());
  const rest = after === '' ? undefined : after.replace(LEADS, '');
  const heard = { ...given, ...audienceOf(place === undefined ? whom : `${whom} ${place}`) };
  // Words after a time say what is sent then: only a time alone is one.
  if (after === '' && when !== undefined) return { ...heard, when };
  return when === undefined ? { ...heard, text: rest } : { ...heard, text: what.trim().replace(LEADS, '') };
}

/** The words before a time, and the time. */
function parted(words: string): readonly [string, string | undefined] {
  const at = BEGINS_A_TIME.exec(words);
  return at === null ? [words, undefined] : [words.slice(0, at.index).trim(), words.slice(at.index + at[0].length).trim()];
}

function audienceOf(words: string): { regions: string; when?: string } {
  const [whom, when] = parted(words);
  const name = whom
    .replace(/\b(?:all|every|everyone|everybody|the|our|my|of|in|across|for|to|branch(?:es)?|regions?)\b/giu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/\s+and\s+/giu, ', ')
    .trim();
  return { regions: name === '' ? 'all' : name, ...(when === undefined ? {} : { when }) };
}

function refuseSlip(text: string): void {
  if (/^(?:help|how|\?)[\s?]*$/iu.test(text))
    throw new UserError('`broadcast` has no `help` of its own.', 'Say `help broadcast`.', { tryThese: ['help broadcast'] });
  const [, word = '', id = '', rest = ''] = /^(\S+)(?:\s+(\S+)([\s\S]*))?$/u.exec(text.trim()) ?? [];
  if (id === '' && SHORT_NAME.test(word) && /\d/u.test(word))
    throw new UserError(`What is to be done with \`${word}\`?`, 'Say it after `broadcast`: `show`, `status`, `correct` …', {
      tryThese: [`broadcast show ${word}`, `broadcast status ${word}`],
    });
  if (!SHORT_NAME.test(id) || !/\d/u.test(id)) return;
  const meant = CALLED[word.toLowerCase()] ?? nearestLabels(word, ACTS, 1)[0];
  if (meant === undefined) return;
  const line = `broadcast ${meant} ${id}${rest}`;
  throw new UserError(`\`broadcast\` has no \`${word}\`.`, `Did you mean \`${line}\`?`, { tryThese: [line] });
}
