import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/clock.ts';
import { type OnceOnly, onceInMemory } from '../../src/core/once.ts';
import { onceInStore } from '../../src/store/once.ts';
import { describeOnEveryEngine, useStore } from './stores.ts';

const HOUR = 3_600_000;

/** What every OnceOnly does. */
function contract(create: () => OnceOnly): void {
  it('says yes to the first and no to all others', async () => {
    const once = create();
    expect(await once.first('slack:Ev1')).toBe(true);
    expect(await once.first('slack:Ev1')).toBe(false);
    expect(await once.first('slack:Ev2')).toBe(true);
    expect(await once.first('slack:Ev1')).toBe(false);
  });

  it('says yes to one of fifty who ask at once', async () => {
    const once = create();
    const answers = await Promise.all(Array.from({ length: 50 }, () => once.first('all at once')));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('takes any text for a key', async () => {
    const once = create();
    const keys = fc.uniqueArray(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\0'), fc.constant('x'.repeat(10_000))), { maxLength: 8 });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(keys, async (texts) => {
        round++;
        for (const text of texts) expect(await once.first(`${round}:${text}`)).toBe(true);
        for (const text of texts) expect(await once.first(`${round}:${text}`)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
}

describe('OnceOnly in memory', () => {
  contract(() => onceInMemory(1_000));

  it('remembers no more than its limit', async () => {
    const once = onceInMemory(2);
    for (const key of ['a', 'b', 'c']) await once.first(key);
    expect(await once.first('c')).toBe(false);
    expect(await once.first('b')).toBe(false);
    expect(await once.first('a')).toBe(true);
  });
});

describeOnEveryEngine('OnceOnly', (create) => {
  const store = useStore(create);
  const clockAt = (time: { now: number }): Clock => ({ now: () => new Date(time.now) });
  const always = { now: Date.UTC(2026, 5, 19) };

  // The contract's key names must be new to each test, as the database keeps them.
  let test = 0;
  contract(() => {
    const once = onceInStore(store().db, clockAt(always), HOUR);
    const prefix = `${test++}/`;
    return { first: (key) => once.first(prefix + key) };
  });

  it('forgets a key when its time is over', async () => {
    const time = { now: Date.UTC(2026, 5, 19) };
    const once = onceInStore(store().db, clockAt(time), HOUR);
    expect(await once.first('kept for an hour')).toBe(true);
    time.now += HOUR - 1;
    expect(await once.first('kept for an hour')).toBe(false);
    time.now += 1;
    expect(await once.first('kept for an hour')).toBe(true);
    expect(await once.first('kept for an hour')).toBe(false);
  });

  it('purges what it has forgotten, and no more', async () => {
    const time = { now: Date.UTC(2030, 0, 1) };
    const once = onceInStore(store().db, clockAt(time), HOUR);
    await once.purge();
    for (const key of ['old 1', 'old 2']) await once.first(key);
    time.now += HOUR / 2;
    await once.first('young');
    time.now += HOUR / 2;
    expect(await once.purge()).toBe(2);
    expect(await once.purge()).toBe(0);
    expect(await once.first('young')).toBe(false);
  });

  it('keeps nothing of the key itself', async () => {
    await onceInStore(store().db, clockAt(always), HOUR).first('slack:T0123');
    const rows = await store().db.selectFrom('once_keys').select('key_hash').execute();
    expect(rows.every(({ key_hash }) => /^[\w-]{43}$/.test(key_hash))).toBe(true);
  });
});
