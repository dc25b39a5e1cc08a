import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Officers } from '../../src/broadcasts/authority-now.ts';
import type { Broadcast } from '../../src/broadcasts/broadcast.ts';
import type { NewDelivery, Question } from '../../src/broadcasts/broadcast-store.ts';
import { createBroadcastWork } from '../../src/broadcasts/work-broadcasts.ts';
import { systemClock as clock } from '../../src/core/clock.ts';
import type { Courier } from '../../src/core/courier.ts';
import type { Branch } from '../../src/directory/branch.ts';
import { broadcastsInStore } from '../../src/store/broadcasts.ts';
import { sqliteDatabase, useStore } from '../contract/stores.ts';
import { after, broadcast, DAY, delivery, entry, HOUR, MINUTE, NOW, SECOND } from './made-up.ts';
import { madeUpQueue } from './made-up-queue.ts';
import { holdTime } from './passing.ts';
import { platform } from './platform.ts';
import { bucket } from './servers.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const SENDER = { platform: 'test', workspace: 'W0', person: 'U1' };
const officers: Officers = { given: async () => ({ held: [{ role: 'national-officer', reach: 'everywhere' }], isComplete: true }), ended: async () => [] };
const branch = (id: string): Branch => ({
  ...{ id, name: 'Salford City', region: 'north-west', serviceGroups: [], tags: [], mutes: [], state: 'open', version: 1, createdAt: NOW },
});

