import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { StoreAddress } from '../src/store/store.ts';
import { pgBossAlone } from './reminders-pg-boss.ts';
import { plainScan } from './reminders-scan.ts';
import { embedded, onPgBoss } from './reminders-steward.ts';
import { BATCH, type OpenSubject, type Subject } from './reminders-subject.ts';

export const SUBJECTS: Readonly<Record<string, { readonly label: string; readonly open: OpenSubject; readonly on: 'sqlite' | 'postgres' }>> = {
  embedded: { label: 'Steward, embedded (SQLite)', open: embedded, on: 'sqlite' },
  scan: { label: 'plain scan (SQLite)', open: plainScan, on: 'sqlite' },
  'on-pg-boss': { label: 'Steward, pg-boss (PostgreSQL)', open: onPgBoss, on: 'postgres' },
  'pg-boss': { label: 'pg-boss alone (PostgreSQL)', open: pgBossAlone, on: 'postgres' },
};

export const whatSchema = z.enum(['idle', 'busy', 'add', 'late', 'memory']);
/** What can be measured: all in milliseconds, save the memory, which is in MiB. */
export type What = z.output<typeof whatSchema>;

/** Of one kind at a turn. A scan takes long, and ten are enough. */
const REPEATS = 20;
const LONGEST_TURN_MS = 300;
const AT_ONCE = 1_000;
const LONGEST_LATENESS_MS = 20_000;
const BYTES_A_MIB = 2 ** 20;

export async function fill(id: string, address: StoreAddress, count: number): Promise<void> {
  const subject = await open(id, address);
  await subject.fill(count);
  await subject.close();
}

/** Measures what its parent asks for, until it is told to stop. */
export async function measureWhenAsked(id: string, address: StoreAddress): Promise<void> {
  const subject = await open(id, address);
  const measure: Readonly<Record<What, () => Promise<number[]>>> = {
    idle: () => times(() => subject.tick()),
    busy: () =>
      times(
        () => subject.tick(),
        () => subject.addDue(newKeys(BATCH), new Date(Date.now() - 1_000)),
      ),
    add: () => times(() => subject.add(randomUUID())),
    late: () => lateness(subject),
    memory: async () => {
      globalThis.gc?.();
      return [process.memoryUsage().rss / BYTES_A_MIB];
    },
  };
  process.on('message', (asked) => void measure[whatSchema.parse(asked)]().then((values) => process.send?.(values)));
  process.once('disconnect', () => void subject.close());
  process.send?.('ready');
}

async function open(id: string, address: StoreAddress): Promise<Subject> {
  const subject = await SUBJECTS[id]?.open(address);
  if (!subject) throw new Error(`no subject is called ${id}`);
  return subject;
}

const newKeys = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

async function times(timed: () => Promise<unknown>, before: () => Promise<unknown> = async () => {}): Promise<number[]> {
  const taken: number[] = [];
  const end = performance.now() + LONGEST_TURN_MS;
  while (taken.length < REPEATS && (taken.length === 0 || performance.now() < end)) {
    await before();
    const start = performance.now();
    await timed();
    taken.push(performance.now() - start);
  }
  return taken;
}

/** Of each of a thousand that are due in the same second, by when it is handed over. Ends the subject's work. */
async function lateness(subject: Subject): Promise<number[]> {
  const late: number[] = [];
  let due = Number.POSITIVE_INFINITY;
  let finish = (): void => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const stop = await subject.work((count) => {
    late.push(...Array.from({ length: count }, () => Date.now() - due));
    if (late.length >= AT_ONCE) finish();
  });
  due = Math.ceil(Date.now() / 1_000) * 1_000 + 1_000;
  await subject.addDue(newKeys(AT_ONCE), new Date(due));
  const patience = setTimeout(finish, due - Date.now() + LONGEST_LATENESS_MS);
  await finished;
  clearTimeout(patience);
  await stop();
  return late;
}
