/** What of a reminder's line was taken for no time and stands outside what was quoted, or looks like a time all the same. */
export interface Unread {
  readonly left: string;
  /** What was quoted, when something was. */
  readonly quotation?: string | undefined;
}

const QUOTATION = /"([^"]*)"|“([^”]*)”/u;
const FILLER =
  /\b(?:please|thanks|thank you|cheers|me|us|everyone|everybody|all|here|of|about|to|that|for|on|at|in|by|the|a|an|it|and|then|also|is|reminder|remind|saying|called|starting|from)\b|[^\p{L}\p{N}]/giu;
/** A time, or how often, in words that could not be read. */
const LIKE_A_TIME =
  /\b(?:(?:by|around|after|before)\s+\d{1,2}(?!\s*(?:%|per|years?|people|members|pounds|points|votes|days|weeks|months))|\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b|\d{1,2}:\d\d|between\s+\d\S*\s+and\s+\d\S*|(?:except|not)\s+(?:on\s+)?(?:\w+day|weekends?|tomorrow|today)s?|(?:just|only)?\s*(?:once|twice)\s*$|(?:\d+|one|two|three|four|five|six|few|several)\s+times?\s*$|(?:every|each)\s+(?:\d+|other|few|second|third|(?:week)?day|week|fortnight|month|hour|year|quarter|term|morning|afternoon|evening|night|bank\s+holiday)s?|weekends?|tomorrow|fortnightly|penultimate|(?:nag|pester)\w*\s*$|(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?!['’]s)|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|noon)-?ish)(?=\s|$|[,.;!?])/iu;

/** @param said the whole line; `rest`: what reading the time left of it */
export function unreadIn(said: string, rest: string): Unread | undefined {
  const [, straight, curly] = QUOTATION.exec(said) ?? [];
  if ((straight ?? curly)?.trim() === rest) return undefined;
  const [outer, inStraight, inCurly] = QUOTATION.exec(rest) ?? [];
  if (outer !== undefined) {
    const left = rest.replace(outer, ' ').replace(/\s+/gu, ' ').trim();
    return left.replace(FILLER, '') === '' ? undefined : { left, quotation: inStraight ?? inCurly };
  }
  const [left] = LIKE_A_TIME.exec(rest) ?? [];
  return left === undefined ? undefined : { left: left.trim() };
}

/** A quotation among words that say nothing (`please`, `about`) is all that it says. */
export function withoutFiller(said: string, rest: string): string {
  const [outer, straight, curly] = QUOTATION.exec(rest) ?? [];
  const isAlone = outer !== undefined && said.includes(outer) && rest.replace(outer, ' ').replace(FILLER, '') === '';
  const isWhole = (QUOTATION.exec(said)?.[1] ?? '').trim() === rest;
  return isAlone && !isWhole ? (straight ?? curly ?? rest) : rest;
}