describe('work on broadcasts', () => {
  const opened = useStore(sqliteDatabase);
  const store = () => broadcastsInStore(opened().db);
  let home = platform();
  let jobs = madeUpQueue();

  beforeEach(() => {
    holdTime(NOW);
    home = platform();
    jobs = madeUpQueue();
  });
  afterEach(() => void vi.useRealTimers());

  function working(courier: Courier = home.courier) {
    const directory = {
      linked: async (ids: readonly string[]) => new Map(ids.map((id) => [id, { platform: 'test', workspace: 'W1', isAccepted: true }])),
      noteTrouble: async () => {},
      regions: () => [{ id: 'north-west', name: 'North West', aliases: [] }],
      branches: async (ids: readonly string[]) => ids.map(branch),
    };
    const work = createBroadcastWork({ store: store(), directory, officers, queue: jobs.queue, clock, log });
    work.on('test', courier);
    return work;
  }

  async function kept(what: Partial<Broadcast> = {}, count = 3, work = working()) {
    const first = broadcast({ progress: { to: SENDER }, ...what });
    await store().add(first, undefined, entry(first));
    const deliveries = Array.from({ length: count }, (_, nth): NewDelivery => delivery(first, nth));
    await store().replace(first, first, undefined, { kind: 'add', deliveries, lookAt: first.sendAt ?? NOW });
    await work.wake.broadcast(first.id);
    return {
      id: first.id,
      work,
      now: async () => {
        const found = await store().find(first.id);
        if (found === undefined) throw new Error('it is gone');
        return found;
      },
      counts: async () => (await store().counts([first.id])).get(first.id),
      acknowledge: async (nth: number) => {
        const row = (await store().deliveries(first.id, undefined, count))[nth];
        if (row) await store().acknowledge(first, row, 'U7', new Date(), false);
      },
      progress: () => home.messages.filter(({ to }) => 'person' in to),
      notices: () => home.messages.filter(({ key }) => key.startsWith('b.')),
      chasers: () => home.messages.filter(({ key }) => key.startsWith('c')),
    };
  }

  it('sends at the time that was set, not before, and ends when nothing is left to do', async () => {
    const run = await kept({ state: 'scheduled', sendAt: after(HOUR) });
    await jobs.until(after(HOUR - 1));
    expect(run.notices()).toEqual([]);
    expect((await run.now()).state).toBe('scheduled');
    await jobs.until(after(HOUR + MINUTE));
    expect(run.notices()).toHaveLength(3);
    expect((await run.now()).state).toBe('sent');
    expect((await store().history(run.id, 5)).map(({ action }) => action)).toEqual(['broadcast begun at its time', 'broadcast sent']);
  });

  it('shows the sender how far it has come in one message, which is edited and ends with the end', async () => {
    home.limit('W1', bucket(4, 4));
    const run = await kept({}, 120);
    await jobs.until(after(MINUTE));
    const [message, ...others] = run.progress();
    expect(others).toEqual([]);
    expect(message?.to).toEqual(SENDER);
    expect(message?.shown.at(0)).toContain('It is being sent.');
    expect(message?.shown.at(-1)).toContain('All done');
    // Half a minute, at most every five seconds.
    expect(message?.shown.length).toBeGreaterThan(2);
    expect(message?.shown.length).toBeLessThan(12);
    await run.acknowledge(0);
    const before = message?.shown.length ?? 0;
    for (let nth = 0; nth < 5; nth++) await run.work.wake.progress(await run.now());
    await jobs.until(after(2 * MINUTE));
    expect(message?.shown.length).toBe(before + 1);
  });

  it('counts the message that shows progress among those that its workspace takes', async () => {
    const server = bucket(5, 5);
    let refusals = 0;
    home.limit('W1', (now) => {
      const waitMs = server(now);
      if (waitMs !== undefined) refusals += 1;
      return waitMs;
    });
    const run = await kept({ progress: { to: { ...SENDER, workspace: 'W1' } } }, 50, working({ ...home.courier, perSecond: 5 }));
    await jobs.until(after(MINUTE));
    const times = [...run.notices(), ...run.progress()].map(({ at }) => at);
    expect(times).toHaveLength(51);
    expect(refusals).toBe(0);
    // The bound of 51 is 9.2 s.
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(1.02 * 9_200);
  });

  it('tells where nothing can be edited at the start and at the end', async () => {
    const run = await kept({}, 3, working({ ...home.courier, replace: async () => ({ status: 'unreachable', why: 'gone' }) }));
    await jobs.until(after(HOUR));
    await run.acknowledge(0);
    await run.work.wake.progress(await run.now());
    await jobs.until(after(2 * HOUR));
    expect(run.progress().map(({ shown }) => /being sent|All done/.exec(shown[0] ?? '')?.[0])).toEqual(['being sent', 'All done']);
  });

  it('looks for the message that shows progress, when a process died as it brought it', async () => {
    const run = await kept({ progress: { to: SENDER, begunAt: after(-MINUTE) } });
    const deliver = vi.spyOn(home.courier, 'deliver');
    await jobs.until(after(MINUTE));
    expect(deliver.mock.calls.find(([to]) => 'person' in to)?.[2]).toEqual({ key: `p.${run.id}`, maybeSince: after(-MINUTE) });
  });

  it('looks no sooner than that must be there, and shows it once', async () => {
    const run = await kept({ progress: { to: SENDER, begunAt: after(-MINUTE), triedAt: after(-SECOND) } });
    await jobs.until(after(13 * SECOND));
    expect(run.progress()).toEqual([]);
    // What the process that died had begun arrives only now.
    home.messages.push({ to: SENDER, key: `p.${run.id}`, at: Date.now(), shown: [] });
    await jobs.until(after(MINUTE));
    expect(run.progress().map(({ shown }) => shown.at(-1))).toEqual([expect.stringContaining('All done')]);
    expect((await run.now()).progress).toEqual({ to: SENDER, begunAt: after(-MINUTE), message: `U1/p.${run.id}` });
  });

  it('chases at its pace those who have not acknowledged, and stops by itself', async () => {
    const run = await kept({ chase: { everyHours: 24, left: 2, nextAt: after(DAY), done: 0 } });
    await jobs.until(after(HOUR));
    await run.acknowledge(0);
    await jobs.until(after(DAY + HOUR));
    expect(run.chasers().map(({ key }) => key)).toEqual([`c1.${run.id}.L00001`, `c1.${run.id}.L00002`]);
    await run.acknowledge(1);
    await jobs.until(after(10 * DAY));
    expect(
      run
        .chasers()
        .map(({ key }) => key)
        .slice(2),
    ).toEqual([`c2.${run.id}.L00002`]);
    const { chase } = await run.now();
    expect([chase?.left, chase?.done, chase?.nextAt]).toEqual([0, 2, undefined]);
    expect(await run.counts()).toMatchObject({ acknowledged: 2, sent: 1, total: 3 });
  });

  it('chases nobody when everybody has acknowledged, and leaves those alone whom a person has just reminded', async () => {
    const all = await kept({ chase: { everyHours: 24, left: 2, nextAt: after(DAY), done: 0 } }, 1);
    const reminded = await kept({ state: 'sent', chase: { everyHours: 24, left: 2, nextAt: after(DAY), lastAt: after(DAY - HOUR), done: 1 } }, 1, all.work);
    await jobs.until(after(HOUR));
    await all.acknowledge(0);
    await jobs.until(after(DAY + HOUR));
    expect(all.chasers()).toEqual([]);
    expect((await all.now()).chase).toMatchObject({ left: 0, done: 0 });
    expect((await reminded.now()).chase).toMatchObject({ left: 2, nextAt: after(2 * DAY - HOUR) });
  });

  it('finds what the queue has lost', async () => {
    const run = await kept({ state: 'scheduled', sendAt: after(HOUR) });
    const question: Question = { id: `q${run.id}`, broadcast: run.id, branch: 'branch1', words: 'When?', to: SENDER, askedAt: NOW };
    await store().addQuestion(question);
    for (let minutes = 0; minutes < 5; minutes++) {
      jobs.forget();
      vi.setSystemTime(after(HOUR + minutes * MINUTE));
      await run.work.sweep(['test'], new Date(), jobs.queue.schedule);
      await jobs.until(after(SECOND, new Date()));
    }
    expect(run.notices()).toHaveLength(3);
    expect((await run.now()).state).toBe('sent');
    expect(home.messages.filter(({ key }) => key === `q.${question.id}`)).toHaveLength(1);
  });

  describe('a question', () => {
    const asked = async (to: Question['to'] = SENDER) => {
      const run = await kept({ progress: undefined }, 0);
      const question: Question = { id: run.id, broadcast: run.id, branch: 'branch1', words: 'Does it hold for part-timers?', to, askedAt: NOW };
      await store().addQuestion(question);
      await run.work.wake.question(question.id);
      return {
        brought: () => home.messages.filter(({ key }) => key === `q.${question.id}`),
        left: async () => (await store().overdueQuestions(after(10 * DAY), 100)).filter(({ id }) => id === question.id),
      };
    };

    it('reaches the sender once with the name of the branch, and is forgotten', async () => {
      home.answering('U1', { answer: { status: 'later', mayHaveArrived: true }, takes: true }, { answer: { status: 'later', mayHaveArrived: false } });
      const { brought, left } = await asked();
      await jobs.until(after(HOUR));
      expect(brought()).toHaveLength(1);
      expect(brought()[0]).toMatchObject({ to: SENDER, shown: [expect.stringContaining('Salford City asks about “Pay claim: what branches do next”')] });
      expect(await left()).toEqual([]);
    });

    it('goes to the sender alone when the channel for questions is not there', async () => {
      home.answering('C9', { answer: { status: 'unreachable', why: 'gone' } });
      const { brought, left } = await asked({ platform: 'test', workspace: 'W0', channel: 'C9' });
      await jobs.until(after(HOUR));
      expect(brought().map(({ to }) => to)).toEqual([SENDER]);
      expect(await left()).toEqual([]);
    });

    it('is kept until somebody can be reached', async () => {
      home.answering('U1', ...Array.from({ length: 3 }, () => ({ answer: { status: 'unreachable', why: 'forbidden' } as const })));
      const { brought, left } = await asked();
      await jobs.until(after(2 * HOUR));
      expect([brought().length, (await left()).length]).toEqual([0, 1]);
      await jobs.until(after(4 * HOUR + SECOND));
      expect([brought().length, (await left()).length]).toEqual([1, 0]);
    });
  });
});
