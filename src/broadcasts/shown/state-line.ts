import { describeMoment } from '../../calendar/schedule.ts';
import type { Broadcast } from '../broadcast.ts';
import { whyHeldBack } from './held-back.ts';

/** How a broadcast stands, in a sentence or two. @param silent how many branches that have it have not acknowledged it; left out where none has it yet */
export const stateLine = (broadcast: Broadcast, silent = 0): string => LINES[broadcast.state](broadcast, silent);

const LINES: Readonly<Record<Broadcast['state'], (broadcast: Broadcast, silent: number) => string>> = {
  draft: () => 'A draft: nothing of it is sent.',
  waiting: () => 'Waiting for a second officer: nothing is sent yet.',
  scheduled: (broadcast) => {
    const { sendAt, zone, heldBack } = broadcast;
    if (heldBack !== undefined) return `Its time has come, and it waits: ${whyHeldBack(broadcast, heldBack)}. I ask again every minute.`;
    return sendAt === undefined ? 'It is about to be sent.' : `It will be sent on ${describeMoment(sendAt, zone)}.`;
  },
  sending: () => 'It is being sent.',
  paused: (broadcast) => {
    const { heldBack, sendingSince, zone } = broadcast;
    if (heldBack === undefined) return 'Paused: what has not gone waits.';
    const since = `Held back on ${describeMoment(heldBack.at, zone)}${sendingSince !== undefined ? ' while it went out, and nothing more' : ', and nothing'} is sent`;
    return `${since}: ${whyHeldBack(broadcast, heldBack)}. An officer who may send to all of these branches can go on with it, by their own role, or cancel it.`;
  },
  sent: (broadcast, silent) => `All done: nothing is left to send.${silent === 0 ? '' : chaseLine(broadcast)}`,
  cancelled: () => 'Cancelled: what had not gone does not go.',
  withdrawn: ({ withdrawn, zone }) =>
    `Withdrawn${withdrawn === undefined ? '' : ` on ${describeMoment(withdrawn.at, zone)}`}: every copy says so, or will in a moment.`,
};

function chaseLine(broadcast: Broadcast): string {
  const { chase, heldBack, zone } = broadcast;
  if (heldBack?.why === 'ended') return ` Those not yet in are not reminded any more: ${whyHeldBack(broadcast, heldBack)}.`;
  const partial = chase?.isPartial ? ' The last reminder left out those whom the role that it goes by does not reach any more.' : '';
  if (chase?.nextAt === undefined || chase.left === 0) return partial;
  if (heldBack !== undefined) return ` It is time to remind those not yet in, and that waits: ${whyHeldBack(broadcast, heldBack)}. I ask again every minute.`;
  return `${partial} Those not yet in are reminded on ${describeMoment(chase.nextAt, zone)}.`;
}
