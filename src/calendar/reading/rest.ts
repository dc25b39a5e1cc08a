import type { Span } from './pieces.ts';

/** Words that lead to when, and have no meaning once it is taken out; but "the" is of "the 3 March meeting". */
const LEADS = /(?:(?:^|[\s,;])(?:on|at|by|in|for|from|of|the|then|and\s+then|starting|no\s+later\s+than|before|between|@)|[,;–-])\s*$/i;
const NOUN = /^\s+(?!(?:to|about|that|at|on|by|for|in|and|or|then|with|from|until|please)\b)[a-z]/i;
/** Words between the name of the command and what it is about. */
const PREFIX = /^(?:(?:please|me|us|to|that|about)\b\s*|[,;:–-]\s*)/i;

/** The text without the words that said when, tidied. A text in quotation marks alone loses them. */
export function restOf(text: string, used: readonly Span[]): string {
  const spans = used.toSorted((a, b) => a.start - b.start);
  let kept = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (start > at) kept = withoutLeads(kept + text.slice(at, start), NOUN.test(text.slice(end)));
    at = Math.max(at, end);
  }
  return unquoted(withoutPrefix(tidied(kept + text.slice(at))));
}

function withoutLeads(text: string, isBeforeNoun: boolean): string {
  const lead = text.trimEnd();
  const left = isBeforeNoun && /\bthe$/i.test(lead) ? lead : lead.replace(LEADS, '');
  return left === lead ? `${lead} ` : withoutLeads(left, isBeforeNoun);
}

const tidied = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\s+(?=[,.;:!?](?:\s|$))/g, '')
    .replace(/^[\s,.;:!?–-]+|[\s,;:–-]+$/g, '');

function withoutPrefix(text: string): string {
  const left = text.replace(PREFIX, '');
  return left === text ? text : withoutPrefix(left);
}

const unquoted = (text: string): string =>
  /^"([^"]*)"$|^“([^”]*)”$/
    .exec(text)
    ?.slice(1)
    .find((inner) => inner !== undefined)
    ?.trim() ?? text;
