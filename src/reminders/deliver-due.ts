import { nextAfter } from '../calendar/schedule.ts';
import type { Clock } from '../core/clock.ts';
import type { Courier } from '../core/courier.ts';
import type { Log } from '../core/log.ts';
import type { Claim } from '../delivery/claim.ts';
import { deliverClaimed, LEASE_MS } from '../delivery/deliver-claimed.ts';
import type { Due, Outcome } from '../jobs/queue.ts';
import { dueNotice, ownerNotice } from './notice.ts';
import { nextLook, type Reminder, stepOf } from './reminder.ts';
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
    const { reminders, unreadable } = await store.findAll(due.map(({ key }) => key));
    const found = new Map(reminders.map((reminder) => [reminder.id, reminder]));
    const turns = await foldedByDeadline(
      reminders.flatMap((reminder) => turnOf(reminder, now)),
      now,
    );
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
      if (unreadable.includes(key)) return { key, status: 'failed' };
      const reminder = found.get(key);
      const at = looks.has(key) ? looks.get(key) : reminder && nextLook(reminder);
      return at === undefined ? { key, status: 'done' } : { key, status: 'again', at };
    });
  };

  /** Rungs that were missed together come in whatever batches: so all of their deadlines are asked for, and not only those at hand. */
  async function foldedByDeadline(turns: readonly Turn[], now: Date): Promise<Turn[]> {
    const missed = turns.flatMap(({ reminder, showing }) => (showing.why === 'due' && reminder.deadline !== undefined ? [reminder.deadline.id] : []));
    const rungs = await store.ofDeadlines([...new Set(missed)]);
    return turns.map((turn) => ({ ...turn, isFolded: turn.showing.why === 'due' && rungs.some((rung) => saysAllOf(rung, turn.reminder, now)) }));
  }

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
          ? { to: { platform, workspace, person }, reply: ownerNotice(afterRefusal(reminder, showing, why, clock.now()), why, now) }
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

/** Whether a rung of the same step of the same deadline comes later and its time has come too. */
function saysAllOf(rung: Reminder, earlier: Reminder, now: Date): boolean {
  return (
    rung.deadline?.id === earlier.deadline?.id &&
    stepOf(rung) === stepOf(earlier) &&
    (rung.deadline?.step ?? 0) > (earlier.deadline?.step ?? 0) &&
    rung.state !== 'stopped' &&
    rung.state !== 'paused' &&
    nextAfter(rung.schedule, now) === undefined
  );
}

const lookOf = ({ stands }: Settled): Date | undefined => ('after' in stands ? nextLook(stands.after) : stands.retryAt);
