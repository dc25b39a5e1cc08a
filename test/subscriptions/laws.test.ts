import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextAfter } from '../../src/calendar/schedule.ts';
import type { Courier, Delivered } from '../../src/core/courier.ts';
import { knownEntriesInStore } from '../../src/store/known-entries.ts';
import { remindersInStore } from '../../src/store/reminders.ts';
import { subscriptionsInStore } from '../../src/store/subscriptions.ts';
import { deliverDigests } from '../../src/subscriptions/deliver-digests.ts';
import { createSubscriptions } from '../../src/subscriptions/subscriptions.ts';
import { sqliteDatabase, surroundings, useStore } from '../contract/stores.ts';
import { request } from '../reminders/made-up.ts';
import { after, DAILY, DAY, HOUR, known, NOW, WEEKLY } from './made-up.ts';

/** What becomes of an attempt: it arrives and the answer is lost, it does not and nobody knows, the platform says not now, or the process dies at once. */
const fate = fc.constantFrom('sent', 'answer lost', 'never arrived', 'not now', 'died after', 'died before');
type Fate = typeof fate extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  fc.record({ does: fc.constant('look' as const), fate }),
  fc.record({ does: fc.constant('change' as const) }),
  fc.record({ does: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ does: fc.constant('person' as const), pace: fc.constantFrom(DAILY, WEEKLY, undefined) }),
);

const opened = useStore(sqliteDatabase);

class Died extends Error {}

/** A platform that shows what it is given, and looks whether it has shown it before only where that is in doubt. */
function platform() {
  const shown: { key: string; told: string[] }[] = [];
  let next: Fate = 'sent';
  const answers: Readonly<Record<Fate, () => Delivered>> = {
    sent: () => ({ status: 'sent', message: 'M' }),
    'answer lost': () => ({ status: 'later', mayHaveArrived: true }),
    'never arrived': () => ({ status: 'later', mayHaveArrived: true }),
    'not now': () => ({ status: 'later', mayHaveArrived: false }),
    'died after': dies,
    'died before': dies,
  };
  const arrives: readonly Fate[] = ['sent', 'answer lost', 'died after'];
  const courier: Courier = {
    async deliver(_to, reply, { key, maybeSince }) {
      if (maybeSince !== undefined && shown.some((one) => one.key === key)) return answers.sent();
      if (arrives.includes(next)) shown.push({ key, told: toldIn(reply.data) });
      return answers[next]();
    },
    replace: async () => ({ status: 'unreachable', why: 'gone' }),
    canReach: async () => 'yes',
    find: async () => 'unknown',
    preview: () => [],
  };
  const during = async (fateOfIt: Fate, act: () => Promise<void>): Promise<void> => {
    next = fateOfIt;
    await act();
  };
  return { courier, shown, during };
}

function dies(): never {
  throw new Died();
}

it('whatever fails, and whatever people change meanwhile, each change is told exactly once', { timeout: 60_000 }, async () => {
  let channels = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const { db } = opened();
      const [store, entries] = [subscriptionsInStore(db), knownEntriesInStore(db)];
      channels += 1;
      const asker = request({ channel: `C${channels}` });
      let now = NOW;
      const clock = { now: () => now };
      const queue = { schedule: async () => {}, cancel: async () => {} };
      const subscriptions = createSubscriptions({ store, known: entries, audit: remindersInStore(db), queue, clock, courierOf: () => undefined });
      const state: Record<string, object> = { still: {} };
      await entries.note(known(state), new Set(), now);
      const { id } = await subscriptions.follow(['everything'], DAILY, WEEKLY, asker);

      const home = platform();
      const worker = deliverDigests({ store, known: entries, noteChanges: async () => {}, courier: home.courier, clock, log: surroundings.log });
      const look = async (): Promise<void> => {
        await worker([{ key: id, runAt: now, attempt: 1 }]).catch((error: unknown) => {
          if (!(error instanceof Died)) throw error;
        });
      };

      let changes = 0;
      for (const one of steps) {
        if (one.does === 'look') await home.during(one.fate, look);
        else if (one.does === 'change') {
          changes += 1;
          state[`c${channels}-${changes}`] = {};
          await entries.note(known(state), new Set(), now);
        } else if (one.does === 'wait') now = after(one.hours * HOUR, now);
        else await subscriptions.follow([], one.pace, WEEKLY, asker);
      }
      // In the end all is well again, for as long as it takes.
      for (let rounds = 0; rounds < 10; rounds++) {
        now = after(DAY, nextAfter(WEEKLY, now) ?? now);
        await home.during('sent', look);
      }
      const told = home.shown.flatMap(({ told }) => told).filter((entry) => entry.startsWith(`c${channels}-`));
      expect(told.sort()).toEqual(Array.from({ length: changes }, (_, nth) => `c${channels}-${nth + 1}`).sort());
      expect(new Set(home.shown.map(({ key }) => key)).size).toBe(home.shown.length);
    }),
    { numRuns: 60 },
  );
});

function toldIn(data: unknown): string[] {
  const { changed } = data as { changed: { entry: string }[] };
  return changed.map(({ entry }) => entry);
}
