import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Broadcast } from '../../src/broadcasts/broadcast.ts';
import type { DeliveriesChange, NewDelivery } from '../../src/broadcasts/broadcast-store.ts';
import { createBudgets } from '../../src/broadcasts/budgets.ts';
import { createCopies } from '../../src/broadcasts/copies.ts';
import { deliverLane } from '../../src/broadcasts/deliver-lane.ts';
import { createSettler } from '../../src/broadcasts/settler.ts';
import { systemClock as clock } from '../../src/core/clock.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { broadcastsInStore } from '../../src/store/broadcasts.ts';
import { sqliteDatabase, useStore } from '../contract/stores.ts';
import { after, broadcast, DAY, delivery, entry, HOUR, MINUTE, NOW, SECOND } from './made-up.ts';
import { holdTime, passing } from './passing.ts';
import { platform } from './platform.ts';
import { bucket } from './servers.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

describe('a lane', () => {
  const opened = useStore(sqliteDatabase);
  const store = () => broadcastsInStore(opened().db);
  let home = platform();
  let stopping = new AbortController();
  let unlinked = new Set<string>();
  let isAccepted = true;
  let troubles: Parameters<Directory['noteTrouble']>[0][number][] = [];
  const done = vi.fn(async () => {});
  /** Where attached files are read. */
  const fileOf = { file: (id: string) => store().file(id) };

  beforeEach(() => {
    holdTime(NOW);
    home = platform();
    stopping = new AbortController();
    unlinked = new Set();
    isAccepted = true;
    troubles = [];
    done.mockClear();
  });
  afterEach(() => void vi.useRealTimers());

  function worker() {
    const directory: Pick<Directory, 'linked' | 'noteTrouble'> = {
      linked: async (ids) => new Map(ids.flatMap((id) => (unlinked.has(id) ? [] : [[id, { platform: 'test', workspace: 'W1', isAccepted }]]))),
      noteTrouble: async (links) => void troubles.push(...links),
    };
    const giveWay = { inTurn: async () => {} };
    return deliverLane({
      giveWay,
      ...{ platform: 'test', store: store(), courier: home.courier, directory, clock, log, onDone: done, stopping: stopping.signal },
      budgets: createBudgets(clock),
      copies: createCopies({ ...store(), file: (id) => fileOf.file(id) }, () => [{ id: 'north-west', name: 'North West', aliases: [] }]),
      settler: createSettler({ store: store(), directory, giveWay, clock, log, stopping: stopping.signal }),
    });
  }

  async function going(deliveries: (of: Broadcast) => readonly NewDelivery[], what: Partial<Broadcast> = {}) {
    let latest = broadcast(what);
    await store().add(latest, undefined, entry(latest));
    const change = async (next: Partial<Broadcast>, deliveriesChange?: DeliveriesChange) => {
      expect(await store().replace(latest, { ...latest, ...next }, undefined, deliveriesChange)).toBe(true);
      latest = { ...latest, ...next, version: latest.version + 1 };
    };
    await change({}, { kind: 'add', deliveries: deliveries(latest), lookAt: NOW });
    const { id } = latest;
    return {
      id,
      change,
      latest: () => latest,
      work: (lane = 'W1', by = worker()) => by([{ key: `${id}.${lane}`, runAt: NOW, attempt: 1 }]),
      /** Until nothing is due any more, as the queue would have it. */
      async finish(by = worker()) {
        for (;;) {
          const [outcome] = await passing(by([{ key: `${id}.W1`, runAt: NOW, attempt: 1 }]));
          if (outcome?.status !== 'again' || outcome.at > new Date()) return outcome;
        }
      },
      counts: async () => (await store().counts([id])).get(id),
      rows: () => store().deliveries(id, undefined, 1_000),
    };
  }

  const many =
    (count: number, workspace = 'W1') =>
    (of: Broadcast) =>
      Array.from({ length: count }, (_, nth) => delivery(of, nth, { workspace }));
  const later = { status: 'later', mayHaveArrived: false } as const;
  const doubtful = { status: 'later', mayHaveArrived: true } as const;

  it('brings a broadcast to every channel once, and is over', async () => {
    const run = await going(many(120));
    expect(await passing(run.work())).toEqual([{ key: `${run.id}.W1`, status: 'done' }]);
    expect(home.messages.map(({ to }) => 'channel' in to && to.channel).toSorted()).toEqual(Array.from({ length: 120 }, (_, nth) => `C${nth}`).toSorted());
    expect(home.messages[0]?.shown[0]).toContain('Pay claim: what branches do next');
    expect(await run.counts()).toMatchObject({ sent: 120, total: 120 });
    expect(done).toHaveBeenCalledWith(run.id);
    expect(await passing(run.work())).toEqual([{ key: `${run.id}.W1`, status: 'done' }]);
    expect(home.messages).toHaveLength(120);
  });

  it('goes on until its turn is over, and is looked at again at once', async () => {
    home.limit('W1', bucket(2, 4));
    const run = await going(many(100));
    const by = worker();
    const [outcome] = await passing(run.work('W1', by));
    expect(outcome).toMatchObject({ status: 'again' });
    expect(Date.now() - NOW.getTime()).toBeGreaterThan(8 * SECOND);
    expect(Date.now() - NOW.getTime()).toBeLessThan(20 * SECOND);
    expect(home.messages.length).toBeGreaterThan(18);
    for (let isOver = false; !isOver; ) {
      const again = await run.finish(by);
      isOver = again?.status !== 'again';
      if (again?.status === 'again') vi.setSystemTime(again.at);
    }
    expect(await run.counts()).toMatchObject({ sent: 100, failed: 0 });
    // 4 at once and 2 a second: 48 seconds.
    expect(Date.now() - NOW.getTime()).toBeLessThan(1.06 * 48 * SECOND);
  });

  it('gives back what has to wait long, and looks again in a while', async () => {
    home.limit('W1', (now) => (now < after(10 * MINUTE).getTime() ? after(10 * MINUTE).getTime() - now : undefined));
    const run = await going(many(30));
    const by = worker();
    const [outcome] = await passing(run.work('W1', by));
    if (outcome?.status !== 'again') throw new Error('it has to come again');
    expect(Date.now() - NOW.getTime()).toBeLessThan(2 * SECOND);
    expect(outcome.at.getTime() - Date.now()).toBeGreaterThan(4 * SECOND);
    expect(await run.counts()).toMatchObject({ queued: 30 });
    vi.setSystemTime(after(10 * MINUTE + SECOND));
    await run.finish(by);
    expect(await run.counts()).toMatchObject({ sent: 30, failed: 0 });
  });

  it('that is slow or limited holds up no other', async () => {
    home = platform({ latencyMs: ({ workspace }) => (workspace === 'slow' ? 8_000 : 50) });
    home.limit('limited', bucket(1, 1));
    const run = await going((of) =>
      ['W1', 'slow', 'limited'].flatMap((workspace, nth) => Array.from({ length: 40 }, (_, one) => delivery(of, nth * 40 + one, { workspace }))),
    );
    const by = worker();
    const others = Promise.all([run.work('slow', by), run.work('limited', by)]);
    const began = Date.now();
    await passing(run.work('W1', by));
    expect(Date.now() - began).toBeLessThan(2 * SECOND);
    expect(home.messages.filter(({ to }) => to.workspace === 'W1')).toHaveLength(40);
    await passing(others);
  });

  it('says why a channel could not be reached, and notes it in the directory; what was unlinked meanwhile is not sent to', async () => {
    home.answering('C1', { answer: { status: 'unreachable', why: 'forbidden' } });
    unlinked = new Set(['L00002']);
    const run = await going(many(3));
    await passing(run.work());
    expect((await run.rows()).map(({ state, why }) => ({ state, why }))).toEqual([
      { state: 'sent', why: undefined },
      { state: 'unreachable', why: 'forbidden' },
      { state: 'unreachable', why: 'unlinked' },
    ]);
    expect(troubles).toEqual(
      expect.arrayContaining([
        { id: 'L00001', trouble: 'forbidden' },
        { id: 'L00000', trouble: undefined },
      ]),
    );
    expect(home.messages).toHaveLength(1);
  });

  it('sends nothing new to a workspace that was refused meanwhile, and still edits what is there', async () => {
    const run = await going(many(2));
    await passing(run.work());
    isAccepted = false;
    await run.change({}, { kind: 'add', deliveries: [delivery(run.latest(), 2)], lookAt: NOW });
    await run.change({}, { kind: 'chase', number: 1, at: NOW });
    await run.change({ revision: 2, body: 'Corrected.' }, { kind: 'show anew', at: NOW, alsoWithdraw: false });
    await passing(run.work());
    expect((await run.rows()).map(({ state, why }) => ({ state, why }))).toEqual([
      { state: 'sent', why: undefined },
      { state: 'sent', why: undefined },
      { state: 'unreachable', why: 'not-accepted' },
    ]);
    expect(home.messages).toHaveLength(2);
    for (const { shown } of home.messages) expect(shown.at(-1)).toContain('Corrected.');
  });

  it('sends to a workspace that nobody accepted what comes from there', async () => {
    isAccepted = false;
    const run = await going(many(1), { sender: { platform: 'test', workspace: 'W1', channel: 'C0', person: 'U1' } });
    await passing(run.work());
    expect(home.messages).toHaveLength(1);
  });

  it('tries again what failed, and gives up after about an hour', async () => {
    home.answering('C0', ...Array.from({ length: 100 }, () => ({ answer: later })));
    home.answering('C1', { answer: later }, { answer: doubtful, takes: true }, { answer: later });
    const run = await going(many(2));
    const by = worker();
    for (let turn = 0; turn < 200; turn++) {
      const [outcome] = await passing(run.work('W1', by));
      if (outcome?.status !== 'again') break;
      vi.setSystemTime(Math.max(Date.now(), outcome.at.getTime()));
    }
    expect((await run.rows()).map(({ state, why }) => ({ state, why }))).toEqual([
      { state: 'failed', why: 'gave-up' },
      { state: 'sent', why: undefined },
    ]);
    expect(home.messages).toHaveLength(1);
    expect(Date.now() - NOW.getTime()).toBeGreaterThan(40 * MINUTE);
    expect(Date.now() - NOW.getTime()).toBeLessThan(2 * HOUR);
    await run.change({}, { kind: 'try again', at: new Date() });
    home.answering('C0');
    vi.setSystemTime(after(MINUTE, new Date()));
    await run.finish(by);
    expect(await run.counts()).toMatchObject({ sent: 2 });
  });

  it('puts few in doubt when the platform is away, and goes on when it is back', async () => {
    for (let nth = 0; nth < 100; nth++) home.answering(`C${nth}`, ...Array.from({ length: 50 }, () => ({ answer: doubtful })));
    const run = await going(many(100));
    const by = worker();
    await passing(run.work('W1', by));
    const counts = await run.counts();
    expect(counts?.sending).toBeGreaterThan(4);
    expect(counts?.sending).toBeLessThan(20);
    for (let nth = 0; nth < 100; nth++) home.answering(`C${nth}`);
    vi.setSystemTime(after(MINUTE));
    await run.finish(by);
    expect(await run.counts()).toMatchObject({ sent: 100 });
  });

  it('sends nothing while it is paused, but edits what is there', async () => {
    const run = await going(many(3));
    home.answering('C2', { answer: later });
    await passing(run.work());
    expect(await run.counts()).toMatchObject({ sent: 2, queued: 1 });
    await run.change(
      { state: 'paused', revision: 2, title: 'Corrected title', correctedAt: new Date() },
      { kind: 'show anew', at: new Date(), alsoWithdraw: false },
    );
    vi.setSystemTime(after(HOUR));
    expect(await passing(run.work())).toEqual([{ key: `${run.id}.W1`, status: 'done' }]);
    expect(home.messages.map(({ shown }) => shown.length)).toEqual([2, 2]);
    expect(home.messages[0]?.shown[1]).toMatch(/Corrected title\nCorrected on/);
    expect(await run.counts()).toMatchObject({ sent: 2, queued: 1 });
    await run.change({ state: 'sending' });
    await passing(run.work());
    expect(home.messages).toHaveLength(3);
    expect(home.messages[2]?.shown[0]).toContain('Corrected title');
  });

  it('stops soon when it is paused in the midst', async () => {
    home.limit('W1', bucket(5, 5));
    const run = await going(many(200));
    const working = run.work();
    setTimeout(() => void run.change({ state: 'paused' }), 5 * SECOND);
    await passing(working);
    expect(Date.now() - NOW.getTime()).toBeLessThan(9 * SECOND);
    const counts = await run.counts();
    expect(counts).toMatchObject({ sending: 0 });
    expect(counts?.sent).toBeLessThan(50);
  });

  it.each(['corrected', 'withdrawn'] as const)('sends no old words any more a second after it was %s, whatever waits for its turn', async (what) => {
    home.limit('W1', bucket(0.5, 1));
    const run = await going(many(12));
    let changedAt = Number.POSITIVE_INFINITY;
    setTimeout(() => {
      const at = new Date();
      changedAt = at.getTime();
      if (what === 'corrected') void run.change({ revision: 2, title: 'New title', correctedAt: at }, { kind: 'show anew', at, alsoWithdraw: false });
      else void run.change({ state: 'withdrawn', revision: 2, withdrawn: { at, reason: 'Wrong date' } }, { kind: 'show anew', at, alsoWithdraw: true });
    }, 2.5 * SECOND);
    await run.finish();
    const old = home.messages.filter(({ shown }) => shown[0]?.startsWith('Pay claim: what branches do next'));
    expect(old.length).toBeGreaterThan(0);
    expect(Math.max(...old.map(({ at }) => at))).toBeLessThan(changedAt + 1.1 * SECOND);
    if (what === 'corrected') expect(home.messages.length).toBeGreaterThan(old.length);
  });

  it('is not held up by edits, or by looking whether something is there, where those are limited', async () => {
    const run = await going(many(12));
    home.answering('C9', { answer: later }, { answer: doubtful });
    home.answering('C8', { answer: doubtful });
    await passing(run.work());
    expect(await run.counts()).toMatchObject({ sent: 10, queued: 1, sending: 1 });
    for (let nth = 0; nth < 12; nth++) if (nth < 8 || nth > 9) home.answering(`C${nth}`, { answer: { ...later, afterMs: 300_000 } });
    home.answering('C8', { answer: { ...later, afterMs: 300_000 } });
    home.answering('C9');
    await run.change({ revision: 2, title: 'New title', correctedAt: new Date() }, { kind: 'show anew', at: NOW, alsoWithdraw: false });
    vi.setSystemTime(after(MINUTE));
    await passing(run.work());
    expect(await run.counts()).toMatchObject({ sent: 11, queued: 0, sending: 1 });
    expect(home.messages.find(({ to }) => 'channel' in to && to.channel === 'C9')?.shown).toHaveLength(1);
  });

  it('settles one in doubt with the words that it may show, and then corrects it', async () => {
    home.answering('C0', { answer: doubtful, takes: true });
    const run = await going(many(1));
    await passing(run.work());
    await run.change({ revision: 2, title: 'New title', correctedAt: new Date() }, { kind: 'show anew', at: new Date(), alsoWithdraw: false });
    vi.setSystemTime(after(MINUTE));
    await run.finish();
    expect(home.messages).toHaveLength(1);
    expect(home.messages[0]?.shown.map((words) => words.split('\n')[0])).toEqual(['Pay claim: what branches do next', 'New title']);
  });

  it.each([10, 60, 110, 160])('shows a withdrawal at once that comes %i ms after an edit was begun', async (ms) => {
    const run = await going(many(2));
    await passing(run.work());
    await run.change({ revision: 2, title: 'New title', correctedAt: new Date() }, { kind: 'show anew', at: new Date(), alsoWithdraw: false });
    const began = Date.now();
    const editing = run.work();
    setTimeout(() => {
      const at = new Date();
      void run.change({ state: 'withdrawn', revision: 3, withdrawn: { at, reason: 'Wrong date' } }, { kind: 'show anew', at, alsoWithdraw: true });
    }, ms);
    await passing(editing);
    await run.finish();
    expect(home.messages.map(({ shown }) => shown.at(-1)?.split('\n')[0])).toEqual(['Withdrawn', 'Withdrawn']);
    expect(Date.now() - began).toBeLessThan(2 * SECOND);
  });

  it.each([true, false])('sends nothing anew once it was withdrawn: one in doubt is looked for (it arrived: %s)', async (takes) => {
    home.answering('C0', { answer: doubtful, takes });
    const run = await going(many(2));
    await passing(run.work());
    await run.change(
      { state: 'withdrawn', revision: 2, withdrawn: { at: new Date(), reason: 'Wrong date' } },
      { kind: 'show anew', at: new Date(), alsoWithdraw: true },
    );
    vi.setSystemTime(after(MINUTE));
    await run.finish();
    expect(home.looked).toEqual([`b.${run.id}.L00000`]);
    expect(home.messages).toHaveLength(takes ? 2 : 1);
    for (const { shown } of home.messages) expect(shown.at(-1)).toMatch(/^Withdrawn\n[\s\S]*Wrong date/);
    expect(await run.counts()).toMatchObject(takes ? { sent: 2, withdrawn: 0 } : { sent: 1, withdrawn: 1 });
  });

  it.each(['forbidden', 'removed', 'unknown'] as const)('does not look for ever for what was withdrawn where nothing can be seen any more: %s', async (why) => {
    home.answering('C0', { answer: doubtful });
    const run = await going(many(1));
    await passing(run.work());
    home.close('C0', why);
    await run.change(
      { state: 'withdrawn', revision: 2, withdrawn: { at: new Date(), reason: 'Wrong date' } },
      { kind: 'show anew', at: new Date(), alsoWithdraw: true },
    );
    vi.setSystemTime(after(MINUTE));
    await passing(run.work());
    // It may pass where the platform does not say.
    expect(await run.rows()).toMatchObject([why === 'unknown' ? { state: 'sending' } : { state: 'unreachable', why }]);
    expect(await store().lanes(run.id)).toHaveLength(why === 'unknown' ? 1 : 0);
  });

  it('reminds only branches that have not acknowledged it at that moment', async () => {
    const run = await going(many(3), { receipt: { wanted: 'branch' } });
    await passing(run.work());
    await run.change({ state: 'sent' }, { kind: 'chase', number: 1, at: new Date() });
    const [first] = await run.rows();
    if (first === undefined) throw new Error('no delivery');
    await store().acknowledge(run.latest(), first, 'U7', new Date(), false);
    await passing(run.work());
    const chasers = home.messages.filter(({ key }) => key.startsWith('c1.'));
    expect(chasers.map(({ key }) => key).toSorted()).toEqual([`c1.${run.id}.L00001`, `c1.${run.id}.L00002`]);
    expect(chasers[0]?.shown[0]).toContain('Not acknowledged yet: Pay claim');
    expect(await run.counts()).toMatchObject({ acknowledged: 1, sent: 2, total: 3 });
  });

  it('of one whose time has not come is left alone', async () => {
    const run = await going(many(3), { state: 'scheduled', sendAt: NOW });
    expect(await passing(run.work())).toEqual([{ key: `${run.id}.W1`, status: 'done' }]);
    expect(home.messages).toEqual([]);
    expect(await run.counts()).toMatchObject({ queued: 3 });
  });

  it('begins nothing more when the process is to end, and leaves nothing in doubt', async () => {
    home.limit('W1', bucket(5, 5));
    const run = await going(many(100));
    setTimeout(() => stopping.abort(), 2 * SECOND);
    const [outcome] = await passing(run.work());
    expect(outcome).toMatchObject({ status: 'again' });
    expect(Date.now() - NOW.getTime()).toBeLessThan(3 * SECOND);
    expect(await run.counts()).toMatchObject({ sending: 0, sent: home.messages.length, queued: 100 - home.messages.length });
  });

  it('tries again what it could not read, and sends nothing else instead', async () => {
    const run = await going(many(1), { attachment: { kind: 'file', fileName: 'plan.pdf', mediaType: 'application/pdf' } });
    const broken = vi.spyOn(fileOf, 'file').mockRejectedValueOnce(new Error('the database is away'));
    const by = worker();
    await passing(run.work('W1', by));
    expect(home.messages).toEqual([]);
    expect(await run.counts()).toMatchObject({ queued: 1 });
    broken.mockRestore();
    vi.setSystemTime(after(MINUTE));
    await passing(run.work('W1', by));
    expect(await run.counts()).toMatchObject({ sent: 1 });
  });

  it('looks whether it is there, when another process died with it in hand', async () => {
    const run = await going(many(2));
    await store().claim({ broadcast: run.id, platform: 'test', workspace: 'W1' }, 1, NOW, 1_000);
    vi.setSystemTime(after(DAY));
    const deliver = vi.spyOn(home.courier, 'deliver');
    await passing(run.work());
    expect(deliver.mock.calls.map(([, , { key, maybeSince }]) => ({ key, maybeSince }))).toEqual(
      expect.arrayContaining([
        { key: `b.${run.id}.L00000`, maybeSince: NOW },
        { key: `b.${run.id}.L00001`, maybeSince: undefined },
      ]),
    );
  });
});
