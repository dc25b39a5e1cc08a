import { describeMoment } from '../../calendar/schedule.ts';
import type { Broadcast } from '../broadcast.ts';

/** How a broadcast stands, in a sentence or two. @param silent how many branches that have it have not acknowledged it; left out where none has it yet */
export const stateLine = (broadcast: Broadcast, silent = 0): string => LINES[broadcast.state](broadcast, silent);

const LINES: Readonly<Record<Broadcast['state'], (broadcast: Broadcast, silent: number) => string>> = {
  draft: () => 'A draft: nothing of it is sent.',
  waiting: () => 'Waiting for a second officer: nothing is sent yet.',
  scheduled: ({ sendAt, zone }) => `It will be sent${sendAt === undefined ? ' at its time' : ` on ${describeMoment(sendAt, zone)}`}.`,
  sending: () => 'It is being sent.',
  paused: () => 'Paused: what has not gone waits.',
  sent: (broadcast, silent) => `All done: nothing is left to send.${silent === 0 ? '' : chaseLine(broadcast)}`,
  cancelled: () => 'Cancelled: what had not gone does not go.',
  withdrawn: ({ withdrawn, zone }) =>
    `Withdrawn${withdrawn === undefined ? '' : ` on ${describeMoment(withdrawn.at, zone)}`}: every copy says so, or will in a moment.`,
};

const chaseLine = ({ chase, zone }: Broadcast): string =>
  chase?.nextAt === undefined || chase.left === 0 ? '' : ` Those not yet in are reminded on ${describeMoment(chase.nextAt, zone)}.`;
