import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/delivery/claim.ts';
import type { AuditEntry, ReminderStore, Settled } from '../../src/reminders/reminder-store.ts';
import { afterShowing, paused, showingNow, stopped } from '../../src/reminders/showing.ts';
import { remindersInStore } from '../../src/store/reminders.ts';
import { after, DAY, every, HOUR, MINUTE, NOW, reminder } from '../reminders/made-up.ts';
import { describeOnEveryEngine, useStore } from './stores.ts';

const LEASE = 20_000;
const entry = (subject: string, action = 'reminder set', at = NOW): AuditEntry => ({ at, platform: 'test', workspace: 'W1', person: 'U1', action, subject });
const yours = (claim: Claim | undefined): Extract<Claim, { status: 'yours' }> => {
  if (claim?.status !== 'yours') throw new Error(`not ours: ${claim?.status}`);
  return claim;
};

describeOnEveryEngine('ReminderStore', (create) => {
  const opened = useStore(create);
  const store = (): ReminderStore => remindersInStore(opened().db);

  it('gives back what it was given', async () => {
    const plain = reminder();
    const full = reminder({
      schedule: every('FREQ=MONTHLY;BYDAY=1MO'),
      words: 'Committee “one” & two \u{1F514}\nline two',
      nag: { everyMinutes: 60, times: 8 },
      again: { at: after(HOUR), why: 'nag', of: NOW, left: 3, later: { at: after(DAY), of: NOW } },
      deadline: { id: 'abc234', step: 101, dueOn: '2026-12-08' },
      trouble: 'gone',
      state: 'paused',
      channel: 'C9',
    });
    await store().add([plain, full], [entry(`reminder:${plain.id}`)]);
    expect(await store().find(plain.id)).toEqual(plain);
    expect(await store().findAll([full.id, 'nobody'])).toEqual({ reminders: [full], unreadable: [] });
    expect(await store().history(`reminder:${plain.id}`, 5)).toEqual([entry(`reminder:${plain.id}`)]);
  });

  it('names what cannot be read, and gives the others', async () => {
    const [good, bad] = [1, 2].map(() => reminder({ workspace: 'W-bad', deadline: { id: 'dl-bad', step: 0 }, state: 'undelivered' }));
    if (!good || !bad) throw new Error('two were made');
    await store().add([good, bad], []);
    await opened().db.updateTable('reminders').set({ schedule: '{' }).where('id', '=', bad.id).execute();
    const logged: object[] = [];
    const careful = remindersInStore(opened().db, { error: (fields) => void logged.push(fields) });
    expect(await careful.findAll([good.id, bad.id])).toEqual({ reminders: [good], unreadable: [bad.id] });
    expect(await careful.listFor({ platform: 'test', workspace: 'W-bad', channel: 'C1', person: 'U1' }, 9)).toEqual([good]);
    expect(await careful.ofDeadlines(['dl-bad'])).toEqual([good]);
    expect(logged).toEqual(Array.from({ length: 3 }, () => ({ id: bad.id, fault: 'damaged' })));
  });

  describe('the same asked for twice', () => {
    const asked = (at: Date, what = 'the same line by the same person') => ({ what, at });
    const put = async (at: Date, what?: string) => {
      const one = reminder();
      return { one, kept: await store().add([one], [entry(`reminder:${one.id}`)], asked(at, what)) };
    };

    it('within two minutes is kept once, whoever is faster', async () => {
      const tries = await Promise.all(Array.from({ length: 6 }, () => put(NOW, 'pressed six times at once')));
      expect(new Set(tries.map(({ kept }) => kept[0]?.id)).size).toBe(1);
      const there = await store().findAll(tries.map(({ one }) => one.id));
      expect(there.reminders).toHaveLength(1);
      const later = await put(after(2 * MINUTE), 'pressed six times at once');
      expect(later.kept.map(({ id }) => id)).toEqual(there.reminders.map(({ id }) => id));
    });

    it('later, or by something else, is kept anew', async () => {
      const first = await put(NOW, 'later');
      const [second, other] = [await put(after(2 * MINUTE + 1), 'later'), await put(NOW, 'something else')];
      expect(second.kept).toEqual([second.one]);
      expect(other.kept).toEqual([other.one]);
      expect(await store().find(first.one.id)).toBeDefined();
    });

    it('once what came of it is over, is kept anew', async () => {
      const { one } = await put(NOW, 'cancelled');
      await store().replace(one, stopped(one), entry(`reminder:${one.id}`, 'reminder stopped'));
      const again = await put(after(1_000), 'cancelled');
      expect(again.kept).toEqual([again.one]);
      expect((await put(after(2_000), 'cancelled')).kept).toEqual([again.one]);
    });
  });

  it('keeps all of several or none', async () => {
    const one = reminder();
    await expect(store().add([one, { ...one }], [])).rejects.toThrow();
    expect(await store().find(one.id)).toBeUndefined();
  });

  it('lists what belongs to a channel or a person, nearest first, and nothing of others', async () => {
    const at = { workspace: 'W-list' };
    const far = reminder({ ...at, dueAt: after(3 * DAY), words: 'far' });
    const near = reminder({ ...at, dueAt: after(HOUR), words: 'near', channel: 'C2', origin: 'C1' });
    const idle = reminder({ ...at, state: 'paused', words: 'paused' });
    const own = reminder({ ...at, channel: 'C7', origin: 'C7', dueAt: after(2 * DAY), words: 'own' });
    const over = reminder({ ...at, state: 'stopped' });
    const others = reminder({ ...at, channel: 'C7', origin: 'C7', person: 'U2' });
    const elsewhere = reminder({ workspace: 'W-other' });
    await store().add([far, near, idle, own, over, others, elsewhere], []);
    const rung = reminder({ ...at, words: 'of a deadline', deadline: { id: 'dl-list', step: 0 } });
    const stranded = reminder({ ...at, words: 'stranded', deadline: { id: 'dl-list', step: 1 }, state: 'undelivered', dueAt: undefined });
    await store().add([rung, stranded], []);
    const listed = async (limit: number) =>
      (await store().listFor({ platform: 'test', workspace: 'W-list', channel: 'C1', person: 'U1' }, limit)).map(({ words }) => words);
    expect((await listed(9)).sort()).toEqual(['far', 'near', 'own', 'paused', 'stranded']);
    expect(await listed(3)).toEqual(['near', 'own', 'far']);
  });

  it('finds those of deadlines, over or not, in the order of their steps', async () => {
    const [first, last, other] = [1, 100, 2].map((step) => reminder({ deadline: { id: step === 2 ? 'dl-other' : 'dl-own', step } }));
    if (!first || !last || !other) throw new Error('three were made');
    await store().add([last, { ...first, state: 'stopped' }, other], []);
    expect((await store().ofDeadlines(['dl-own'])).map(({ id }) => id)).toEqual([first.id, last.id]);
    expect(await store().ofDeadlines([])).toEqual([]);
  });

  it('lets one of two who change it at once have their way', async () => {
    const kept = reminder();
    await store().add([kept], []);
    const tries = await Promise.all([1, 2, 3].map(() => store().replace(kept, paused(kept), entry(`reminder:${kept.id}`, 'reminder paused'))));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await store().find(kept.id)).toMatchObject({ state: 'paused', version: 2 });
    expect(await store().history(`reminder:${kept.id}`, 5)).toHaveLength(1);
  });

  describe('showings', () => {
    const due = async () => {
      const kept = reminder();
      await store().add([kept], []);
      const now = after(HOUR);
      const showing = showingNow(kept, now);
      if (!showing) throw new Error('not due');
      const claim = async (at = now) => (await store().claim([{ key: showing.key, reminder: kept.id }], at, LEASE))[0];
      const settle = (of: Claim, rest: Pick<Settled, 'outcome' | 'stands'>, at = now) => {
        if (of.status === 'taken') throw new Error('taken');
        return store().settle([{ claim: of, before: kept, ...rest }], at);
      };
      return { kept, now, showing, claim, settle };
    };

    it('are handed to one of many who ask at once', async () => {
      const { claim } = await due();
      const claims = await Promise.all(Array.from({ length: 8 }, () => claim()));
      expect(claims.filter((one) => one?.status === 'yours')).toHaveLength(1);
      expect(claims.filter((one) => one?.status === 'taken')).toHaveLength(7);
    });

    it('come back in doubt when whoever had them died', async () => {
      const { claim, now } = await due();
      expect(yours(await claim())).toMatchObject({ failures: 0, maybeSince: undefined });
      expect(await claim(after(LEASE - 1, now))).toMatchObject({ status: 'taken', until: after(LEASE, now) });
      expect(yours(await claim(after(LEASE, now))).maybeSince).toEqual(now);
    });

    it('come back without doubt after a failure that surely did not arrive, and with it after one that may have', async () => {
      const { claim, settle, now } = await due();
      const retryAt = after(MINUTE, now);
      await settle(yours(await claim()), { outcome: { status: 'later', mayHaveArrived: false }, stands: { retryAt } });
      const second = yours(await claim(retryAt));
      expect(second).toMatchObject({ failures: 1, maybeSince: undefined });
      await settle(second, { outcome: { status: 'later', mayHaveArrived: true }, stands: { retryAt } }, retryAt);
      const third = yours(await claim(after(2 * MINUTE, now)));
      expect(third).toMatchObject({ failures: 2, maybeSince: now });
      // Doubt does not go away because a later try surely failed.
      await settle(third, { outcome: { status: 'later', mayHaveArrived: false }, stands: { retryAt } });
      expect(yours(await claim(after(3 * MINUTE, now))).maybeSince).toBeDefined();
    });

    it('that are put off are nobody’s until then, however often somebody looks', async () => {
      const { claim, settle, now } = await due();
      const retryAt = after(MINUTE, now);
      await settle(yours(await claim()), { outcome: { status: 'later', mayHaveArrived: true }, stands: { retryAt } });
      expect(await claim(after(MINUTE - 1, now))).toMatchObject({ status: 'taken', until: retryAt });
      expect(yours(await claim(retryAt))).toMatchObject({ failures: 1, maybeSince: now });
    });

    it('are over once they were sent or refused', async () => {
      const { claim, settle, kept, showing, now } = await due();
      await settle(yours(await claim()), { outcome: { status: 'sent', message: 'M1' }, stands: { after: afterShowing(kept, showing, now) } });
      expect(await claim(after(DAY, now))).toEqual({ key: showing.key, status: 'over' });
      expect(await store().lastShown(kept.id)).toEqual({ key: showing.key, message: 'M1', isAnswered: false });
      expect(await store().find(kept.id)).toMatchObject({ state: 'ended', dueAt: undefined, version: 2 });
    });

    it('are answered once, and that is remembered of the last', async () => {
      const { claim, settle, kept, showing, now } = await due();
      await settle(yours(await claim()), { outcome: { status: 'sent', message: 'M1' }, stands: { after: afterShowing(kept, showing, now) } });
      await store().answered(showing.key);
      expect(await store().lastShown(kept.id)).toEqual({ key: showing.key, message: 'M1', isAnswered: true });
      expect(await claim(after(DAY, now))).toEqual({ key: showing.key, status: 'over' });
    });

    it('do not undo what a person changed meanwhile', async () => {
      const { claim, settle, kept, showing, now } = await due();
      const claimed = yours(await claim());
      await store().replace(kept, { ...kept, words: 'Ring them twice' }, entry(`reminder:${kept.id}`));
      await settle(claimed, { outcome: { status: 'sent', message: 'M1' }, stands: { after: afterShowing(kept, showing, now) } });
      expect(await store().find(kept.id)).toMatchObject({ words: 'Ring them twice', state: 'active' });
    });

    it('that are put off are looked for at that time, and found by the sweep once it is past', async () => {
      const { claim, settle, kept, now } = await due();
      const overdue = async (by: Date) => (await store().overdue('test', by, 1_000)).filter(({ id }) => id === kept.id);
      expect(await overdue(after(-1, now))).toEqual([]);
      expect(await overdue(now)).toHaveLength(1);
      await settle(yours(await claim()), { outcome: { status: 'later', mayHaveArrived: false }, stands: { retryAt: after(MINUTE, now) } });
      expect(await overdue(now)).toEqual([]);
      expect(await overdue(after(MINUTE, now))).toEqual([{ id: kept.id, at: after(MINUTE, now) }]);
    });

    it('of many are claimed and settled together', async () => {
      const many = Array.from({ length: 500 }, () => reminder({ workspace: 'W-many' }));
      await store().add(many, []);
      const now = after(HOUR);
      const showings = many.flatMap((one) => showingNow(one, now) ?? []);
      const claims = await store().claim(
        showings.map(({ key }, nth) => ({ key, reminder: many[nth]?.id ?? '' })),
        now,
        LEASE,
      );
      expect(new Set(claims.map(({ status }) => status))).toEqual(new Set(['yours']));
      await store().settle(
        many.flatMap((before, nth) => {
          const [showing, claim] = [showings[nth], claims[nth]];
          return showing && claim?.status === 'yours'
            ? [{ claim, before, outcome: { status: 'sent' as const, message: `M${nth}` }, stands: { after: afterShowing(before, showing, now) } }]
            : [];
        }),
        now,
      );
      const { reminders: found } = await store().findAll(many.map(({ id }) => id));
      expect(found.filter(({ state }) => state === 'ended')).toHaveLength(500);
    });
  });

  it('forgets what nobody needs, and nothing else', async () => {
    const old = reminder({ state: 'ended', dueAt: undefined, createdAt: after(-400 * DAY) });
    const live = reminder({ createdAt: after(-400 * DAY) });
    const [stoppedNow, shownNow] = [1, 2].map(() => reminder({ createdAt: after(-400 * DAY) }));
    if (!stoppedNow || !shownNow) throw new Error('two were made');
    await store().add([stoppedNow, shownNow], []);
    await store().replace(stoppedNow, stopped(stoppedNow), entry(`reminder:${stoppedNow.id}`, 'reminder stopped', NOW));
    const ended = { ...shownNow, state: 'ended' as const, dueAt: undefined };
    await store().settle([{ claim: { key: `r.${shownNow.id}.x`, status: 'over' }, before: shownNow, stands: { after: ended } }], NOW);
    await store().add([old, live], [entry('reminder:old', 'reminder set', after(-4 * 365 * DAY))]);
    await store().purge(NOW);
    expect(await store().find(old.id)).toBeUndefined();
    expect(await store().find(live.id)).toBeDefined();
    await store().purge(after(179 * DAY));
    for (const { id } of [stoppedNow, shownNow]) expect(await store().find(id), 'half a year from when it was over').toBeDefined();
    await store().purge(after(181 * DAY));
    for (const { id } of [stoppedNow, shownNow]) expect(await store().find(id)).toBeUndefined();
    expect(await store().history('reminder:old', 5)).toEqual([]);
  });
});
