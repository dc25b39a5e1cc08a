import { Misread } from './reading.ts';

/** Scores go from minus this to plus this. */
export const MOST = 3;

/** One effect of a proposal as somebody judged it. */
export interface Effect {
  /** A whole number, −3 to +3. */
  readonly score: number;
  readonly reason: string;
  /** The alternative or mitigation of an adverse effect. */
  readonly answer?: string | undefined;
}

const SCORE = /^(?<sign>[-−–+]|minus\s|plus\s)?\s?(?<size>\d+(?:[.,]\d+)?)(?:\s*[:;,.)-]+\s*|\s+|$)/i;
/** `alternative` only at the beginning of a clause: "there is no alternative to the car" is a reason. */
const ANSWER = /(?:^|[\s;,.(])mitigat(?:ions?|ed by|e by)\b\s*[:=-]?\s*|(?:^|[;,.(])\s*alternatives?\b\s*[:=-]?\s*/i;

/** `-2 counters close; mitigation: home visits`; undefined when nothing was written. @throws {Misread} */
export function readEffect(text: string): Effect | undefined {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return undefined;
  const match = SCORE.exec(line);
  if (match === null)
    throw new Misread(`does not begin with its score: write −${MOST} to +${MOST}, then why, such as “-2 counters close; mitigation: home visits”`);
  const score = signed(match.groups?.sign ?? '', match.groups?.size ?? '');
  const rest = line.slice(match[0].length);
  const answer = ANSWER.exec(rest);
  const reason = trimmed(answer === null ? rest : rest.slice(0, answer.index));
  if (!/\p{L}/u.test(reason)) throw new Misread(`has a score of ${match[0].trim()} without a reason: say in a few words why`);
  return { score, reason, answer: answer === null ? undefined : someWords(trimmed(rest.slice(answer.index + answer[0].length))) };
}

function signed(sign: string, size: string): number {
  if (!/^[0-3]$/.test(size)) throw new Misread(`has a score of ${`${sign}${size}`.slice(0, 20)}: it is a whole number from −${MOST} to +${MOST}`);
  return /^(?:[-−–]|minus)/i.test(sign) ? 0 - Number(size) : Number(size);
}

const trimmed = (words: string): string => words.replace(/^[\s;:,.(]+|[\s;:,.]+$/g, '');

/** `mitigation: none` is no mitigation. */
const someWords = (words: string): string | undefined =>
  /\p{L}/u.test(words) && !/^(?:none|no|nil|n\/a|not yet|tbc|tba|unknown)$/i.test(words) ? words : undefined;
