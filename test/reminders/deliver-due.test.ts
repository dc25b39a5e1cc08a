import { beforeEach, describe, expect, it } from 'vitest';
import type { Address, Courier, Delivered, Delivery } from '../../src/core/courier.ts';
import type { Block, Reply } from '../../src/core/reply.ts';
import { deliverDue } from '../../src/reminders/deliver-due.ts';
import { nextLook, type Reminder } from '../../src/reminders/reminder.ts';
import { snoozed } from '../../src/reminders/showing.ts';
import { remindersInStore } from '../../src/store/reminders.ts';
import { sqliteDatabase, useStore } from '../contract/stores.ts';
import { after, DAY, every, HOUR, MINUTE, NOW, once, reminder } from './made-up.ts';

interface Taken {
  readonly to: Address;
  readonly words: string;
  readonly delivery: Delivery;
}

/** A platform that takes what it is given unless told otherwise, and shows a key once. */
function platform() {
  const taken: Taken[] = [];
  const answers: ((to: Address) => Delivered | undefined)[] = [];
  const courier: Courier = {
    async deliver(to, reply, delivery) {
      const answer = answers.shift()?.(to);
      const isShown = taken.some((one) => one.delivery.key === delivery.key);
      if ((answer === undefined || (answer.status === 'later' && answer.mayHaveArrived)) && !isShown) taken.push({ to, words: wordsOf(reply), delivery });
      return answer ?? { status: 'sent', message: `M${taken.length}` };
    },
    replace: async () => ({ status: 'sent', message: 'M' }),
    canReach: async () => 'yes',
    find: async () => undefined,
    preview: () => [],
  };
  return { courier, taken, answering: (...next: typeof answers) => void answers.splice(0, answers.length, ...next) };
}

const wordsOf = ({ blocks }: Reply): string => blocks.flatMap((block: Block) => (block.kind === 'text' ? [block.text] : [])).join('\n');

