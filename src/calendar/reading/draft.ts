import { isOfDays, LENGTH, lengthOf, plusLength } from './lengths.ts';
import type { Here, Meaning, Piece } from './pieces.ts';

export type Groups = Readonly<Record<string, string | undefined>>;

/** Stands for a character that is understood already, or quoted: no reader takes it for anything. */
export const TAKEN = '\u0001';

const UNTIL = `until|till|til|(?<=${TAKEN}\\s*)to|up\\s+to|through(?:\\s+to)?|ending(?:\\s+on)?|ends(?:\\s+on)?`;
const FROM = 'w/c|(?:starting|start|beginning|(?:(?:week|wk)\\s+)?commencing)(?:\\s+(?:on|from|in))?|as\\s+of|with\\s+effect\\s+from|from';
const ROLE = new RegExp(
  `(?:\\b(?:(?<length>${LENGTH})|the\\s+(?:next\\s+|first\\s+|last\\s+)?(?<one>(?:(?:working|business)\\s+)?day|week|fortnight|month)(?=\\s+(?:before|after)))(?:\\s+(?<side>before|after|on|from))?|\\b(?<until>${UNTIL})|\\b(?<from>${FROM})|(?<!\\bnot\\s+)\\b(?<ahead>before))\\s+(?:(?:and\\s+)?including\\s+)?(?:the\\s+)?$`,
  'i',
);
/** Longer than any role. */
const ROLE_REACH = 70;

/** A text under reading. Each reader takes what it understands, so that the next one cannot take it for something else. */
export class Draft {
  readonly pieces: Piece[] = [];
  readonly here: Here;
  #left: string;

  constructor(text: string, here: Here) {
    this.#left = text.replace(/"[^"]*"|“[^”]*”/g, (quoted) => TAKEN.repeat(quoted.length));
    this.here = here;
  }

  /** What nobody has taken yet. */
  get left(): string {
    return this.#left;
  }

  /** Takes each place where the pattern (with the flags `gi`) matches and `read` understands it. */
  take(pattern: RegExp, read: (groups: Groups, match: RegExpMatchArray) => Meaning | readonly Meaning[] | undefined): void {
    for (const match of this.#left.matchAll(pattern)) {
      const found = read(match.groups ?? {}, match);
      const start = match.index ?? 0;
      if (found !== undefined) this.add('slot' in found ? [found] : found, start, start + match[0].length);
    }
  }

  add(meanings: readonly Meaning[], start: number, end: number): void {
    const role = this.#roleBefore(start, meanings);
    const from = role?.start ?? start;
    for (const meaning of role?.meanings ?? meanings) this.pieces.push({ ...meaning, start: from, end });
    this.#left = this.#left.slice(0, from) + TAKEN.repeat(end - from) + this.#left.slice(end);
  }

  /** "Until", "from" and "two weeks before" belong to the day that follows them. */
  #roleBefore(start: number, meanings: readonly Meaning[]): { meanings: readonly Meaning[]; start: number } | undefined {
    if (!meanings.some(({ slot }) => slot === 'day' || slot === 'pace')) return undefined;
    const role = ROLE.exec(this.#left.slice(Math.max(0, start - ROLE_REACH), start));
    if (role === null) return undefined;
    const { until, ahead, one, length = one && `a ${one}`, side } = role.groups ?? {};
    const place = ahead === undefined ? { role: until === undefined ? ('from' as const) : ('until' as const) } : { isAhead: true };
    const placed = meanings.map((meaning) => {
      if (length !== undefined) return isOfDays(lengthOf(length)) ? shifted(meaning, length, side?.toLowerCase(), this.here) : undefined;
      return meaning.slot === 'day' ? { ...meaning, ...place } : undefined;
    });
    const isTaken = placed.some((meaning) => meaning !== undefined);
    return isTaken ? { meanings: meanings.map((meaning, index) => placed[index] ?? meaning), start: start - role[0].length } : undefined;
  }
}

/** "A week on Tuesday" and "a week today" can be said of near days only, "a week before" of all. */
function shifted(meaning: Meaning, length: string, side: string | undefined, here: Here): Meaning | undefined {
  const isPlain = side !== 'before' && side !== 'after';
  if (meaning.slot === 'pace') return isPlain ? undefined : cannotRepeat(length, side);
  if (meaning.slot !== 'day' || (isPlain && (meaning.again === 'year' || meaning.days?.kind === 'monthdays'))) return undefined;
  const dates = meaning.options.flatMap((option) => ('date' in option ? [option.date] : []));
  if (dates.length === 0) return cannotRepeat(length, side ?? 'after');
  const sign = side === 'before' ? -1 : 1;
  const { days: _, weekday: __, ...rest } = meaning;
  return { ...rest, options: dates.map((date) => ({ date: plusLength(date, lengthOf(length), sign, here.division) })) };
}

const cannotRepeat = (length: string, side: string): Meaning => ({
  slot: 'impossible',
  why: `I cannot repeat something ${length} ${side} another day that repeats.`,
});
