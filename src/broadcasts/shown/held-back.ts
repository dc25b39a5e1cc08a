import { sayDay } from '../../calendar/dates.ts';
import { dayIn } from '../../calendar/zone.ts';
import type { Broadcast, HeldBack } from '../broadcast.ts';
import { goesBy, isSameOfficer } from '../officers.ts';

/** Why it did not go, or nobody is reminded, in a clause: `the role of who sent it ended on Monday 3 May 2027`. */
export function whyHeldBack(broadcast: Broadcast, { why, endedAt, whose }: HeldBack): string {
  const role = `the role of ${who(broadcast, whose)}`;
  if (why === 'unknown') return `I cannot find out just now whether ${role} still counts`;
  return endedAt === undefined ? `${role} does not count any more` : `${role} ended on ${sayDay(lastDay(endedAt, broadcast.zone))}`;
}

/** One that was given until a day counts to the end of it. */
const lastDay = (endedAt: Date, zone: string): string => dayIn(new Date(endedAt.getTime() - 1), zone);

function who(broadcast: Broadcast, whose: HeldBack['whose']): string {
  if (whose === 'approver') return 'its second officer';
  return isSameOfficer(goesBy(broadcast), broadcast.sender) ? 'who sent it' : 'who resumed it';
}

export const heldBackData = ({ heldBack }: Pick<Broadcast, 'heldBack'>) =>
  heldBack === undefined ? null : { why: heldBack.why, whose: heldBack.whose, at: heldBack.at.toISOString(), endedAt: heldBack.endedAt?.toISOString() ?? null };
