/** What a number was written as: `£` and `%` are units too. `none` is a bare number. */
export type Unit = 'pounds' | 'percent' | 'people' | 'years' | 'months' | 'none';

/** One number as it was written: `£1.2m a year` is 1,200,000 in pounds, by the year. */
export interface Figure {
  readonly amount: number;
  readonly unit: Unit;
  readonly isYearly: boolean;
}

/** From one figure to another, both with the same unit; the lower first. */
export interface Reading {
  readonly low: Figure;
  readonly high: Figure;
  /** Written with "about" before it. */
  readonly isAbout: boolean;
}

/** What is wrong with the words: what follows the name of a field in a sentence. */
export interface Unreadable {
  readonly problem: string;
}

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(bn|billion)$/, 1e9],
  [/^(m|mn|mln|million)$/, 1e6],
  [/^(k|thousand|grand)$/, 1e3],
];
const UNITS: readonly (readonly [RegExp, Unit])[] = [
  [/^(%|per ?cent|pc)$/, 'percent'],
  [/^(pounds?|gbp)$/, 'pounds'],
  [/^(people|staff|jobs?|posts?|fte|ftes|employees|workers|members)$/, 'people'],
  [/^(years?|yrs?)$/, 'years'],
  [/^(months?|mths?)$/, 'months'],
];

const FIGURE = new RegExp(
  [
    '(?:(?<minus>-|minus )\\s?)?(?<pound>£|gbp )?\\s?(?<minusAfter>-)?',
    '(?<digits>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+)',
    '(?:\\s?(?<scale>bn|billion|mn|mln|million|m|k|thousand|grand)(?![a-z]))?',
    '(?:\\s?(?<unit>%|per ?cent|pc|pounds?|gbp|people|staff|jobs?|posts?|ftes?|employees|workers|members|years?|yrs?|months?|mths?)(?![a-z]))?',
    '(?<yearly>\\s?(?:(?:a|per|each|every) year|per annum|p\\.?a\\.?(?![a-z])|/ ?(?:year|yr)))?',
  ].join(''),
  'y',
);
const BETWEEN = /\s?(?:-|\bto\b|\bup to\b|\band\b)\s?/y;
const ABOUT = /^(?:about|around|approximately|approx\.?|roughly|circa|c\.|some|nearly|almost|~)\s?/;
/** "Between" and "from", where a second number follows. */
const FROM = /^(?:between|from) (?=.*\d\S* ?(?:-|to |and ).*\d)/;
const OPEN_ENDED = /^(?:at least|over|more than|above|from|minimum|min\.?|>=?|≥)\s?[\d£.-]|\d\s?\+$|\d\w*\s(?:or|and)\s(?:more|over|above)$/;
const UP_TO = /^(?:up to|at most|no more than|not more than|maximum|max\.?|<=|≤)\s?/;
/** As many as a number can hold exactly. */
const MOST_DIGITS = 15;
const SHOWN = 40;

/** What was written, short enough to be said back. */
export const sayBack = (text: string): string => `“${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}”`;

/**
 * Reads a number or a range as people write it: `£1.2m`, `1,200,000`, `1250-1500`, `£7–8m`, `20 to 30%`, `18 months`, `up to 5`.
 * A unit or a scale written once, after the second number, counts for both where that keeps them in order.
 * Two numbers the wrong way round are turned. "About 1,300" is read as 1,300, and said to be about.
 */
export function readRange(written: string): Reading | Unreadable | undefined {
  const digits = longestNumber(written);
  if (digits > MOST_DIGITS) return { problem: `has a number of ${digits} digits, more than can be meant: check it, and write a large sum as £1.2m or £3bn` };
  const plain = normalise(written);
  const isAbout = ABOUT.test(plain);
  const text = plain.replace(ABOUT, '').replace(FROM, '');
  if (OPEN_ENDED.test(text)) return { problem: `has no upper end in ${sayBack(written)}: give both, such as 50-80` };
  if (UP_TO.test(text)) return upTo(text.replace(UP_TO, ''), isAbout);
  const pair = readPair(text);
  if (pair === undefined) return undefined;
  const low = scaledAlike(pair);
  if (low === undefined) return { problem: `could be read in two ways: write both numbers of ${sayBack(written)} in full` };
  const [first, last] = [toFigure(low), toFigure(pair[1])];
  const unit = first.unit === 'none' ? last.unit : first.unit;
  if (last.unit !== 'none' && last.unit !== unit) return { problem: `has two units in ${sayBack(written)}: write both numbers in one` };
  const isYearly = first.isYearly || last.isYearly;
  const [least, most] = first.amount <= last.amount ? [first, last] : [last, first];
  return { low: { ...least, unit, isYearly }, high: { ...most, unit, isYearly }, isAbout };
}

/** How many digits the longest number in it has. */
function longestNumber(text: string): number {
  const numbers = text.match(/\d[\d,. ]*/g) ?? [];
  return Math.max(0, ...numbers.flatMap((each) => each.split(/,? /)).map((each) => each.replace(/\D/g, '').length));
}

/** Dashes and minus signs of every kind become `-`; spaces become one. */
const normalise = (written: string): string =>
  written
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

function upTo(text: string, isAbout: boolean): Reading | undefined {
  const figure = figureAt(text, 0);
  if (figure === undefined || figure.end < text.length) return undefined;
  const high = toFigure(figure.groups);
  return high.amount < 0 ? undefined : { low: { ...high, amount: 0 }, high, isAbout };
}

type Groups = Readonly<Record<string, string | undefined>>;

/** The one number twice, or both numbers of a range; undefined when it is neither. */
function readPair(text: string): readonly [Groups, Groups] | undefined {
  const first = figureAt(text, 0);
  if (first === undefined) return undefined;
  if (first.end === text.length) return [first.groups, first.groups];
  BETWEEN.lastIndex = first.end;
  const between = BETWEEN.exec(text);
  const second = between === null ? undefined : figureAt(text, first.end + between[0].length);
  return second === undefined || second.end < text.length ? undefined : [first.groups, second.groups];
}

function figureAt(text: string, start: number): { groups: Groups; end: number } | undefined {
  FIGURE.lastIndex = start;
  const found = FIGURE.exec(text);
  return found === null ? undefined : { groups: found.groups ?? {}, end: start + found[0].length };
}

/** `7` in `£7-8m` is millions too; `£7-£8m`, `500-1m` and `7m-8` could be read in two ways. `250,000-1m` says what it is. */
function scaledAlike([first, second]: readonly [Groups, Groups]): Groups | undefined {
  if (first.scale !== undefined) return second.scale === undefined && toFigure(second).amount < 1000 ? undefined : first;
  const size = toFigure(first).amount;
  if (second.scale === undefined || size === 0 || size >= 1000) return first;
  if (first.pound !== undefined && second.pound !== undefined) return undefined;
  const alike = { ...first, scale: second.scale };
  return toFigure(alike).amount <= toFigure(second).amount ? alike : undefined;
}

function toFigure({ minus, minusAfter, pound, digits = '', scale = '', unit = '', yearly }: Groups): Figure {
  const size = Number(digits.replaceAll(',', '')) * lookUp(SCALES, scale, 1);
  return {
    amount: minus === undefined && minusAfter === undefined ? size : 0 - size,
    unit: pound === undefined ? lookUp(UNITS, unit, 'none') : 'pounds',
    isYearly: yearly !== undefined,
  };
}

const lookUp = <T>(table: readonly (readonly [RegExp, T])[], word: string, otherwise: T): T => table.find(([pattern]) => pattern.test(word))?.[1] ?? otherwise;
