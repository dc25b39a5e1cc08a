import { isOfDays, LENGTH, lengthOf, plusLength } from './lengths.ts';
import type { DayMeaning, Here, Meaning, Piece } from './pieces.ts';

export type Groups = Readonly<Record<string, string | undefined>>;

/** Stands for a character that is understood already, or quoted: no reader takes it for anything. */
export const TAKEN = '\u0001';

const UNTIL = 'until|till|til|up\\s+to|through(?:\\s+to)?|ending(?:\\s+on)?|ends(?:\\s+on)?';
const FROM = '(?:starting|start|beginning|commencing)(?:\\s+(?:on|from|in))?|as\\s+of|with\\s+effect\\s+from|from';
const ROLE = new RegExp(
  `(?:\\b(?<length>${LENGTH})(?:\\s+(?<side>before|after|on|from))?|\\b(?<until>${UNTIL})|\\b(?<from>${FROM}))\\s+(?:(?:and\\s+)?including\\s+)?(?:the\\s+)?$`,
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
    const day = meanings.find((meaning) => meaning.slot === 'day');
    const role = day === undefined ? undefined : this.#roleBefore(start, day);
    const from = role?.start ?? start;
    for (const meaning of meanings) this.pieces.push({ ...(meaning === day && role ? role.meaning : meaning), start: from, end });
    this.#left = this.#left.slice(0, from) + TAKEN.repeat(end - from) + this.#left.slice(end);
  }

  /** "Until", "from" and "two weeks before" belong to the day that follows them. */
  #roleBefore(start: number, day: DayMeaning): { meaning: Meaning; start: number } | undefined {
    const role = ROLE.exec(this.#left.slice(Math.max(0, start - ROLE_REACH), start));
    const { until, length, side } = role?.groups ?? {};
    if (role === null) return undefined;
    const from = start - role[0].length;
    if (length === undefined) return { meaning: { ...day, role: until === undefined ? 'from' : 'until' }, start: from };
    const meaning = isOfDays(lengthOf(length)) ? shifted(day, length, side?.toLowerCase(), this.here) : undefined;
    return meaning && { meaning, start: from };
  }
}

/** "A week on Tuesday" and "a week today" can be said of near days only, "a week before" of all. */
function shifted(day: DayMeaning, length: string, side: string | undefined, here: Here): Meaning | undefined {
  const isPlain = side !== 'before' && side !== 'after';
  if (isPlain && (day.again === 'year' || day.days?.kind === 'monthdays')) return undefined;
  const dates = day.options.flatMap((option) => ('date' in option ? [option.date] : []));
  if (dates.length === 0) return { slot: 'impossible', why: `I cannot repeat something ${length} ${side ?? 'after'} another day that repeats.` };
  const sign = side === 'before' ? -1 : 1;
  const { days: _, weekday: __, ...rest } = day;
  return { ...rest, options: dates.map((date) => ({ date: plusLength(date, lengthOf(length), sign, here.division) })) };
}
