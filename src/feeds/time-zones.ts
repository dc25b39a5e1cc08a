import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';
import { zonedAt } from '../calendar/zone.ts';

const KNOWN: ReadonlySet<string> = new Set(tzlib_get_timezones());

const names = new Map<string, string | undefined>();

/**
 * The name under which calendar programs know a zone: `Asia/Kolkata` for `Asia/Calcutta`, the name being what they go by. `UTC` is that, whatever it
 * was called. Undefined for a zone that none of them would know.
 */
export function calendarZone(zone: string): string | undefined {
  // Asking Intl takes longer than all the rest of an event.
  if (!names.has(zone)) names.set(zone, nameOf(new Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone));
  return names.get(zone);
}

const UTC = 'UTC';

function nameOf(canonical: string): string | undefined {
  if (canonical === UTC) return UTC;
  return KNOWN.has(canonical) ? blockOf(canonical)[1]?.slice('TZID='.length) : undefined;
}

/** What an event has to say of its zone: nothing when its times are in UTC. */
export function tzid(zone: string): string | null {
  const name = calendarZone(zone);
  return name === undefined || name === UTC ? null : name;
}

/** Its VTIMEZONE: https://www.rfc-editor.org/rfc/rfc5545#section-3.6.5 */
export const vtimezone = (name: string): string => blockOf(name)[0] ?? '';

const blockOf = (name: string): readonly string[] => [tzlib_get_ical_block(name)].flat();

/** The times between two instants at which a clock in the zone would have shown `time` (`01:30`), had it not been put forward past it. */
export function skippedTimes(time: string, zone: string, from: Date, to: Date): Date[] {
  const skipped: Date[] = [];
  for (let at = zonedAt(from, zone).getTimeZoneTransition('next'); at && at.epochMilliseconds <= to.getTime(); at = at.getTimeZoneTransition('next')) {
    const before = at.subtract({ nanoseconds: 1 });
    const goesForward = at.offsetNanoseconds > before.offsetNanoseconds;
    // The day is that of the time that never came: clocks put forward at midnight skip the beginning of the day that follows.
    const shown = before.toPlainDateTime().add({ nanoseconds: 1 });
    const wanted = shown.withPlainTime(time);
    const moved = wanted.toZonedDateTime(zone, { disambiguation: 'compatible' });
    if (goesForward && !moved.toPlainDateTime().equals(wanted)) skipped.push(new Date(moved.epochMilliseconds));
  }
  return skipped;
}
