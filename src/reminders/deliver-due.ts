import type { Clock } from '../core/clock.ts';
import type { Courier } from '../core/courier.ts';
import type { Log } from '../core/log.ts';
import type { Claim } from '../delivery/claim.ts';
import { deliverClaimed, LEASE_MS } from '../delivery/deliver-claimed.ts';
import type { Due, Outcome } from '../jobs/queue.ts';
import { dueNotice, ownerNotice } from './notice.ts';
import { nextLook, type Reminder, RUNGS_A_STEP } from './reminder.ts';
import type { ReminderStore, Settled } from './reminder-store.ts';
import { afterRefusal, afterShowing, type Showing, showingNow } from './showing.ts';

interface Needs {
  readonly store: ReminderStore;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly log: Log;
}

/** Shows what is due on one platform. Give it what the queue says may be due; it looks for itself. */
export function deliverDue({ store, courier, clock, log }: Needs) {
  const deliver = deliverClaimed({ courier, clock, log });

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
    const { platform, workspace, channel, person } = reminder;
    const ended = await deliver({
      claim,
      claimedAt: now,
      to: { platform, workspace, channel },
      reply: dueNotice(reminder, showing, now),
      instead: (why) =>
        reminder.trouble === undefined
          ? { to: { platform, workspace, person }, reply: ownerNotice(afterRefusal(reminder, showing, why, clock.now()), why) }
          : undefined,
    });
    const { outcome } = ended;
    if ('retryAt' in ended) return { claim, outcome, before: reminder, stands: { retryAt: ended.retryAt } };
    const after =
      ended.outcome.status === 'sent' ? afterShowing(reminder, showing, clock.now()) : afterRefusal(reminder, showing, ended.outcome.why, clock.now());
    return { claim, outcome, before: reminder, stands: { after } };
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
