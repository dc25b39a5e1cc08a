import fc from 'fast-check';
import { type CompiledQuery, type Kysely, sql } from 'kysely';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import type { Broadcast } from '../../src/broadcasts/broadcast.ts';
import type { BroadcastStore, ClaimedDelivery, DeliveriesChange, NewDelivery, SettledDelivery, Task } from '../../src/broadcasts/broadcast-store.ts';
import { broadcastsInStore } from '../../src/store/broadcasts.ts';
import { deliveriesIn } from '../../src/store/brought-to.ts';
import type { Schema } from '../../src/store/schema.ts';
import { openStore } from '../../src/store/store.ts';
import { after, broadcast, DAY, delivery, entry, MINUTE, NOW, SECOND } from '../broadcasts/made-up.ts';
import { describeOnEveryEngine, surroundings, useStore } from './stores.ts';

const LEASE = 35_000;
const sent = (claimed: ClaimedDelivery, revision = 1): SettledDelivery => ({
  ...{ claimed, revision, lookAt: undefined },
  outcome: { status: 'sent', message: `M-${claimed.key}` },
});

describeOnEveryEngine('BroadcastStore', (create) => {
  const opened = useStore(create);
  const store = (): BroadcastStore => broadcastsInStore(opened().db);

  /** Kept, and on its way to these. */
  async function going(deliveries: (of: Broadcast) => readonly NewDelivery[] = (of) => [delivery(of, 1)], what: Partial<Broadcast> = {}) {
    const first = broadcast(what);
    await store().add(first, undefined, entry(first));
    let latest = first;
    const lane = { broadcast: first.id, platform: 'test', workspace: 'W1' };
    const change = async (next: Partial<Broadcast>, deliveriesChange?: DeliveriesChange) => {
      expect(await store().replace(latest, { ...latest, ...next }, undefined, deliveriesChange)).toBe(true);
      latest = { ...latest, ...next, version: latest.version + 1 };
    };
    await change({}, { kind: 'add', deliveries: deliveries(first), lookAt: NOW });
    const counts = async () => {
      const of = (await store().counts([first.id])).get(first.id);
      if (of === undefined) throw new Error('no counts');
      return of;
    };
    return {
      id: first.id,
      lane,
      change,
      counts,
      latest: () => latest,
      claim: async (now = NOW, limit = 100, only?: Task) =>
        (await store().claim(lane, limit, now, LEASE, only)).toSorted((one, other) => one.key.localeCompare(other.key)),
      one: async (now = NOW) => only(await store().claim(lane, 1, now, LEASE)),
      settle: (result: SettledDelivery, now = NOW) => store().settle([result], now),
      withdraw: (at = NOW) =>
        change({ state: 'withdrawn', revision: latest.revision + 1, withdrawn: { at, reason: 'Wrong date' } }, { kind: 'show anew', at, alsoWithdraw: true }),
      only: async () => only(await store().deliveries(first.id, undefined, 10)),
      async latestAt(channel: string) {
        const found = await store().deliveryAt(first.id, { ...lane, channel });
        if (found === undefined) throw new Error(`nothing of it was for ${channel}`);
        return found;
      },
    };
  }

  function only<T>(some: readonly T[]): T {
    const [one, ...more] = some;
    if (one === undefined || more.length > 0) throw new Error(`one was expected, not ${some.length}`);
    return one;
  }

  it('tells branches without a channel from channels, until they have one', async () => {
    const without = (nth: number, why: 'no-channel' | 'muted') => (of: Broadcast) => {
      const { link: _, ...row } = delivery(of, nth);
      return { ...row, key: `b.${of.id}.none.${nth}`, branch: `branch${nth}`, state: 'unreachable', why } as const;
    };
    const refused = { state: 'unreachable', why: 'not-accepted' } as const;
    const run = await going((of) => [
      delivery(of, 1),
      delivery(of, 2, refused),
      without(3, 'no-channel')(of),
      without(4, 'no-channel')(of),
      without(5, 'muted')(of),
    ]);
    const seen = async () => {
      const { without: some, notAccepted } = await store().unreached(run.id);
      return { notAccepted, ...Object.fromEntries(some.map(({ why, branches }) => [why, branches])) };
    };
    expect(await seen()).toEqual({ 'no-channel': 2, muted: 1, notAccepted: 1 });
    await run.change({}, { kind: 'add', deliveries: [{ ...delivery(run.latest(), 6), branch: 'branch3' }], lookAt: NOW, firstOf: ['branch3'] });
    expect(await seen()).toEqual({ 'no-channel': 1, muted: 1, notAccepted: 1 });
    expect(await run.counts()).toMatchObject({ queued: 2, unreachable: 3, total: 5 });
    expect(await store().unreached('nosuch')).toEqual({ without: [], notAccepted: 0 });
  });

  it('gives back what it was given', async () => {
    const plain = broadcast();
    const full = broadcast({
      ...{ state: 'scheduled', title: 'Strike “one” & two \u{1F514}', body: '# Words\n\n- line', createdAt: after(MINUTE), from: ['wales'], tag: 'pay' },
      ...{ attachment: { kind: 'file', fileName: 'plan.pdf', mediaType: 'application/pdf' }, essential: { authority: 'the NEC' } },
      audience: { all: false, regions: ['wales'], serviceGroups: ['health'], tags: ['pfi'], branches: ['aaaaaa'], except: ['bbbbbb'] },
      previewed: { reached: ['L1'], unreachable: ['aaaaaa'] },
      ...{ sendAt: after(DAY), receipt: { wanted: 'person', by: after(2 * DAY) }, correctedAt: NOW, withdrawn: { at: NOW, reason: 'Wrong' } },
      questions: { from: 'nobody', to: { platform: 'test', workspace: 'W1', channel: 'C1' } },
      chase: { everyHours: 24, left: 2, done: 1, nextAt: after(DAY), lastAt: NOW, isPartial: true },
      approval: { neededAbove: 20, by: 'U2', from: { platform: 'test', workspace: 'W1', roles: ['organiser'] }, at: NOW },
      authority: { platform: 'test', workspace: 'W1', person: 'U1', roles: ['national-officer'] },
      heldBack: { why: 'ended', whose: 'approver', at: NOW, endedAt: after(-DAY) },
      progress: { to: { platform: 'test', workspace: 'W0', person: 'U1' }, begunAt: NOW, triedAt: NOW, message: 'M1' },
    });
    await store().add(plain, undefined, entry(plain));
    await store().add(full, new Uint8Array([0, 255, 10]), entry(full));
    expect(await store().find(plain.id)).toEqual(plain);
    expect(await store().find(full.id)).toEqual(full);
    expect(await store().find('nobody')).toBeUndefined();
    expect(await store().file(full.id)).toEqual(new Uint8Array([0, 255, 10]));
    expect(await store().file(plain.id)).toBeUndefined();
    expect(await store().history(full.id, 5)).toEqual([entry(full)]);
    expect((await store().list(50)).map(({ id }) => id)).toEqual(expect.arrayContaining([full.id, plain.id]));
    expect((await store().list(1)).map(({ id }) => id)).toEqual([full.id]);
  });

  it('lists newest first, and those older than one', async () => {
    const made = [0, 1, 1, 2].map((minutes) => broadcast({ createdAt: after(-10 * DAY + minutes * MINUTE) }));
    for (const one of made) await store().add(one, undefined, entry(one));
    const [oldest, first, second, newest] = made.toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1));
    const ids = async (limit: number, before: Broadcast | undefined) => (await store().list(limit, before)).map(({ id }) => id);
    expect(await ids(3, newest)).toEqual([second?.id, first?.id, oldest?.id]);
    expect(await ids(1, newest)).toEqual([second?.id]);
    expect(await ids(2, second)).toEqual([first?.id, oldest?.id]);
    expect(await ids(9, oldest)).toEqual([]);
  });

  it('keeps what it said at every revision, and lets one of two who change it at once have their way', async () => {
    const { change, latest, id } = await going();
    const before = latest();
    await change({ title: 'Corrected', body: 'New words', revision: 2 }, { kind: 'show anew', at: NOW, alsoWithdraw: false });
    expect(await store().wordsAt(id, 1)).toEqual({ title: before.title, body: before.body });
    expect(await store().find(id)).toMatchObject({ title: 'Corrected', body: 'New words', revision: 2, version: 3 });
    expect(await store().replace(before, { ...before, state: 'cancelled' }, entry(before), { kind: 'withdraw queued' })).toBe(false);
    expect(await store().find(id)).toMatchObject({ state: 'sending', version: 3 });
    expect(await store().history(id, 5)).toHaveLength(1);
    const tries = await Promise.all([1, 2, 3, 4].map(() => store().replace(latest(), { ...latest(), state: 'paused' }, entry(before, 'broadcast paused'))));
    expect(tries.filter(Boolean)).toHaveLength(1);
  });

  describe('deliveries', () => {
    it('are handed to one of many who ask at once, each once, earliest first', async () => {
      const { claim, id } = await going((of) => Array.from({ length: 60 }, (_, nth) => delivery(of, nth)));
      const claims = (await Promise.all(Array.from({ length: 8 }, () => claim(NOW, 10)))).flat();
      const rest = await claim(NOW, 100);
      expect(new Set([...claims, ...rest].map(({ key }) => key)).size).toBe(claims.length + rest.length);
      expect(claims.length + rest.length).toBe(60);
      expect(await claim(after(LEASE - 1))).toEqual([]);
      expect(await store().counts([id])).toEqual(new Map([[id, expect.objectContaining({ sending: 60, total: 60 })]]));
    });

    it('are handed to one of several processes, each once', async () => {
      const database = await create();
      const open = () => openStore(database.address, surroundings);
      const stores = [await open(), await open(), await open()];
      try {
        const kept = stores.map(({ db }) => broadcastsInStore(db));
        const [first] = kept;
        const one = broadcast();
        await first?.add(one, undefined, entry(one));
        await first?.replace(one, one, undefined, { kind: 'add', deliveries: Array.from({ length: 100 }, (_, nth) => delivery(one, nth)), lookAt: NOW });
        const lane = { broadcast: one.id, platform: 'test', workspace: 'W1' };
        const takeAll = async (process: BroadcastStore): Promise<readonly ClaimedDelivery[]> => {
          const claimed: ClaimedDelivery[] = [];
          for (let turn = 0; turn < 20; turn++) claimed.push(...(await process.claim(lane, 5, NOW, LEASE)));
          return claimed;
        };
        const claimed = (await Promise.all(kept.map(takeAll))).flat();
        expect(claimed.map(({ key }) => key).toSorted()).toEqual(Array.from({ length: 100 }, (_, nth) => delivery(one, nth).key));
      } finally {
        for (const opened of stores) await opened.close();
        await database.drop();
      }
    });

    it('are claimed and settled while all of them are changed, and none of it fails', async () => {
      const { claim, change, counts, latest } = await going((of) => Array.from({ length: 200 }, (_, nth) => delivery(of, nth)));
      const lane = async (): Promise<void> => {
        for (let nth = 0; nth < 10; nth++) {
          const claimed = await claim(NOW, 5);
          await store().settle(
            claimed.toReversed().map((one) => sent(one, latest().revision)),
            NOW,
          );
        }
      };
      const correct = async (): Promise<void> => {
        for (let nth = 0; nth < 5; nth++) await change({ revision: latest().revision + 1 }, { kind: 'show anew', at: NOW, alsoWithdraw: false });
      };
      await Promise.all([lane(), lane(), lane(), lane(), correct()]);
      expect((await counts()).total).toBe(200);
      expect((await counts()).sent).toBeGreaterThan(20);
    });

    it('wait for their time, and those of other workspaces are another lane', async () => {
      const { claim, lane, id } = await going((of) => [
        delivery(of, 1),
        delivery(of, 2, { workspace: 'W2' }),
        delivery(of, 3, { state: 'unreachable', why: 'muted' }),
      ]);
      expect(await claim(after(-1))).toEqual([]);
      expect(only(await claim())).toMatchObject({ kind: 'notice', task: 'deliver', branch: 'branch1', channel: 'C1', failures: 0, maybeSince: undefined });
      const lanes = await store().lanes(id);
      expect(lanes).toHaveLength(2);
      expect(lanes).toEqual(
        expect.arrayContaining([
          { ...lane, at: after(LEASE) },
          { ...lane, workspace: 'W2', at: NOW },
        ]),
      );
      const overdue = (await store().overdue('test', NOW, 1_000)).filter(({ broadcast: of }) => of === id);
      expect(overdue).toEqual([{ ...lane, workspace: 'W2', at: NOW }]);
      expect(await store().overdue('elsewhere', after(DAY), 10)).toEqual([]);
    });

    it('come back in doubt when whoever had them died', async () => {
      const { one } = await going();
      expect((await one()).maybeSince).toBeUndefined();
      const second = await one(after(LEASE));
      expect(second).toMatchObject({ maybeSince: NOW, claim: 2, failures: 0 });
      expect((await one(after(2 * LEASE))).maybeSince).toEqual(NOW);
    });

    it('can be asked for by what is to be done', async () => {
      const { lane, claim, change, settle } = await going((of) => [1, 2, 3, 4].map((nth) => delivery(of, nth)));
      const tasks = (at = NOW) => store().tasks(lane, at);
      expect([await tasks(after(-1)), await tasks()]).toEqual([[], ['new']]);
      const [a, b, c] = await claim(NOW, 3);
      if (!(a && b && c)) throw new Error('three were due');
      await settle(sent(a));
      await settle({ claimed: b, revision: 1, lookAt: NOW, outcome: { status: 'later', mayHaveArrived: true } });
      await change({ revision: 2 }, { kind: 'show anew', at: NOW, alsoWithdraw: false });
      const keys = async (only: Task, at = NOW) => (await claim(at, 100, only)).map(({ key }) => key);
      expect(await tasks()).toEqual(['new', 'doubtful', 'edit']);
      expect(await keys('new')).toEqual([expect.stringContaining('L00004')]);
      expect(await keys('new')).toEqual([]);
      expect(await tasks()).toEqual(['doubtful', 'edit']);
      expect(await keys('edit')).toEqual([a.key]);
      expect(await keys('doubtful')).toEqual([b.key]);
      expect(await tasks()).toEqual([]);
      // And what somebody had in hand who died.
      expect(await keys('doubtful', after(LEASE))).toEqual(expect.arrayContaining([b.key, c.key]));
    });

    it('come back with or without doubt after a failure, and doubt does not go away', async () => {
      const { one, settle, counts } = await going();
      const later = (claimed: ClaimedDelivery, mayHaveArrived: boolean, at: Date): SettledDelivery => ({
        ...{ claimed, revision: 1, lookAt: at, outcome: { status: 'later', mayHaveArrived } },
      });
      await settle(later(await one(), false, after(MINUTE)));
      expect(await counts()).toMatchObject({ queued: 1, sending: 0 });
      const second = await one(after(MINUTE));
      expect(second).toMatchObject({ failures: 1, maybeSince: undefined });
      await settle(later(second, true, after(2 * MINUTE)), after(MINUTE));
      expect(await counts()).toMatchObject({ queued: 0, sending: 1 });
      const third = await one(after(2 * MINUTE));
      expect(third).toMatchObject({ failures: 2, maybeSince: after(MINUTE) });
      await settle(later(third, false, after(3 * MINUTE)), after(2 * MINUTE));
      expect(await one(after(3 * MINUTE))).toMatchObject({ failures: 3, maybeSince: after(MINUTE) });
    });

    it('that were limited have not failed', async () => {
      const { one, settle } = await going();
      await settle({ claimed: await one(), revision: 1, lookAt: NOW, outcome: { status: 'later', mayHaveArrived: false, afterMs: 1_000 } });
      expect(await one()).toMatchObject({ failures: 0 });
    });

    it('are over once they were sent, refused or given up, and each reason is kept', async () => {
      const { claim, counts, id } = await going((of) => [1, 2, 3, 4].map((nth) => delivery(of, nth)));
      const [a, b, c, d] = await claim();
      if (!(a && b && c && d)) throw new Error('four were due');
      const over = { revision: 1, lookAt: undefined };
      await store().settle(
        [
          sent(a),
          { ...over, claimed: b, outcome: { status: 'unreachable', why: 'removed' } },
          { ...over, claimed: c, outcome: { status: 'later', mayHaveArrived: false } },
          { ...over, claimed: d, outcome: { status: 'not sent', why: 'unlinked' } },
        ],
        after(MINUTE),
      );
      expect(await claim(after(DAY))).toEqual([]);
      expect(await store().lanes(id)).toEqual([]);
      expect(await counts()).toEqual({ queued: 0, sending: 0, sent: 1, acknowledged: 0, failed: 1, unreachable: 2, withdrawn: 0, total: 4 });
      const found = new Map((await store().deliveries(id, undefined, 10)).map((one) => [one.key, one]));
      expect([a, b, c, d].map(({ key }) => found.get(key)?.why)).toEqual([undefined, 'removed', 'gave-up', 'unlinked']);
      expect(found.get(a.key)?.sentAt).toEqual(after(MINUTE));
    });

    it('count for what the last claim says; of an older one only that it was sent', async () => {
      const { one, settle, only: row } = await going();
      const stale = await one();
      const last = await one(after(LEASE));
      await settle({ claimed: stale, revision: 1, lookAt: undefined, outcome: { status: 'unreachable', why: 'gone' } });
      expect(await row()).toMatchObject({ state: 'sending' });
      await settle(sent(stale));
      expect(await row()).toMatchObject({ state: 'sent' });
      await settle({ claimed: last, revision: 1, lookAt: after(DAY), outcome: { status: 'later', mayHaveArrived: true } });
      expect(await row()).toMatchObject({ state: 'sent' });
    });

    it('are listed a page at a time, by region and branch, each once', async () => {
      const { id } = await going((of) => [
        ...[3, 1, 2].map((nth) => delivery(of, nth, { region: 'wales' })),
        ...[5, 4].map((nth) => delivery(of, nth, { region: 'london' })),
        { ...delivery(of, 6, { region: 'wales', state: 'unreachable', why: 'no-channel' }), link: undefined },
      ]);
      const pages: (typeof row)[] = [];
      let row: Awaited<ReturnType<BroadcastStore['deliveries']>>;
      do {
        row = await store().deliveries(id, pages.at(-1)?.at(-1)?.key, 2);
        pages.push(row);
      } while (row.length === 2);
      expect(pages.flat().map(({ region, branch }) => `${region} ${branch}`)).toEqual([
        ...['london branch4', 'london branch5', 'wales branch1', 'wales branch2', 'wales branch3', 'wales branch6'],
      ]);
      expect(pages.flat().at(-1)).toMatchObject({ link: undefined, why: 'no-channel', state: 'unreachable' });
      expect(await store().deliveryAt(id, { platform: 'test', workspace: 'W1', channel: 'C3' })).toEqual(pages.flat()[4]);
      expect(await store().deliveryAt(id, { platform: 'test', workspace: 'W9', channel: 'C3' })).toBeUndefined();
    });
  });

  describe('what was sent to a channel', () => {
    const place = (channel: string, workspace = 'W1') => ({ platform: 'test', workspace, channel });
    const titles = async (at: ReturnType<typeof place>, person = 'test:W1:U7', limit = 10, before?: string) =>
      (await store().broughtTo(at, person, limit, before)).map(({ broadcast: { title } }) => title);
    /** Sent to one channel, that of the nth branch, some minutes from now. */
    async function sentTo(nth: number, title: string, minutes: number, what: Partial<Broadcast> = {}, delivered: Partial<NewDelivery> = {}) {
      const kept = await going((of) => [delivery(of, nth, delivered), delivery(of, nth + 1, { workspace: 'W2' })], { ...what, title });
      const at = after(minutes * MINUTE);
      for (const claimed of await kept.claim(at)) await kept.settle(sent(claimed), at);
      return kept;
    }

    it('is listed newest first, a page at a time, with what it says now, and nothing of other channels', async () => {
      const [second, third] = [await sentTo(701, 'Second', 2), await sentTo(701, 'Third', 3, { createdAt: after(-DAY) })];
      await sentTo(701, 'First', 1);
      await sentTo(703, 'Elsewhere', 4);
      expect(await titles(place('C701'))).toEqual(['Third', 'Second', 'First']);
      expect(await titles(place('C701'), 'test:W1:U7', 2)).toEqual(['Third', 'Second']);
      expect(await titles(place('C701'), 'test:W1:U7', 2, (await third.latestAt('C701')).key)).toEqual(['Second', 'First']);
      expect(await titles(place('C701'), 'test:W1:U7', 2, (await second.latestAt('C701')).key)).toEqual(['First']);
      for (const other of [place('C701', 'W2'), { ...place('C701'), platform: 'other' }, place('C799')]) expect(await titles(other)).toEqual([]);
      await third.change({ title: 'Third, corrected', revision: 2 }, { kind: 'show anew', at: NOW, alsoWithdraw: false });
      const [newest] = await store().broughtTo(place('C701'), 'test:W1:U7', 1);
      expect(newest).toEqual({
        broadcast: await store().find(third.id),
        delivery: await third.latestAt('C701'),
        at: after(3 * MINUTE),
        acknowledged: undefined,
      });
    });

    it('turns pages through what arrived at one moment, each once', async () => {
      for (const title of ['One', 'Two', 'Three']) await sentTo(751, title, 1);
      const pages: string[] = [];
      for (let before: string | undefined; ; ) {
        const [next] = await store().broughtTo(place('C751'), 'test:W1:U7', 1, before);
        if (next === undefined) break;
        pages.push(next.broadcast.title);
        before = next.delivery.key;
      }
      expect(pages).toEqual(await titles(place('C751')));
      expect(pages).toHaveLength(3);
    });

    it('is what arrived, may have arrived or failed, and no reminder of it', async () => {
      const kept = await sentTo(711, 'Reminded of', 1);
      await kept.change({}, { kind: 'chase', number: 1, at: NOW });
      for (const [title, outcome, lookAt] of [
        ['In doubt', { status: 'later', mayHaveArrived: true }, after(DAY)],
        ['Given up', { status: 'later', mayHaveArrived: false }, undefined],
        ['Waiting again', { status: 'later', mayHaveArrived: false }, after(DAY)],
        ['Not to be reached', { status: 'unreachable', why: 'gone' }, undefined],
        ['Not sent', { status: 'not sent' }, undefined],
      ] as const) {
        const { one, settle } = await going((of) => [delivery(of, 711)], { title });
        await settle({ claimed: await one(), revision: 1, lookAt, outcome });
      }
      await going((of) => [delivery(of, 711)], { title: 'Not begun' });
      expect((await titles(place('C711'))).toSorted()).toEqual(['Given up', 'In doubt', 'Reminded of']);
    });

    it('comes with the acknowledgement of its branch, wherever that was, or of that person', async () => {
      const each = await sentTo(721, 'Each', 1, { receipt: { wanted: 'person' } });
      const once = await sentTo(721, 'Once', 2);
      await store().acknowledge(each.latest(), await each.latestAt('C721'), 'test:W1:U7', after(MINUTE), false);
      await store().acknowledge(once.latest(), { key: 'b.another.channel', branch: 'branch721' }, 'test:W1:U8', after(2 * MINUTE), true);
      const receipts = async (person: string) => (await store().broughtTo(place('C721'), person, 9)).map(({ acknowledged }) => acknowledged);
      expect(await receipts('test:W1:U7')).toEqual([
        { at: after(2 * MINUTE), isLate: true },
        { at: after(MINUTE), isLate: false },
      ]);
      expect(await receipts('test:W1:U9')).toEqual([{ at: after(2 * MINUTE), isLate: true }, undefined]);
    });

    it('is the latest of two, for one broadcast, where the channel has become another branch’s', async () => {
      const link = { ...place('C731'), id: 'Lanother' };
      const { id, one, change, settle } = await going((of) => [delivery(of, 731)]);
      await settle(sent(await one()));
      await change({}, { kind: 'add', deliveries: [{ ...delivery({ id }, 732), key: `b.${id}.Lanother`, link }], lookAt: NOW });
      await settle(sent(await one(after(MINUTE))), after(MINUTE));
      expect(await store().deliveryAt(id, place('C731'))).toMatchObject({ branch: 'branch732' });
      expect((await store().broughtTo(place('C731'), '', 9)).map(({ delivery: { branch } }) => branch)).toEqual(['branch732', 'branch731']);
    });

    it.each([
      ['all of it', undefined],
      ['the one of a broadcast', 'k3m9xq'],
    ])('is found by the index of channels, however much was sent elsewhere: %s', async (_, of) => {
      const database = await create();
      const { db, close } = await openStore(database.address, surroundings);
      const rows = (on: typeof db) =>
        deliveriesIn(on, place('C741'))
          .selectAll()
          .$if(of !== undefined, (query) => query.where('broadcast', '=', of ?? ''));
      try {
        const plan = 'file' in database.address ? planOnSqlite(database.address.file, rows(db).compile()) : await planOnPostgres(db, rows);
        expect(JSON.stringify(plan)).toContain('deliveries_in_channel');
      } finally {
        await close();
        await database.drop();
      }
    });

    /** With a connection of its own: on ours libsql leaves such a statement under way. */
    function planOnSqlite(file: string, { sql: statement, parameters }: CompiledQuery): unknown {
      const sqlite = new Database(file);
      try {
        return sqlite.prepare(`explain query plan ${statement}`).all(parameters);
      } finally {
        sqlite.close();
      }
    }

    const planOnPostgres = (db: Kysely<Schema>, rows: (on: typeof db) => { explain(): Promise<unknown> }): Promise<unknown> =>
      db.transaction().execute(async (transaction) => {
        // A table as small as this one would be read whole.
        await sql`set local enable_seqscan = off`.execute(transaction);
        return rows(transaction).explain();
      });
  });

  describe('a correction', () => {
    it('has every copy edited, and one that was on its way once it is there', async () => {
      const { claim, change, id } = await going((of) => [1, 2, 3].map((nth) => delivery(of, nth)));
      const [there, onItsWay] = await claim(NOW, 2);
      if (!(there && onItsWay)) throw new Error('two were due');
      await store().settle([sent(there)], NOW);
      await change({ revision: 2, title: 'Corrected' }, { kind: 'show anew', at: after(MINUTE), alsoWithdraw: false });
      const [queued, edit] = (await claim(after(MINUTE / 2))).concat(await claim(after(MINUTE / 2), 100, 'edit'));
      expect(queued).toMatchObject({ task: 'deliver', revision: 2 });
      expect(edit).toBeUndefined();
      await store().settle([sent(onItsWay)], after(MINUTE));
      const edits = await claim(after(MINUTE), 100, 'edit');
      expect(edits.map(({ task, revision }) => ({ task, revision }))).toEqual(
        [there, onItsWay].map(({ key }) => ({ task: { edit: `M-${key}` }, revision: 1 })),
      );
      await store().settle(
        edits.map((one) => ({ ...sent(one, 2), outcome: { status: 'sent' as const, message: 'M-new' } })),
        after(MINUTE),
      );
      expect((await store().lanes(id)).map(({ at }) => at)).toEqual([after(MINUTE / 2 + LEASE)]);
    });

    it('does not lose a later one that came while copies were edited', async () => {
      const { one, settle, change } = await going();
      await settle(sent(await one()));
      await change({ revision: 2 }, { kind: 'show anew', at: NOW, alsoWithdraw: false });
      const edit = await one();
      await change({ revision: 3 }, { kind: 'show anew', at: NOW, alsoWithdraw: false });
      await settle(sent(edit, 2));
      expect(await one()).toMatchObject({ revision: 2, task: { edit: expect.any(String) } });
    });

    it.each(['while it is made', 'after it'])(
      'waits until an edit in doubt has arrived or will not, when it comes %s: it would arrive on top',
      async (when) => {
        const { one, settle, change, claim } = await going();
        await settle(sent(await one()));
        const correct = (revision: number) => change({ revision }, { kind: 'show anew', at: NOW, alsoWithdraw: false });
        await correct(2);
        const edit = await one();
        if (when === 'while it is made') await correct(3);
        await settle({ claimed: edit, revision: 2, lookAt: after(MINUTE), outcome: { status: 'later', mayHaveArrived: true } });
        if (when === 'after it') await correct(3);
        expect(await claim(after(9 * SECOND))).toEqual([]);
        await settle(sent(await one(after(10 * SECOND)), 3));
        await correct(4);
        expect(await one()).toMatchObject({ task: { edit: expect.any(String) } });
      },
    );

    it('that a copy could not show leaves it sent, with the reason, until it is tried again', async () => {
      const { one, settle, change, only: row, claim } = await going();
      await settle(sent(await one()));
      await change({ revision: 2 }, { kind: 'show anew', at: NOW, alsoWithdraw: false });
      await settle({ claimed: await one(), revision: 2, lookAt: undefined, outcome: { status: 'unreachable', why: 'forbidden' } });
      expect(await row()).toMatchObject({ state: 'sent', why: 'forbidden' });
      expect(await claim(after(DAY))).toEqual([]);
      await change({}, { kind: 'try again', at: after(DAY) });
      expect(await one(after(DAY))).toMatchObject({ task: { edit: expect.any(String) } });
    });
  });

  describe('a withdrawal', () => {
    it('leaves unsent what has not gone, and what is on its way is settled first', async () => {
      const { claim, withdraw, counts } = await going((of) => [1, 2, 3].map((nth) => delivery(of, nth)));
      const [a, b] = await claim(NOW, 2);
      if (!(a && b)) throw new Error('two were due');
      await withdraw();
      expect(await counts()).toMatchObject({ withdrawn: 1, sending: 2 });
      await store().settle([sent(a), { claimed: b, revision: 1, lookAt: after(MINUTE), outcome: { status: 'later', mayHaveArrived: false } }], NOW);
      expect(await counts()).toMatchObject({ withdrawn: 2, sent: 1, sending: 0 });
      expect((await claim(after(DAY))).map(({ key, task }) => ({ key, task }))).toEqual([{ key: a.key, task: { edit: `M-${a.key}` } }]);
    });

    it('has one in doubt looked for, and not sent', async () => {
      const { one, settle, withdraw, only: row } = await going();
      await settle({ claimed: await one(), revision: 1, lookAt: after(MINUTE), outcome: { status: 'later', mayHaveArrived: true } });
      await withdraw();
      const doubtful = await one(after(MINUTE));
      expect(doubtful).toMatchObject({ isOff: true, maybeSince: NOW, task: 'deliver', revision: 1 });
      await settle({ claimed: doubtful, revision: 1, lookAt: undefined, outcome: { status: 'not sent' } });
      expect(await row()).toMatchObject({ state: 'withdrawn' });
    });
  });

  describe('an acknowledgement', () => {
    it('counts once a branch, or once a person, and is not undone by what is settled later', async () => {
      const { one, settle, only: row, latest, id } = await going();
      const claimed = await one();
      const at = await row();
      expect(await store().acknowledge(latest(), at, 'U7', after(MINUTE), true)).toBe(true);
      expect(await store().acknowledge(latest(), at, 'U8', after(2 * MINUTE), false)).toBe(false);
      await settle(sent(claimed));
      expect(await row()).toMatchObject({ state: 'acknowledged', acknowledgedAt: after(MINUTE), isLate: true });
      expect(await store().people(id)).toEqual(new Map([['branch1', 1]]));
      const each = { id, receipt: { wanted: 'person' as const } };
      expect(await store().acknowledge({ ...each, id: `${id}x` }, at, 'U7', NOW, false)).toBe(true);
      expect(await store().acknowledge({ ...each, id: `${id}x` }, at, 'U8', NOW, false)).toBe(true);
      expect(await store().acknowledge({ ...each, id: `${id}x` }, at, 'U8', NOW, false)).toBe(false);
      expect(await store().people(`${id}x`)).toEqual(new Map([['branch1', 2]]));
    });

    it('by many at once is the first of one of them', async () => {
      const { one, settle, only: row, latest } = await going();
      await settle(sent(await one()));
      const at = await row();
      const firsts = await Promise.all(['U1', 'U2', 'U3', 'U4'].map((person) => store().acknowledge(latest(), at, person, NOW, false)));
      expect(firsts.filter(Boolean)).toHaveLength(1);
    });
  });

  it('reminds each channel that has it of a branch of which nobody acknowledged it, once each time, and counts no reminder', async () => {
    const { claim, change, counts, latest, id } = await going((of) => [1, 2, 3, 4].map((nth) => delivery(of, nth)));
    const [a, b, c] = await claim(NOW, 3);
    if (!(a && b && c)) throw new Error('three were due');
    await store().settle([sent(a), sent(b), { ...sent(c), outcome: { status: 'unreachable', why: 'gone' } }], NOW);
    await store().acknowledge(latest(), a, 'U7', NOW, false);
    await change({}, { kind: 'chase', number: 1, at: after(MINUTE) });
    const [notice, chaser, ...more] = (await claim(after(MINUTE))).toSorted((one, other) => other.kind.localeCompare(one.kind));
    expect(notice).toMatchObject({ kind: 'notice', branch: 'branch4' });
    expect(chaser).toMatchObject({ kind: 'chaser', key: `c1.${id}.L00002`, branch: 'branch2', isAcknowledged: false });
    expect(more).toEqual([]);
    expect((await counts()).total).toBe(4);
    await store().acknowledge(latest(), b, 'U8', NOW, false);
    expect(await claim(after(MINUTE + LEASE))).toContainEqual(expect.objectContaining({ kind: 'chaser', isAcknowledged: true }));
  });

  it('counts the branches that have it of which nobody acknowledged it, in whichever of their channels', async () => {
    const { claim, latest, id } = await going((of) => [delivery(of, 1), delivery(of, 2), { ...delivery(of, 3), branch: 'branch2' }, delivery(of, 4)]);
    expect(await store().silent(id)).toBe(0);
    const claimed = await claim(NOW, 3);
    await store().settle(
      claimed.map((one) => sent(one)),
      NOW,
    );
    const has = (branch: string) => claimed.filter((one) => one.branch === branch);
    expect([has('branch2').length, await store().silent(id)]).toEqual([2, 2]);
    for (const one of has('branch2').slice(1)) await store().acknowledge(latest(), one, 'U7', NOW, false);
    expect(await store().silent(id)).toBe(1);
    for (const one of has('branch1')) await store().acknowledge({ id, receipt: { wanted: 'person' } }, one, 'U7', NOW, false);
    expect([await store().silent(id), await store().silent('nobody')]).toEqual([0, 0]);
  });

  describe('what may not go any more', () => {
    const regions = ['north-west', 'north-west', 'wales', 'wales'] as const;
    const twoRegions = (of: Broadcast) => regions.map((region, nth) => ({ ...delivery(of, nth, { workspace: nth === 3 ? 'W2' : 'W1' }), region }));
    const [here, wales, welsh] = [
      { region: 'north-west', platform: 'test', workspace: 'W1' },
      { region: 'wales', platform: 'test', workspace: 'W1' },
      { region: 'wales', platform: 'test', workspace: 'W2' },
    ];
    const byName = (spots: readonly object[]) => spots.map((spot) => JSON.stringify(Object.entries(spot).toSorted())).toSorted();

    it('is unreachable, and the rest goes, however many places there are', async () => {
      const { change, claim, counts, id } = await going(twoRegions);
      expect(byName(await store().spots(id, 'queued'))).toEqual(byName([here, wales, welsh]));
      const others = Array.from({ length: 1_500 }, (_, nth) => ({ ...wales, workspace: `X${nth}` }));
      await change({}, { kind: 'out of reach', spots: [...others, wales] });
      expect(await counts()).toMatchObject({ queued: 3, unreachable: 1 });
      expect((await store().deliveries(id, undefined, 10)).find(({ state }) => state === 'unreachable')).toMatchObject({
        region: 'wales',
        why: 'out-of-reach',
      });
      expect(byName(await store().spots(id, 'queued'))).toEqual(byName([here, welsh]));
      expect((await claim()).map(({ channel }) => channel)).toEqual(['C0', 'C1']);
      await change({}, { kind: 'try again', at: NOW });
      expect((await claim()).map(({ channel }) => channel)).toEqual(['C2']);
    });

    it('is not reminded of, and the rest is', async () => {
      const { change, claim, latest, id } = await going(twoRegions);
      const claimed = await claim();
      await store().settle(
        claimed.map((one) => sent(one)),
        NOW,
      );
      const [first] = claimed;
      if (first !== undefined) await store().acknowledge(latest(), first, 'U7', NOW, false);
      expect(byName(await store().spots(id, 'silent'))).toEqual(byName([here, wales]));
      await change({}, { kind: 'chase', number: 1, at: NOW, except: [here] });
      expect((await claim()).map(({ key }) => key)).toEqual([`c1.${id}.L00002`]);
    });
  });

  it('tries again what failed or was unreachable, and not whom it is not for', async () => {
    const { claim, change, counts } = await going((of) => [
      ...[1, 2, 3].map((nth) => delivery(of, nth)),
      delivery(of, 4, { state: 'unreachable', why: 'muted' }),
      { ...delivery(of, 5, { state: 'unreachable', why: 'no-channel' }), link: undefined },
    ]);
    const [a, b, c] = await claim();
    if (!(a && b && c)) throw new Error('three were due');
    const over = { revision: 1, lookAt: undefined };
    await store().settle(
      [
        sent(a),
        { ...over, claimed: b, outcome: { status: 'unreachable', why: 'gone' } },
        { ...over, claimed: c, outcome: { status: 'later', mayHaveArrived: true } },
      ],
      NOW,
    );
    await change({}, { kind: 'try again', at: after(MINUTE) });
    expect(await counts()).toMatchObject({ sent: 1, queued: 1, sending: 1, unreachable: 2, failed: 0 });
    const again = await claim(after(MINUTE));
    expect(new Map(again.map(({ key, maybeSince, failures }) => [key, { maybeSince, failures }]))).toEqual(
      new Map([
        [b.key, { maybeSince: undefined, failures: 0 }],
        [c.key, { maybeSince: NOW, failures: 0 }],
      ]),
    );
  });

  it('has those waiting whose start, end or chase has to be looked at', async () => {
    const chase = { everyHours: 24, left: 1, done: 0, nextAt: after(DAY) };
    const all = {
      starting: broadcast({ state: 'scheduled', sendAt: after(MINUTE) }),
      sending: broadcast({ state: 'sending' }),
      chased: broadcast({ state: 'sent', chase }),
      chasedOut: broadcast({ state: 'sent', chase: { ...chase, left: 0 } }),
      draft: broadcast({ state: 'draft' }),
    };
    for (const one of Object.values(all)) await store().add(one, undefined, entry(one));
    const waiting = async (by: Date) => {
      const ids = await store().waiting(by, 1_000);
      return Object.entries(all).flatMap(([name, { id }]) => (ids.includes(id) ? [name] : []));
    };
    expect(await waiting(NOW)).toEqual(['sending']);
    expect(await waiting(after(MINUTE))).toEqual(['starting', 'sending']);
    expect(await waiting(after(DAY))).toEqual(['starting', 'sending', 'chased']);
  });

  it('keeps a question until it was brought, in the hands of one at a time', async () => {
    const { id } = await going();
    const question = {
      id: `q-${id}`,
      broadcast: id,
      branch: 'branch1',
      words: 'Which date?',
      to: { platform: 'test', workspace: 'W0', person: 'U1' },
      askedAt: NOW,
    };
    await store().addQuestion(question);
    const overdue = async (by: Date) => (await store().overdueQuestions(by, 1_000)).filter((one) => one.id === question.id);
    expect(await overdue(NOW)).toEqual([{ id: question.id, at: NOW }]);
    const claims = await Promise.all([1, 2, 3].map(() => store().claimQuestion(question.id, NOW, LEASE)));
    expect(claims.filter((one) => one !== undefined)).toEqual([{ ...question, maybeSince: undefined, failures: 0 }]);
    expect(await store().claimQuestion(question.id, after(LEASE), LEASE)).toMatchObject({ maybeSince: NOW });
    await store().settleQuestion(question.id, { retryAt: after(DAY), mayHaveArrived: false });
    expect(await overdue(after(DAY - 1))).toEqual([]);
    expect(await store().claimQuestion(question.id, after(DAY), LEASE)).toMatchObject({ failures: 1, maybeSince: NOW });
    await store().settleQuestion(question.id, 'brought');
    expect(await store().claimQuestion(question.id, after(2 * DAY), LEASE)).toBeUndefined();
  });

  it('forgets what nobody needs, and nothing else', async () => {
    const old = { createdAt: after(-3 * 365 * DAY) };
    const over = await going((of) => [delivery(of, 1)], { ...old, state: 'sent' });
    const running = await going((of) => [delivery(of, 1)], { ...old, state: 'sending' });
    await store().purge(NOW);
    expect(await store().find(over.id)).toBeUndefined();
    expect(await store().deliveries(over.id, undefined, 10)).toEqual([]);
    expect(await store().find(running.id)).toBeDefined();
    expect(await store().deliveries(running.id, undefined, 10)).toHaveLength(1);
  });

  it('always has every delivery in exactly one state, whatever happens in whatever order', { timeout: 60_000 }, async () => {
    type Run = Awaited<ReturnType<typeof going>> & { readonly inHand: ClaimedDelivery[] };
    type Act = (run: Run, now: Date, nth: number) => Promise<unknown>;
    const settle = (run: Run, now: Date, nth: number, how: Pick<SettledDelivery, 'outcome' | 'lookAt'>) => {
      const results = run.inHand.splice(nth % Math.max(1, run.inHand.length), 1).map((claimed) => ({ claimed, revision: run.latest().revision, ...how }));
      return store().settle(results, now);
    };
    const acts: Readonly<Record<string, Act>> = {
      claim: async (run, now, nth) => run.inHand.push(...(await run.claim(now, nth + 1))),
      sent: (run, now, nth) => settle(run, now, nth, { outcome: { status: 'sent', message: 'M1' }, lookAt: undefined }),
      unreachable: (run, now, nth) => settle(run, now, nth, { outcome: { status: 'unreachable', why: 'gone' }, lookAt: undefined }),
      failed: (run, now, nth) => settle(run, now, nth, { outcome: { status: 'later', mayHaveArrived: false }, lookAt: now }),
      doubtful: (run, now, nth) => settle(run, now, nth, { outcome: { status: 'later', mayHaveArrived: true }, lookAt: now }),
      gaveUp: (run, now, nth) => settle(run, now, nth, { outcome: { status: 'later', mayHaveArrived: true }, lookAt: undefined }),
      notSent: (run, now, nth) => settle(run, now, nth, { outcome: { status: 'not sent' }, lookAt: undefined }),
      acknowledge: async (run, now, nth) => {
        for (const row of (await store().deliveries(run.id, undefined, SIZE)).slice(nth, nth + 1))
          await store().acknowledge(run.latest(), row, 'U7', now, false);
      },
      correct: (run, at) => run.change({ revision: run.latest().revision + 1 }, { kind: 'show anew', at, alsoWithdraw: false }),
      withdraw: (run, now) => run.withdraw(now),
      cancel: (run) => run.change({}, { kind: 'withdraw queued' }),
      retry: (run, at) => run.change({}, { kind: 'try again', at }),
      chase: (run, at, number) => run.change({}, { kind: 'chase', number, at }),
    };
    const SIZE = 6;
    const muted = { state: 'unreachable', why: 'muted' } as const;
    const step = fc.record({ what: fc.constantFrom(...Object.keys(acts)), nth: fc.nat(SIZE - 1) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const run = { ...(await going((of) => Array.from({ length: SIZE }, (_, nth) => delivery(of, nth, nth === 5 ? muted : {})))), inHand: [] };
        const acknowledged = new Set<string>();
        for (const [turn, { what, nth }] of steps.entries()) {
          await acts[what]?.(run, after((turn + 1) * MINUTE), nth);
          const { total, ...states } = await run.counts();
          const listed = await store().deliveries(run.id, undefined, SIZE + 1);
          expect([total, Object.values(states).reduce((sum, count) => sum + count, 0), listed.length]).toEqual([SIZE, SIZE, SIZE]);
          // Nothing undoes an acknowledgement.
          for (const { key, state } of listed) if (state === 'acknowledged') acknowledged.add(key);
          expect(states.acknowledged).toBe(acknowledged.size);
        }
      }),
      { numRuns: 20 },
    );
  });
});
