import { expect, it } from 'vitest';
import type { Yours } from '../../src/delivery/claim.ts';
import type { AuditEntry } from '../../src/reminders/reminder-store.ts';
import { knownEntriesInStore } from '../../src/store/known-entries.ts';
import { remindersInStore } from '../../src/store/reminders.ts';
import { subscriptionsInStore } from '../../src/store/subscriptions.ts';
import { afterDigest, afterRefusal, digestNow } from '../../src/subscriptions/digest.ts';
import type { Subscription } from '../../src/subscriptions/subscription.ts';
import type { ClaimedDigest, SettledDigest } from '../../src/subscriptions/subscription-store.ts';
import { after, DAILY, DAY, HOUR, known, MINUTE, NOW, subscription } from '../subscriptions/made-up.ts';
import { describeOnEveryEngine, useStore } from './stores.ts';

const LEASE = 35_000;
/** 9 am on the Monday when a weekly one is due. */
const DUE = new Date('2026-11-30T09:00:00Z');

const entry = ({ id }: Subscription, action = 'topics followed'): AuditEntry => ({
  ...{ at: NOW, platform: 'test', workspace: 'W1', person: 'U1', action, subject: `subscription:${id}` },
});

function yours(claim: ClaimedDigest | undefined): Yours & { readonly upTo: number } {
  if (claim?.status !== 'yours') throw new Error(`not ours: ${claim?.status}`);
  return claim;
}

