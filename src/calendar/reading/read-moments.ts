import { zonedAt } from '../zone.ts';
import type { Draft } from './draft.ts';
import { isOfDays, LENGTH, type Length, lengthOf, plusLength } from './lengths.ts';
import type { Here, Meaning } from './pieces.ts';

const IN = new RegExp(`\\b(?:in|within)\\s+(?:about\\s+|around\\s+)?(?<length>${LENGTH})(?:['’]?s?['’]?\\s+time\\b)?`, 'gi');
const FROM_NOW = new RegExp(`\\b(?<length>${LENGTH})(?:\\s+(?:from\\s+(?:now|today)|hence|later)\\b|['’]s?\\s+time\\b)`, 'gi');
const AGO = new RegExp(`\\b(?<length>${LENGTH})\\s+ago\\b`, 'gi');
const SECONDS = /\b(?:seconds?|secs?)\b/i;

/** What is counted from now: `in 2 hours`, `in a fortnight`, `three working days from now`. Also what is over. */
export function readMoments(draft: Draft): void {
  for (const pattern of [IN, FROM_NOW]) draft.take(pattern, ({ length = '' }) => fromNow(length, 1, draft.here));
  draft.take(AGO, ({ length = '' }) => fromNow(length, -1, draft.here));
}

function fromNow(words: string, sign: 1 | -1, here: Here): Meaning {
  if (SECONDS.test(words)) return { slot: 'impossible', why: 'I go by whole minutes: say “in a minute”, or longer.' };
  const length = lengthOf(words);
  if (/^0+(?:\.0+)?\b/.test(words) && length.months + length.days + length.minutes + length.workingDays === 0)
    return { slot: 'impossible', why: 'That is now: say “in 1 minute”, or longer.' };
  if (!isOfDays(length)) return { slot: 'moment', ...inMinutes(length, sign, here) };
  return { slot: 'day', role: 'on', options: [{ date: plusLength(here.today, length, sign, here.division) }], again: 'day' };
}

/** Hours are counted as they pass, over a clock change too; days before them by the calendar. Never early: a part of a minute is a whole one. */
function inMinutes({ months, days, minutes }: Length, sign: 1 | -1, { now, zone }: Here): Omit<Extract<Meaning, { slot: 'moment' }>, 'slot'> {
  const then = zonedAt(now, zone)
    .add({ months: sign * months, days: sign * days })
    .add({ minutes: sign * minutes })
    .round({ smallestUnit: 'minute', roundingMode: 'ceil' });
  const first = then.toPlainDateTime().toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (first.epochMilliseconds >= then.epochMilliseconds) return { at: then.toPlainDateTime() };
  // A wall time that comes twice means its first; this is the second. The next that comes once:
  const once =
    then
      .add({ nanoseconds: 1 })
      .getTimeZoneTransition('previous')
      ?.add({ milliseconds: then.epochMilliseconds - first.epochMilliseconds }) ?? then;
  return { at: once.toPlainDateTime(), note: 'The clocks go back then, and that time comes twice: this is when the repeated stretch is over.' };
}
