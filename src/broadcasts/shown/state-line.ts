import { describeMoment } from '../../calendar/schedule.ts';
import type { Broadcast } from '../broadcast.ts';

/** How a broadcast stands, in a sentence. */
export const stateLine = (broadcast: Broadcast): string => LINES[broadcast.state](broadcast);

const LINES: Readonly<Record<Broadcast['state'], (broadcast: Broadcast) => string>> = {
  draft: () => 'A draft: nothing of it is sent.',
  waiting: () => 'Waiting for a second officer: nothing is sent yet.',
  scheduled: ({ sendAt, zone }) => `It will be sent${sendAt === undefined ? ' at its time' : ` on ${describeMoment(sendAt, zone)}`}.`,
  sending: () => 'It is being sent.',
  paused: () => 'Paused: what has not gone waits.',
  sent: ({ chase, zone }) =>
    `All done: nothing is left to send.${chase?.nextAt === undefined || chase.left === 0 ? '' : ` Those not yet in are reminded on ${describeMoment(chase.nextAt, zone)}.`}`,
  cancelled: () => 'Cancelled: what had not gone does not go.',
  withdrawn: ({ withdrawn, zone }) =>
    `Withdrawn${withdrawn === undefined ? '' : ` on ${describeMoment(withdrawn.at, zone)}`}: every copy says so, or will in a moment.`,
};
