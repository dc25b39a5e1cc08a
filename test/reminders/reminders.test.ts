import { describe, expect, it } from 'vitest';
import { createReminders } from '../../src/reminders/reminders.ts';
import { snoozed } from '../../src/reminders/showing.ts';
import { remindersInStore } from '../../src/store/reminders.ts';
import { sqliteDatabase, useStore } from '../contract/stores.ts';
import { after, HOUR, NOW, once, request } from './made-up.ts';

describe('reminders while the queue is away', () => {
  const opened = useStore(sqliteDatabase);
  const away = async (): Promise<never> => {
    throw new Error('away');
  };

  it('are kept and changed all the same, and that is logged', async () => {
    const logged: string[] = [];
    const store = remindersInStore(opened().db);
    const reminders = createReminders({
      store,
      queue: { schedule: away, cancel: away },
      clock: { now: () => NOW },
      log: { warn: (_, message) => void logged.push(message) },
      courierOf: () => undefined,
    });
    const [kept] = await reminders.add([{ words: 'Ring Jo', schedule: once('2026-11-23T10:00') }], request());
    if (kept === undefined) throw new Error('not kept');
    await reminders.change(kept.id, request(), 'reminder put off', (current, now) => snoozed(current, after(2 * HOUR), now));
    expect(await store.overdue('test', after(2 * HOUR), 9)).toEqual([{ id: kept.id, at: after(2 * HOUR) }]);
    expect(logged).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('the sweep looks at them')));
  });
});
