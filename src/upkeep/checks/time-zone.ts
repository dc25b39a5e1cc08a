import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../core/clock.ts';
import { type Check, ok } from '../finding.ts';

/** The zone, how far it is from UTC, and when that changes next. @param zone IANA, known to be valid */
export function timeZoneCheck(clock: Clock, zone: string): Check {
  return {
    about: 'Time zone',
    async run() {
      const now = Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()).toZonedDateTimeISO(zone);
      const change = now.getTimeZoneTransition('next');
      const when = change?.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
      return [ok(`${zone}, now UTC${now.offset}; ${change === null ? 'it never changes' : `it changes to UTC${change.offset} on ${when}`}.`)];
    },
  };
}
