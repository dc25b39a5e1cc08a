import { Temporal } from 'temporal-polyfill';

/** What a clock on the wall shows, to the minute and without a zone: `2026-12-01T09:00`. */
export type WallTime = string;

/**
 * The instant at which clocks in the zone show the wall time. One that the clocks skip moves forward by as much as they do; of one that
 * comes twice, the first: Temporal's `compatible`, https://tc39.es/proposal-temporal/docs/timezone.html#ambiguity-due-to-dst-or-other-time-zone-offset-changes
 * @throws {RangeError} when there is no such wall time or no such zone
 */
export function toInstant(wall: WallTime, zone: string): Date {
  const zoned = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' });
  return new Date(zoned.epochMilliseconds);
}

/** What clocks in the zone show at an instant, its seconds left out. @throws {RangeError} when there is no such zone */
export function toWall(at: Date, zone: string): WallTime {
  return sayWall(zonedAt(at, zone).toPlainDateTime());
}

/** The day that a calendar in the zone shows at an instant: `2026-12-01`. @throws {RangeError} when there is no such zone */
export const dayIn = (at: Date, zone: string): string => toWall(at, zone).slice(0, 10);

/** The instant in a zone, to reckon with. @throws {RangeError} when there is no such zone */
export function zonedAt(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}

export const sayWall = (time: Temporal.PlainDateTime): WallTime => time.toString({ smallestUnit: 'minute', roundingMode: 'floor' });

/** Whether it is the name of a time zone, such as `Europe/London` or `UTC`; a bare offset is not: it knows no clock changes. */
export function isZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    zonedAt(new Date(0), name);
    return true;
  } catch {
    return false;
  }
}
