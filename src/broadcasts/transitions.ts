import { describeMoment } from '../calendar/schedule.ts';
import { UserError } from '../core/user-error.ts';
import { span } from '../reminders/span.ts';
import type { Broadcast, Officer } from './broadcast.ts';
import { approverOf, goesBy, isSameOfficer } from './officers.ts';

// What a person may do to a broadcast, as pure functions: each gives the broadcast as it stands afterwards, and throws a UserError where its state does not allow it.

type State = Broadcast['state'];

const HOUR_MS = 3_600_000;
/** For a chase that was not agreed when it was sent. */
const USUAL_CHASE_HOURS = 24;

/** It is on its way: at its time, or at once. */
export const released = (broadcast: Broadcast, now: Date): Broadcast =>
  next(broadcast, { ...going(broadcast, now), previewed: undefined, chase: withFirstChase(broadcast, now) });

/** Its time has come. That may be later than was set, and then so is the first chase. */
export const begun = (broadcast: Broadcast, now: Date): Broadcast =>
  next(broadcast, { state: 'sending', sendingSince: now, chase: withFirstChase(broadcast, now) });

/** Waits for a second officer. */
export const waiting = (broadcast: Broadcast, neededAbove: number): Broadcast => next(broadcast, { state: 'waiting', approval: { neededAbove } });

/** It begins as what waits for its time does, for the role of who sent it may have ended while it waited. */
export const approved = (broadcast: Broadcast, { person: by, ...from }: Officer, now: Date): Broadcast => {
  const approval = { neededAbove: broadcast.approval?.neededAbove ?? 0, by, from, at: now };
  return { ...released(broadcast, now), state: 'scheduled', sendingSince: undefined, approval };
};

export function paused(broadcast: Broadcast): Broadcast {
  mustBe(broadcast, ['scheduled', 'sending'], 'paused');
  return next(broadcast, { state: 'paused', heldBack: undefined });
}

/** From then on it goes by the role of who resumed it, or who approved it if that is whose role has ended. @throws {UserError} where two officers are needed and one would be both */
export function resumed(broadcast: Broadcast, by: Officer, now: Date): Broadcast {
  mustBe(broadcast, ['paused'], 'resumed');
  const resumes = { ...broadcast, ...standsFor(broadcast, by, now), heldBack: undefined };
  // Its roles are looked at once more: the other's may have ended too.
  if (broadcast.heldBack?.why === 'ended') return next(resumes, { state: 'scheduled', sendAt: now });
  return next(resumes, going(broadcast, now));
}

function standsFor(broadcast: Broadcast, by: Officer, at: Date): Pick<Broadcast, 'authority' | 'approval'> {
  const { approval, heldBack } = broadcast;
  const approver = approverOf(broadcast);
  if (approval !== undefined && heldBack?.whose === 'approver') {
    if (isSameOfficer(by, goesBy(broadcast))) throw needsTwo(broadcast, 'It goes by your own role already');
    const { person, ...from } = by;
    return { authority: broadcast.authority, approval: { ...approval, by: person, from, at } };
  }
  if (approver === undefined || !isSameOfficer(by, approver)) return { authority: by, approval };
  if (heldBack?.whose === 'sender') throw needsTwo(broadcast, 'You are its second officer');
  return { authority: broadcast.authority, approval };
}

const needsTwo = ({ id }: Broadcast, why: string): UserError =>
  new UserError(`${why}, and this one needs two: so somebody else has to resume it.`, `Ask another officer to say \`broadcast resume ${id}\`, or cancel it.`, {
    tryThese: [`broadcast status ${id}`],
  });

export function cancelled(broadcast: Broadcast): Broadcast {
  mustBe(broadcast, ['draft', 'waiting', 'scheduled', 'sending', 'paused'], 'cancelled');
  return next(broadcast, { state: 'cancelled', previewed: undefined, heldBack: undefined, chase: stopped(broadcast) });
}

export function retried(broadcast: Broadcast, now: Date): Broadcast {
  mustBe(broadcast, ['sending', 'paused', 'sent'], 'tried again');
  return next(broadcast, { state: broadcast.state === 'sent' ? 'sending' : broadcast.state, sendingSince: now });
}

/** One that nobody has seen yet says the new words only; the others say that they were corrected, and when. */
export function corrected(broadcast: Broadcast, words: Pick<Broadcast, 'title' | 'body'>, now: Date): Broadcast {
  mustBe(broadcast, ['scheduled', 'sending', 'paused', 'sent', 'cancelled'], 'corrected');
  if (words.title === broadcast.title && words.body === broadcast.body)
    throw new UserError('Those are the words it has.', `Say what should be different: \`broadcast correct ${broadcast.id}\` shows them to change.`);
  const isUnseen = (broadcast.state === 'scheduled' || (broadcast.state === 'paused' && broadcast.heldBack !== undefined)) && isNew(broadcast);
  return next(broadcast, {
    ...words,
    revision: broadcast.revision + 1,
    state: broadcast.state === 'sent' ? 'sending' : broadcast.state,
    correctedAt: isUnseen ? undefined : now,
  });
}