describeOnEveryEngine('SubscriptionStore', (create) => {
  const opened = useStore(create);
  const store = () => subscriptionsInStore(opened().db);
  const add = async (given: Partial<Subscription> = {}): Promise<Subscription> => {
    const one = subscription(given);
    expect(await store().add(one, entry(one))).toBe(true);
    return one;
  };
  const found = async ({ id }: Subscription): Promise<Subscription | undefined> => (await store().findAll([id]))[0];
  let summaries = 0;
  /** Something changes in the knowledge base. @returns its number */
  const change = async (): Promise<number> => {
    const entries = knownEntriesInStore(opened().db);
    await entries.note(known({ one: { summary: `${summaries++}` } }), new Set(), NOW);
    return entries.last();
  };

  it('gives back what it was given', async () => {
    const plain = await add();
    const full = await add({
      topics: ['everything', 'authority:Rotherham “MBC” \u{1F514}'],
      ...{ schedule: DAILY, state: 'paused', dueAt: undefined, since: 12, trouble: 'gone' },
      last: { at: NOW, entries: 3 },
    });
    expect(await store().of(plain)).toEqual(plain);
    expect(await store().findAll([full.id, 'nobody'])).toEqual([full]);
    expect(await store().of({ ...plain, channel: 'elsewhere' })).toBeUndefined();
    expect(await remindersInStore(opened().db).history(`subscription:${plain.id}`, 5)).toEqual([entry(plain)]);
  });

  it('keeps one for a channel', async () => {
    const first = await add();
    const second = subscription({ channel: first.channel });
    expect(await store().add(second, entry(second))).toBe(false);
    expect(await found(second)).toBeUndefined();
  });

  it('lets one of two who change it at once have their way', async () => {
    const one = await add();
    const tries = await Promise.all(['theme:jobs', 'theme:pay'].map((topic) => store().replace(one, { ...one, topics: [topic] }, entry(one))));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await found(one)).toMatchObject({ version: 2 });
  });

  it('finds what the queue may have lost', async () => {
    const late = await add({ platform: 'sweep' });
    await add({ platform: 'sweep', state: 'paused' });
    await add({ platform: 'other' });
    expect(await store().overdue('sweep', after(-1, DUE), 10)).toEqual([]);
    expect(await store().overdue('sweep', DUE, 10)).toEqual([{ id: late.id, at: DUE }]);
  });

  const due = async (given: Partial<Subscription> = {}) => {
    const one = await add(given);
    const digest = digestNow(one, DUE);
    if (!digest) throw new Error('not due');
    const claim = async (at = DUE, key = digest.key) => (await store().claim([{ key, subscription: one.id }], at, LEASE))[0];
    const settle = (of: ClaimedDigest, rest: Pick<SettledDigest, 'outcome' | 'stands'>, at = DUE) => {
      if (of.status === 'taken') throw new Error('taken');
      return store().settle([{ claim: of, before: one, ...rest }], at);
    };
    return { one, digest, claim, settle };
  };
  const SENT = { status: 'sent', message: 'M1' } as const;

  it('hands a digest to one of many who ask at once', async () => {
    const { claim } = await due();
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim()));
    expect(claims.filter((one) => one?.status === 'yours')).toHaveLength(1);
    expect(claims.filter((one) => one?.status === 'taken')).toHaveLength(7);
  });

  it('has it tell of the same changes however often it is tried', async () => {
    await change();
    const { claim } = await due();
    const upTo = await knownEntriesInStore(opened().db).last();
    expect(yours(await claim())).toMatchObject({ upTo, failures: 0, maybeSince: undefined });
    await change();
    expect(await claim(after(LEASE - 1, DUE))).toMatchObject({ status: 'taken', until: after(LEASE, DUE) });
    expect(yours(await claim(after(LEASE, DUE)))).toMatchObject({ upTo, maybeSince: DUE });
  });

  it('hands out one that came to no end before the next of its channel', async () => {
    const { claim, digest, settle, one } = await due();
    await settle(yours(await claim()), { outcome: { status: 'later', mayHaveArrived: true }, stands: { retryAt: after(MINUTE, DUE) } });
    const again = yours(await claim(after(DAY, DUE), 'g.another'));
    expect(again).toMatchObject({ key: digest.key, failures: 1, maybeSince: DUE });
    await settle({ ...again }, { outcome: SENT, stands: { after: one } });
    expect(await claim(after(DAY, DUE), digest.key)).toEqual({ key: digest.key, status: 'over' });
  });

  it('leaves one alone that is put off, and looks then', async () => {
    const { claim, settle, one } = await due({ platform: 'later' });
    const retryAt = after(MINUTE, DUE);
    await settle(yours(await claim()), { outcome: { status: 'later', mayHaveArrived: false }, stands: { retryAt } });
    expect(await store().overdue('later', after(-1, retryAt), 5)).toEqual([]);
    expect(await store().overdue('later', retryAt, 5)).toEqual([{ id: one.id, at: retryAt }]);
    expect(yours(await claim(retryAt))).toMatchObject({ failures: 1, maybeSince: undefined });
  });

  it('goes on from what was told, also where nothing was', async () => {
    for (const outcome of [SENT, 'nothing'] as const) {
      const upTo = await change();
      const { claim, settle, one, digest } = await due();
      await settle(yours(await claim()), { outcome, stands: { after: afterDigest(one, digest, 2, upTo, DUE) } });
      expect(await found(one)).toMatchObject({ since: upTo, last: { at: DUE, entries: 2 }, dueAt: after(7 * DAY, DUE), version: 2 });
      expect(await claim(after(HOUR, DUE))).toEqual({ key: digest.key, status: 'over' });
    }
  });

  it('pauses one that is refused, with why, and keeps what it would have told', async () => {
    const { claim, settle, one } = await due();
    await settle(yours(await claim()), { outcome: { status: 'unreachable', why: 'gone' }, stands: { after: afterRefusal(one, 'gone') } });
    expect(await found(one)).toMatchObject({ state: 'paused', trouble: 'gone', since: 0, dueAt: undefined });
  });

  it('does not undo what a person changed meanwhile, and does not forget what was told', async () => {
    const upTo = await change();
    const { claim, settle, one, digest } = await due();
    const claimed = yours(await claim());
    await store().replace(one, { ...one, topics: ['theme:jobs'], schedule: DAILY, dueAt: after(DAY, DUE) }, entry(one));
    await settle(claimed, { outcome: SENT, stands: { after: afterDigest(one, digest, 1, upTo, DUE) } });
    const kept = await found(one);
    expect(kept).toMatchObject({ topics: ['theme:jobs'], schedule: DAILY, dueAt: after(DAY, DUE), since: upTo, version: 2 });
    // Whoever read it before the digest was told of cannot bring that back either.
    if (kept) await store().replace(kept, { ...kept, since: 0 }, entry(one));
    expect(await found(one)).toMatchObject({ since: upTo, version: 3 });
  });

  it('forgets what nobody needs, and nothing else', async () => {
    const stopped = await add({ state: 'stopped', createdAt: after(-400 * DAY) });
    const live = await add({ createdAt: after(-400 * DAY) });
    const { claim } = await due();
    await claim();
    await store().purge(after(100 * DAY, DUE));
    expect(await found(stopped)).toBeUndefined();
    expect(await found(live)).toBeDefined();
    expect(yours(await claim(after(100 * DAY, DUE))).maybeSince).toEqual(DUE);
  });
});
