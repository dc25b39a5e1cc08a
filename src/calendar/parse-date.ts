import { Chrono, configuration } from 'chrono-node/en';
import { type IsoDate, isDate, plusDays } from './dates.ts';
import { toWall } from './zone.ts';

/** Day before month, and no guessing. */
const british = new Chrono(configuration.createConfiguration(true, true));
/** The British setting does not know `Nov 19`. */
const monthFirst = new Chrono(configuration.createConfiguration(true, false));

const NAMED: Readonly<Record<string, number>> = { today: 0, yesterday: -1, tomorrow: 1 };
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+/iu;
const HALF_A_YEAR_DAYS = 183;

/**
 * A date that may be past or to come, written as people in Britain write one: `2026-06-19`, `19/6/26`, `19 June`, `yesterday`.
 * Without a year it is the one nearest to now.
 * @returns undefined for what is no date, or not one alone
 */
export function parseDate(words: string, { now, zone }: { now: Date; zone: string }): IsoDate | undefined {
  const text = words
    .trim()
    .replace(/[.,;]+$/u, '')
    .replace(WEEKDAY, '');
  const today = toWall(now, zone).slice(0, 10);
  const shift = NAMED[text.toLowerCase()];
  if (shift !== undefined) return plusDays(today, shift);
  if (isDate(text)) return text;
  const [found] = [...british.parse(text, now), ...(/\p{L}{3}/u.test(text) ? monthFirst.parse(text, now) : [])];
  if (found === undefined || found.text.length < text.length || !found.start.isCertain('day') || !found.start.isCertain('month')) return undefined;
  const year = found.start.isCertain('year') ? found.start.get('year') : undefined;
  const [month = 0, day = 0] = [found.start.get('month') ?? 0, found.start.get('day') ?? 0];
  return year == null ? nearest(today, month, day) : existing(year, month, day);
}

function existing(year: number, month: number, day: number): IsoDate | undefined {
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDate(date) ? date : undefined;
}

function nearest(today: IsoDate, month: number, day: number): IsoDate | undefined {
  const year = Number(today.slice(0, 4));
  const [earliest, latest] = [plusDays(today, -HALF_A_YEAR_DAYS), plusDays(today, HALF_A_YEAR_DAYS)];
  const all = [year - 1, year, year + 1].flatMap((one) => existing(one, month, day) ?? []);
  return all.find((date) => date > earliest && date <= latest) ?? all.at(-1);
}