describe('what is due', () => {
  const opened = useStore(sqliteDatabase);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  let home = platform();
  let now = NOW;
  const kept = () => remindersInStore(opened().db);
  const look = async (at: Date, ...reminders: readonly Reminder[]) => {
    now = at;
    const worker = deliverDue({ store: kept(), courier: home.courier, clock: { now: () => now }, log });
    return worker(reminders.map(({ id }) => ({ key: id, runAt: at, attempt: 1 })));
  };
  const set = async (given: Partial<Reminder> = {}): Promise<Reminder> => {
    const one = reminder(given);
    await kept().add([one], []);
    return one;
  };
  const stands = async ({ id }: Reminder): Promise<Reminder | undefined> => kept().find(id);

  beforeEach(() => {
    home = platform();
  });

  it('is shown once in its channel, and is over', async () => {
    const one = await set();
    expect(await look(after(HOUR), one)).toEqual([{ key: one.id, status: 'done' }]);
    expect(home.taken).toMatchObject([{ to: { platform: 'test', workspace: 'W1', channel: 'C1' }, words: '⏰ Ring the region' }]);
    expect(await look(after(2 * HOUR), one)).toEqual([{ key: one.id, status: 'done' }]);
    expect(home.taken).toHaveLength(1);
  });

  it('is not shown before its time', async () => {
    const one = await set();
    expect(await look(after(HOUR - 1), one)).toEqual([{ key: one.id, status: 'again', at: after(HOUR) }]);
    expect(home.taken).toEqual([]);
  });

  it('says how late it is when the machine was off', async () => {
    const one = await set();
    await look(after(DAY + 3 * HOUR), one);
    expect(home.taken[0]?.words).toContain('Late by 1 day 2 hours: it was due on Monday 23 November 2026, 10 am');
  });

  it('folds missed repeats into one, says how many, and goes on with the next', async () => {
    const one = await set({ schedule: every('FREQ=DAILY') });
    const outcome = await look(after(5 * DAY + 2 * HOUR), one);
    expect(home.taken).toHaveLength(1);
    expect(home.taken[0]?.words).toContain('It was missed 5 times before that.');
    expect(home.taken[0]?.words).toContain('Next: Sunday 29 November 2026, 10 am');
    expect(outcome).toEqual([{ key: one.id, status: 'again', at: new Date('2026-11-29T10:00:00Z') }]);
  });

  it('asks again until somebody says done, and has an end', async () => {
    const one = await set({ nag: { everyMinutes: 30, times: 2 } });
    let at = after(HOUR);
    for (let round = 0; round < 5; round++) {
      await look(at, one);
      at = after(30 * MINUTE, at);
    }
    expect(home.taken).toHaveLength(3);
    expect(home.taken[1]?.words).toContain('Still waiting for somebody to say done.');
    expect(await stands(one)).toMatchObject({ state: 'ended' });
  });

  it('comes again at the time it was put off to', async () => {
    const one = await set({ schedule: every('FREQ=WEEKLY;BYDAY=MO') });
    await look(after(HOUR), one);
    const shown = await stands(one);
    if (!shown) throw new Error('gone');
    await kept().replace(shown, snoozed(shown, after(3 * HOUR), now), { at: now, platform: 'test', workspace: 'W1', person: 'U1', action: 'x', subject: 'y' });
    await look(after(3 * HOUR), one);
    expect(home.taken).toHaveLength(2);
    expect(nextLook((await stands(one)) ?? one)).toEqual(new Date('2026-11-30T10:00:00Z'));
  });

  describe('that the platform does not take now', () => {
    it('is tried again when it said, and shown once', async () => {
      const one = await set();
      home.answering(() => ({ status: 'later', mayHaveArrived: false, afterMs: 5_000 }));
      expect(await look(after(HOUR), one)).toEqual([{ key: one.id, status: 'again', at: after(HOUR + 5_000) }]);
      await look(after(HOUR + 5_000), one);
      expect(home.taken).toMatchObject([{ delivery: { maybeSince: undefined } }]);
    });

    it('is tried again with the question whether it arrived, when nobody knows', async () => {
      const one = await set();
      home.answering(() => ({ status: 'later', mayHaveArrived: true }));
      const [outcome] = await look(after(HOUR), one);
      expect(outcome).toMatchObject({ status: 'again' });
      const seen: (Date | undefined)[] = [];
      const { deliver } = home.courier;
      home = {
        ...home,
        courier: {
          ...home.courier,
          deliver: (to, reply, delivery) => {
            seen.push(delivery.maybeSince);
            return deliver(to, reply, delivery);
          },
        },
      };
      await look(after(HOUR + MINUTE), one);
      expect(seen).toEqual([after(HOUR)]);
      expect(home.taken).toHaveLength(1);
      expect(await stands(one)).toMatchObject({ state: 'ended' });
    });

    it('is left alone until then, whoever looks meanwhile', async () => {
      const one = await set();
      home.answering(() => ({ status: 'later', mayHaveArrived: false, afterMs: 5_000 }));
      await look(after(HOUR), one);
      expect(await look(after(HOUR + 1_000), one)).toEqual([{ key: one.id, status: 'again', at: after(HOUR + 5_000) }]);
      expect(home.taken).toEqual([]);
    });

    it('is given ten seconds to arrive before anybody looks whether it did', async () => {
      const one = await set();
      home.answering(() => ({ status: 'later', mayHaveArrived: true }));
      expect(await look(after(HOUR), one)).toEqual([{ key: one.id, status: 'again', at: after(HOUR + 10_000) }]);
    });

    it('waits longer and longer, and never gives up', async () => {
      const one = await set();
      let at = after(HOUR);
      const waits: number[] = [];
      for (let round = 0; round < 14; round++) {
        home.answering(() => ({ status: 'later', mayHaveArrived: false }));
        const [outcome] = await look(at, one);
        if (outcome?.status !== 'again') throw new Error('given up');
        waits.push(outcome.at.getTime() - at.getTime());
        at = outcome.at;
      }
      expect(waits[0]).toBeLessThan(2_000);
      expect(Math.max(...waits)).toBeLessThanOrEqual(18 * MINUTE);
      expect(waits.at(-1)).toBeGreaterThan(10 * MINUTE);
      await look(at, one);
      expect(home.taken).toHaveLength(1);
    });
  });

  describe('in a channel that is closed to Steward', () => {
    const closed = (to: Address): Delivered | undefined => ('channel' in to ? { status: 'unreachable', why: 'forbidden' } : undefined);

    it('is told to its owner alone, and kept', async () => {
      const one = await set();
      home.answering(closed, closed);
      expect(await look(after(HOUR), one)).toEqual([{ key: one.id, status: 'done' }]);
      expect(home.taken).toMatchObject([{ to: { person: 'U1' } }]);
      expect(home.taken[0]?.words).toContain('I could not show this reminder in <#C1>: I may not write there.');
      expect(home.taken[0]?.words).toContain('Ring the region');
      expect(await stands(one)).toMatchObject({ state: 'undelivered', trouble: 'forbidden' });
    });

    it('goes on when it repeats, and tells its owner once', async () => {
      const one = await set({ schedule: every('FREQ=DAILY') });
      home.answering(closed, closed);
      await look(after(HOUR), one);
      home.answering(closed);
      expect(await look(after(DAY + HOUR), one)).toMatchObject([{ status: 'again' }]);
      expect(home.taken).toHaveLength(1);
      await look(after(2 * DAY + HOUR), one);
      expect(home.taken.at(-1)).toMatchObject({ to: { channel: 'C1' } });
      expect((await stands(one))?.trouble).toBeUndefined();
    });

    it('tries all of it again when its owner cannot be told now', async () => {
      const one = await set();
      home.answering(closed, () => ({ status: 'later', mayHaveArrived: false, afterMs: 1_000 }));
      expect(await look(after(HOUR), one)).toEqual([{ key: one.id, status: 'again', at: after(HOUR + 1_000) }]);
      home.answering(closed, closed);
      await look(after(HOUR + 1_000), one);
      expect(home.taken).toMatchObject([{ to: { person: 'U1' } }]);
    });
  });

  it('of one deadline is folded into its latest, in whatever batches they come', async () => {
    const early = await set({ schedule: once('2026-11-23T10:00'), deadline: { id: 'dl2', step: 0, dueOn: '2026-11-25' }, words: 'early' });
    const late = await set({ schedule: once('2026-11-25T10:00'), deadline: { id: 'dl2', step: 1, dueOn: '2026-11-25' }, words: 'late' });
    const coming = await set({ schedule: once('2026-11-27T10:00'), deadline: { id: 'dl2', step: 2, dueOn: '2026-11-25' }, words: 'coming' });
    await look(after(3 * DAY), early);
    expect(home.taken).toEqual([]);
    expect(await stands(early)).toMatchObject({ state: 'ended' });
    await look(after(3 * DAY), late);
    await look(after(3 * DAY), coming);
    expect(home.taken.map(({ words }) => words.split('\n')[0])).toEqual(['⏰ OVERDUE: it was due on Wednesday 25 November 2026, yesterday. late']);
  });

  it('of one deadline comes when somebody put it off, though a later one has been', async () => {
    const early = await set({ schedule: once('2026-11-23T10:00'), deadline: { id: 'dl3', step: 0 }, words: 'early' });
    await kept().replace(early, snoozed(early, after(3 * DAY), now), { at: now, platform: 'test', workspace: 'W1', person: 'U1', action: 'x', subject: 'y' });
    const late = await set({ schedule: once('2026-11-25T10:00'), deadline: { id: 'dl3', step: 1 }, words: 'late' });
    await look(after(2 * DAY + HOUR), late);
    await look(after(3 * DAY), early);
    expect(home.taken.map(({ words }) => words.split('\n')[0])).toEqual(['⏰ late', '⏰ early']);
  });

  it.each([
    ['2026-11-23T10:00', HOUR, '⏰ Due in 2 days, on Wednesday 25 November 2026. Answer.'],
    ['2026-11-24T10:00', DAY + HOUR, '⏰ Due tomorrow, Wednesday 25 November 2026. Answer.'],
    [
      '2026-11-23T10:00',
      2 * DAY + HOUR,
      '⏰ Due today, Wednesday 25 November 2026. Answer.\nThis reminder was for Monday 23 November 2026, 10 am, and is late by 2 days',
    ],
    ['2026-12-02T10:00', 9 * DAY + HOUR, '⏰ OVERDUE: it was due on Wednesday 25 November 2026, 7 days ago. Answer.'],
  ])('of a deadline, set for %s, says how far off it is when it is shown', async (at, ms, words) => {
    const rung = await set({ schedule: once(at), deadline: { id: `dl-${at}-${ms}`, step: 0, dueOn: '2026-11-25' }, words: 'Answer.' });
    await look(after(ms), rung);
    expect(home.taken[0]?.words).toContain(words);
  });

  it('is shown though another of its batch cannot be read, which fails for itself', async () => {
    const [good, bad] = [await set(), await set()];
    await opened().db.updateTable('reminders').set({ schedule: '{}' }).where('id', '=', bad.id).execute();
    expect(await look(after(HOUR), bad, good)).toEqual([
      { key: bad.id, status: 'failed' },
      { key: good.id, status: 'done' },
    ]);
    expect(home.taken).toHaveLength(1);
  });

  it('of one deadline is folded into its latest', async () => {
    const early = await set({ schedule: once('2026-11-23T10:00'), deadline: { id: 'dl', step: 0 }, words: 'in two days' });
    const late = await set({ schedule: once('2026-11-25T10:00'), deadline: { id: 'dl', step: 1 }, words: 'today' });
    const other = await set({ schedule: once('2026-11-25T10:00'), deadline: { id: 'dl', step: 100 }, words: 'the next date' });
    await look(after(3 * DAY), early, late, other);
    expect(home.taken.map(({ words }) => words.split('\n')[0])).toEqual(['⏰ today', '⏰ the next date']);
    expect(await stands(early)).toMatchObject({ state: 'ended' });
  });

  it('is shown once when several processes look at once', async () => {
    const many = await Promise.all(Array.from({ length: 30 }, () => set()));
    await Promise.all([1, 2, 3, 4].map(() => look(after(HOUR), ...many)));
    expect(home.taken).toHaveLength(30);
  });
});
