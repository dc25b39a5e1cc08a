import { below, type Random } from '../../bench/random.ts';
import type { Schedule } from '../../src/calendar/schedule.ts';
import { systemClock } from '../../src/core/clock.ts';
import { openQueue } from '../../src/jobs/open-queue.ts';
import type { Reminder } from '../../src/reminders/reminder.ts';
import { createReminders } from '../../src/reminders/reminders.ts';
import { remindersInStore } from '../../src/store/reminders.ts';
import { openStore, type StoreAddress } from '../../src/store/store.ts';
import { surroundings } from '../contract/stores.ts';
import { request } from '../reminders/made-up.ts';
import type { Place } from './platforms.ts';

export type Kind = 'once' | 'repeats' | 'missed' | 'nags' | 'nagging';

/** A reminder that falls due in a run, and what is to become of it. */
export interface Subject {
  readonly reminder: Reminder;
  readonly kind: Kind;
  readonly place: Place;
  /** Names the showing that is due in the run. */
  readonly key: string;
  /** No other has them. */
  readonly words: string;
  /** What its message says besides. */
  readonly says: string | undefined;
}

interface Due {
  readonly count: number;
  /** They fall due between these, a fifth of them all at the same moment. */
  readonly from: Date;
  readonly spanMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYS_MISSED = 3;

/** Three quarters once, and some of every other kind. */
const KINDS: readonly Kind[] = [...Array.from({ length: 15 }, (): Kind => 'once'), 'repeats', 'repeats', 'missed', 'nags', 'nagging'];

/** Keeps reminders as a command would, spread over the places, and closes the database again. */
export async function populate(address: StoreAddress, places: readonly Place[], { count, from, spanMs }: Due, random: Random): Promise<Subject[]> {
  const store = await openStore(address, surroundings);
  const queue = await openQueue(address, store, surroundings);
  const kept = remindersInStore(store.db);
  const reminders = createReminders({ store: kept, queue, clock: systemClock, log: surroundings.log, courierOf: () => undefined });
  const lastMinute = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);

  function subject(nth: number): Subject {
    const place = places[nth % places.length];
    if (place === undefined) throw new Error('no place to be reminded in');
    const kind = KINDS[nth % KINDS.length] ?? 'once';
    const words = `Chaos ${nth + 1} of ${count}.`;
    const due = new Date(from.getTime() + (random() < 0.2 ? Math.floor(spanMs / 2) : below(random, spanMs)));
    // What was missed is due from the start: the last of it just now.
    const at = kind === 'missed' ? lastMinute : due;
    const { schedule, ...stands } = STANDS[kind](at);
    const { workspace, channel } = place;
    const [prepared] = reminders.prepare([{ words, schedule, nag: NAGS[kind] }], { ...request({ workspace, channel }), place });
    if (prepared === undefined) throw new Error('nothing was prepared');
    const reminder = { ...prepared, dueAt: undefined, ...stands };
    return { reminder, kind, place, words, key: `r.${reminder.id}.${at.getTime().toString(36)}`, says: SAYS[kind] };
  }

  const subjects = Array.from({ length: count }, (_, nth) => subject(nth));
  const all = subjects.map(({ reminder }) => reminder);
  await kept.add(all, []);
  await reminders.watch(all);
  await queue.stop();
  await store.close();
  return subjects;
}

const daysBefore = (at: Date, days: number): Date => new Date(at.getTime() - days * DAY_MS);
/** A schedule is by the minute; what is due here is so by the millisecond. */
const wallTime = (at: Date): string => at.toISOString().slice(0, 16);
const once = (at: Date): Schedule => ({ kind: 'once', at: wallTime(at), zone: 'UTC' });
const daily = (start: Date): Schedule => ({
  ...{ kind: 'repeating', start: wallTime(start), rule: 'FREQ=DAILY', onDaysOff: 'keep', zone: 'UTC', division: 'england-and-wales' },
});

const STANDS: Readonly<Record<Kind, (at: Date) => Pick<Reminder, 'schedule'> & Partial<Reminder>>> = {
  once: (at) => ({ schedule: once(at), dueAt: at }),
  repeats: (at) => ({ schedule: daily(at), dueAt: at }),
  missed: (at) => ({ schedule: daily(daysBefore(at, DAYS_MISSED)), dueAt: daysBefore(at, DAYS_MISSED) }),
  nags: (at) => ({ schedule: once(at), dueAt: at }),
  nagging: (at) => ({ schedule: once(daysBefore(at, 1)), again: { at, why: 'nag', of: daysBefore(at, 1), left: 1 } }),
};

const NAGS: Readonly<Partial<Record<Kind, Reminder['nag']>>> = { nags: { everyMinutes: 60, times: 2 }, nagging: { everyMinutes: 60, times: 2 } };

const SAYS: Readonly<Partial<Record<Kind, string>>> = {
  repeats: 'Next: ',
  missed: `It was missed ${DAYS_MISSED} times before that.`,
  nagging: 'Still waiting for somebody to say done.',
};