export function withdrawn(broadcast: Broadcast, reason: string, now: Date): Broadcast {
  mustBe(broadcast, ['scheduled', 'sending', 'paused', 'sent', 'cancelled'], 'withdrawn');
  return next(broadcast, {
    state: 'withdrawn',
    revision: broadcast.revision + 1,
    withdrawn: { at: now, reason },
    heldBack: undefined,
    chase: stopped(broadcast),
  });
}

/** @throws {UserError} sooner than the pace that was set */
export function chased(broadcast: Broadcast, now: Date): Broadcast {
  if (broadcast.receipt.wanted === 'none')
    throw new UserError('Nobody was asked to acknowledge this broadcast, so there is nobody to remind.', 'Send one that asks for it: `--receipt branch`.');
  mustBe(broadcast, ['sending', 'sent'], 'chased');
  const { everyHours, left, lastAt, nextAt, done } = broadcast.chase ?? { everyHours: USUAL_CHASE_HOURS, left: 0, done: 0 };
  const pauseMs = everyHours * HOUR_MS;
  const earliest = lastAt === undefined ? undefined : new Date(lastAt.getTime() + pauseMs);
  if (earliest !== undefined && earliest > now)
    throw new UserError(
      `They were last reminded on ${describeMoment(lastAt ?? now, broadcast.zone)}, and may be reminded every ${hours(everyHours)}.`,
      `The next can go from ${describeMoment(earliest, broadcast.zone)}.`,
      { tryThese: [`broadcast status ${broadcast.id}`] },
    );
  const rest = Math.max(0, left - 1);
  const following = nextAt !== undefined && rest > 0 ? new Date(now.getTime() + pauseMs) : undefined;
  return next(broadcast, {
    chase: { everyHours, left: rest, lastAt: now, nextAt: following, done: done + 1 },
    state: 'sending',
    sendingSince: now,
    heldBack: undefined,
  });
}

/** `2 days`, `day`, `12 hours`. */
export const hours = (count: number): string => span(count * HOUR_MS).replace(/^1 (?=\w+$)/, '');

/** The first comes as long after it is sent as the others after each other. */
function withFirstChase({ chase, sendAt }: Broadcast, now: Date): Broadcast['chase'] {
  if (chase === undefined || chase.left === 0) return chase;
  const sent = sendAt !== undefined && sendAt > now ? sendAt : now;
  return { ...chase, nextAt: new Date(sent.getTime() + chase.everyHours * HOUR_MS) };
}

/** At once, or when its time comes. */
const going = ({ sendAt, sendingSince }: Broadcast, now: Date): Pick<Broadcast, 'state' | 'sendingSince'> =>
  sendAt !== undefined && sendAt > now ? { state: 'scheduled', sendingSince } : { state: 'sending', sendingSince: now };

const isNew = ({ revision, sendingSince }: Broadcast): boolean => revision === 1 && sendingSince === undefined;

const stopped = ({ chase }: Broadcast): Broadcast['chase'] => (chase === undefined ? undefined : { ...chase, left: 0, nextAt: undefined });

const next = (broadcast: Broadcast, change: Partial<Broadcast>): Broadcast => ({ ...broadcast, ...change, version: broadcast.version + 1 });

const STATE_WORDS: Readonly<Record<State, string>> = {
  draft: 'is a draft: nothing of it was sent',
  waiting: 'waits for a second officer: nothing of it was sent',
  scheduled: 'is not sent yet: it waits for its time',
  sending: 'is being sent',
  paused: 'is paused',
  sent: 'was sent: nothing of it is left to send',
  cancelled: 'was cancelled',
  withdrawn: 'was withdrawn',
};

function mustBe(broadcast: Broadcast, states: readonly State[], done: string): void {
  if (states.includes(broadcast.state)) return;
  const line = broadcast.state === 'draft' || broadcast.state === 'waiting' ? `broadcast show ${broadcast.id}` : `broadcast status ${broadcast.id}`;
  const but = broadcast.state === done ? ' already' : `, so it cannot be ${done}`;
  throw new UserError(`“${broadcast.title}” ${STATE_WORDS[broadcast.state]}${but}.`, `See how it stands: \`${line}\`.`, {
    tryThese: [line],
  });
}
