import type { Span } from './pieces.ts';

/** Words that lead to when, and have no meaning once it is taken out. */
const LEADS = /(?:(?:^|[\s,;])(?:on|at|by|in|for|from|of|the|then|and\s+then|starting|no\s+later\s+than|before|@)|[,;–-])\s*$/i;
/** Words between the name of the command and what it is about. */
const PREFIX = /^(?:(?:please|me|us|to|that|about)\b\s*|[,;:–-]\s*)/i;

/** The text without the words that said when, tidied. A text in quotation marks alone loses them. */
export function restOf(text: string, used: readonly Span[]): string {
  const spans = used.toSorted((a, b) => a.start - b.start);
  let kept = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (start > at) kept = `${withoutLeads(kept + text.slice(at, start))} `;
    at = Math.max(at, end);
  }
  return unquoted(withoutPrefix(tidied(kept + text.slice(at))));
}

function withoutLeads(text: string): string {
  const left = text.trimEnd().replace(LEADS, '');
  return left.length === text.trimEnd().length ? text.trimEnd() : withoutLeads(left);
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
