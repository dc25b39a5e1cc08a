import type { IsoDate } from './dates.ts';
import type { Division } from './holidays.ts';
import { parseWhen } from './parse-when.ts';

/** The one day to come that words mean and say nothing else: `Friday`, `the end of March`, `in 3 months`. Undefined for any other words. */
export function comingDay(words: string, around: { readonly now: Date; readonly zone: string; readonly division: Division }): IsoDate | undefined {
  const understood = parseWhen(words, around);
  if (understood.kind !== 'understood' || understood.rest !== '' || understood.schedule.kind !== 'once') return undefined;
  return understood.schedule.at.slice(0, 10);
}
