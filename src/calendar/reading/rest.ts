import type { Span } from './pieces.ts';

/** Words that lead to when, and have no meaning once it is taken out; but "the" is of "the 3 March meeting". */
const LEADS = /(?:(?:^|[\s,;])(?:on|at|by|in|for|from|of|the|then|and\s+then|starting|no\s+later\s+than|before|between|around|@)|[,;–-])\s*$/i;
const NOUN = /^\s+(?!(?:to|about|that|at|on|by|for|in|and|or|then|with|from|until|please)\b)[a-z]/i;
/** Words between the name of the command and what it is about. */
const PREFIX =
  /^(?:(?:please|us\s+all|all\s+of\s+us|me|us|to|that|about)\b\s*|(?:everyone|everybody)(?:\s*$|\s+(?=(?:to|that|about|of|the|a|an|our|we|it|there|when|please)\b))|[,;:–-]\s*)/i;

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

const JOINED = /^\s*(?:(?:,\s*)?(?:or|and|then)\b|[,&/])\s*(?:(?:on|at)\s+)?(?:the\s+)?$/i;

/** With "Tuesday or Thursday" one is taken: the other, and what joins it, is no part of the text either. */
export function withJoined(text: string, used: readonly Span[], others: readonly Span[]): Span[] {
  const all = [...used];
  const left = others.filter(({ start, end }) => !used.some((span) => span.start < end && start < span.end)).toSorted((a, b) => a.start - b.start);
  for (const other of [...left, ...left.toReversed()]) {
    const before = all.find(({ end }) => end <= other.start && JOINED.test(text.slice(end, other.start)));
    const after = all.find(({ start }) => other.end <= start && JOINED.test(text.slice(other.end, start)));
    if (before) all.push({ start: before.end, end: other.end });
    else if (after) all.push({ start: other.start, end: after.start });
  }
  return all;
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
