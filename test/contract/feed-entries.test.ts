import { expect, it } from 'vitest';
import type { FeedEntries } from '../../src/feeds/feed-entries.ts';
import { deadlinesInStore } from '../../src/store/deadlines.ts';
import { feedEntriesInStore } from '../../src/store/feed-entries.ts';
import { remindersInStore } from '../../src/store/reminders.ts';
import { deadline as datedDeadline } from '../feeds/made-up.ts';
import { after, DAY, HOUR, NOW, reminder } from '../reminders/made-up.ts';
import { describeOnEveryEngine, useStore } from './stores.ts';

const entry = (subject: string, at = NOW) => ({ at, platform: 'test', workspace: 'W1', person: 'U1', action: 'changed', subject });
let made = 0;
const deadline = (given: Parameters<typeof datedDeadline>[0]) => {
  made += 1;
  const { changedAt: _, ...kept } = datedDeadline({ id: `d${made}`, ...given });
  return kept;
};

describeOnEveryEngine('FeedEntries', (create) => {
  const opened = useStore(create);
  const entries = (): FeedEntries => feedEntriesInStore(opened().db);
  const idsOf = (kept: readonly { id: string }[]) => kept.map(({ id }) => id).sort();

  it('are the reminders of the channel, whoever set them, and none that its people set elsewhere', async () => {
    const at = { workspace: 'W-mine' };
    const here = [
      reminder(at),
      reminder({ ...at, person: 'U2' }),
      reminder({ ...at, channel: 'C9', origin: 'C1' }),
      reminder({ ...at, channel: 'C1', origin: 'C9' }),
      reminder({ ...at, state: 'ended', dueAt: undefined }),
      reminder({ ...at, state: 'undelivered', dueAt: undefined, trouble: 'gone' }),
    ];
    const others = [
      reminder({ ...at, channel: 'D-private', origin: 'D-private' }),
      reminder({ ...at, state: 'stopped' }),
      reminder({ ...at, state: 'paused' }),
      reminder({ ...at, deadline: { id: 'abc', step: 0 } }),
      reminder({ ...at, platform: 'other' }),
      reminder({ workspace: 'W-other' }),
    ];
    await remindersInStore(opened().db).add([...here, ...others], []);
    const found = await entries().of({ platform: 'test', workspace: 'W-mine', channel: 'C1' });
    expect(idsOf(found.reminders)).toEqual(idsOf(here));
    expect(found.reminders.find(({ id }) => id === here[0]?.id)).toEqual({ ...here[0], changedAt: NOW });
    expect(found.deadlines).toEqual([]);
  });

  it('are the deadlines that were started there, open or met', async () => {
    const at = { workspace: 'W-deadlines' };
    const here = [deadline(at), deadline({ ...at, person: 'U2', state: 'met' })];
    const others = [deadline({ ...at, channel: 'C2' }), deadline({ ...at, state: 'dropped' }), deadline({ ...at, platform: 'other' }), deadline({})];
    for (const one of [...here, ...others]) await deadlinesInStore(opened().db).add(one, [], entry(`deadline:${one.id}`, after(-DAY)));
    const found = await entries().of({ platform: 'test', workspace: 'W-deadlines', channel: 'C1' });
    expect(idsOf(found.deadlines)).toEqual(idsOf(here));
    expect(found.deadlines.find(({ id }) => id === here[0]?.id)).toEqual({ ...here[0], changedAt: after(-DAY) });
  });

  it('know when somebody last changed them', async () => {
    const kept = reminder({ workspace: 'W-changed' });
    const store = remindersInStore(opened().db);
    await store.add([kept], [entry(`reminder:${kept.id}`)]);
    await store.replace(kept, { ...kept, words: 'Other words' }, entry(`reminder:${kept.id}`, after(HOUR)));
    const { reminders } = await entries().of({ platform: 'test', workspace: 'W-changed', channel: 'C1' });
    expect(reminders).toMatchObject([{ id: kept.id, words: 'Other words', version: 2, changedAt: after(HOUR) }]);
  });

  it('of a channel that has too many are those that run', async () => {
    const at = { workspace: 'W-many' };
    const running = Array.from({ length: 150 }, () => reminder({ ...at, createdAt: after(-DAY) }));
    const over = Array.from({ length: 150 }, () => reminder({ ...at, state: 'ended', dueAt: undefined }));
    await remindersInStore(opened().db).add([...over, ...running], []);
    const { reminders } = await entries().of({ platform: 'test', workspace: 'W-many', channel: 'C1' });
    expect(reminders).toHaveLength(200);
    expect(idsOf(reminders)).toEqual(expect.arrayContaining(idsOf(running)));
  });
});
