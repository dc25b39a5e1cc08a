import type { Clock } from '../core/clock.ts';
import type { Courier, Delivered } from '../core/courier.ts';
import type { Log } from '../core/log.ts';
import type { Due, Outcome } from '../jobs/queue.ts';
import { dueNotice, ownerNotice } from './notice.ts';
import { nextLook, type Reminder, RUNGS_A_STEP } from './reminder.ts';
import type { Claim, ReminderStore, Settled } from './reminder-store.ts';
import { afterRefusal, afterShowing, type Showing, showingNow } from './showing.ts';

interface Needs {
  readonly store: ReminderStore;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly log: Log;
}

/** A courier that says nothing for so long is taken to have failed; the showing may have arrived. */
const COURIER_MS = 30_000;
/** Longer than a courier takes: while one process works on a showing, nobody else does. */
const LEASE_MS = 35_000;
/** How long to wait before trying again, doubled each time up to the last. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** A message that was sent may be taken after its sender gave up waiting: so long it is given before anybody looks whether it is there. */
const ARRIVES_WITHIN_MS = 10_000;

/** Shows what is due on one platform. Give it what the queue says may be due; it looks for itself. */
export function deliverDue({ store, courier, clock, log }: Needs) {
  return async (due: readonly Due[]): Promise<Outcome[]> => {
    const now = clock.now();
    const found = new Map((await store.findAll(due.map(({ key }) => key))).map((reminder) => [reminder.id, reminder]));
    const turns = foldedByDeadline([...found.values()].flatMap((reminder) => turnOf(reminder, now)));
    const claims = new Map(
      (
        await store.claim(
          turns.filter((turn) => !turn.isFolded).map(({ showing, reminder }) => ({ key: showing.key, reminder: reminder.id })),
          now,
          LEASE_MS,
        )
      ).map((claim) => [claim.key, claim]),
    );
    // All at once: what waited for its turn could outlive its lease.
    const settled = await Promise.all(turns.map((turn) => take(turn, claims.get(turn.showing.key), now)));
    await store.settle(
      settled.flatMap((one) => ('claim' in one ? [one] : [])),
      clock.now(),
    );
    const looks = new Map(settled.map((one) => ('claim' in one ? [one.before.id, lookOf(one)] : [one.reminder, one.until])));
    return due.map(({ key }): Outcome => {
      const reminder = found.get(key);
      const at = looks.has(key) ? looks.get(key) : reminder && nextLook(reminder);
      return at === undefined ? { key, status: 'done' } : { key, status: 'again', at };
    });
  };

  async function take({ reminder, showing, isFolded }: Turn, claim: Claim | undefined, now: Date): Promise<Settled | { reminder: string; until: Date }> {
    const shown = { before: reminder, stands: { after: afterShowing(reminder, showing, now) } };
    if (isFolded) return { claim: { key: showing.key, status: 'over' }, ...shown };
    if (claim === undefined || claim.status === 'taken') return { reminder: reminder.id, until: claim?.until ?? new Date(now.getTime() + LEASE_MS) };
    if (claim.status === 'over') return { claim, ...shown };
    const { platform, workspace, channel } = reminder;
    const outcome = await inTime(
      courier.deliver({ platform, workspace, channel }, dueNotice(reminder, showing, now), { key: showing.key, maybeSince: claim.maybeSince }),
    );
    if (outcome.status === 'sent') return { claim, outcome, before: reminder, stands: { after: afterShowing(reminder, showing, clock.now()) } };
    if (outcome.status === 'later') return { claim, outcome, before: reminder, stands: { retryAt: retryAt(outcome, claim.failures) } };
    return refused(reminder, showing, claim, outcome, now);
  }

  /** The owner is told first: should that fail for now, all of it is tried again. */
  async function refused(
    reminder: Reminder,
    showing: Showing,
    claim: Extract<Claim, { status: 'yours' }>,
    outcome: Extract<Delivered, { status: 'unreachable' }>,
    claimedAt: Date,
  ): Promise<Settled> {
    const after = afterRefusal(reminder, showing, outcome.why, clock.now());
    if (reminder.trouble === undefined) {
      // No time is left to tell anybody before the lease ends.
      if (clock.now().getTime() - claimedAt.getTime() > LEASE_MS - COURIER_MS)
        return { claim, outcome: { status: 'later', mayHaveArrived: false }, before: reminder, stands: { retryAt: clock.now() } };
      const { platform, workspace, person } = reminder;
      const told = await inTime(
        courier.deliver({ platform, workspace, person }, ownerNotice(after, outcome.why), { key: `${showing.key}.o`, maybeSince: claim.maybeSince }),
      );
      if (told.status === 'later') return { claim, outcome: told, before: reminder, stands: { retryAt: retryAt(told, claim.failures) } };
      if (told.status === 'unreachable')
        log.warn(
          { reminder: reminder.id, why: outcome.why },
          'a reminder can be shown neither in its channel nor to who set it: it is kept, and listed as not shown',
        );
    }
    return { claim, outcome, before: reminder, stands: { after } };
  }

  function retryAt({ afterMs, mayHaveArrived }: Extract<Delivered, { status: 'later' }>, failures: number): Date {
    const pause = jittered(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures));
    return new Date(clock.now().getTime() + Math.ceil(afterMs ?? Math.max(pause, mayHaveArrived ? ARRIVES_WITHIN_MS : 0)));
  }
}

/** One reminder whose time has come. */
interface Turn {
  readonly reminder: Reminder;
  readonly showing: Showing;
  /** A later step of the same deadline is due too and says it all. */
  readonly isFolded: boolean;
}

function turnOf(reminder: Reminder, now: Date): Turn[] {
  const showing = showingNow(reminder, now);
  return showing === undefined ? [] : [{ reminder, showing, isFolded: false }];
}

function foldedByDeadline(turns: readonly Turn[]): Turn[] {
  const latest = new Map<string, number>();
  const stepOf = ({ deadline }: Reminder): string => `${deadline?.id}.${Math.floor((deadline?.step ?? 0) / RUNGS_A_STEP)}`;
  for (const { reminder } of turns) latest.set(stepOf(reminder), Math.max(reminder.deadline?.step ?? 0, latest.get(stepOf(reminder)) ?? 0));
  return turns.map((turn) => {
    const { deadline } = turn.reminder;
    return { ...turn, isFolded: deadline !== undefined && deadline.step < (latest.get(stepOf(turn.reminder)) ?? 0) };
  });
}

const lookOf = ({ stands }: Settled): Date | undefined => ('after' in stands ? nextLook(stands.after) : stands.retryAt);

const jittered = (ms: number): number => ms * (0.8 + 0.4 * Math.random());

/** A courier never throws, and one that never answers must not hold the others. */
function inTime(delivery: Promise<Delivered>): Promise<Delivered> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Delivered>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'later', mayHaveArrived: true }), COURIER_MS);
  });
  return Promise.race([delivery, patience]).finally(() => clearTimeout(timer));
}
