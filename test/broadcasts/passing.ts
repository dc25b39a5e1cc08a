import { vi } from 'vitest';
import { diskAtRest } from '../disk-at-rest.ts';

/** Timers and clock are the test's; the database goes on as it does. */
export const holdTime = (now: Date): void => void vi.useFakeTimers({ now, toFake: ['setTimeout', 'clearTimeout', 'Date'] });

/** Ten milliseconds. */
export async function aLittle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(10);
  await diskAtRest();
}

/** Lets time go by, as fast as it can, until this is done. */
export async function passing<T>(work: Promise<T>): Promise<T> {
  let isDone = false;
  const ended = work.finally(() => {
    isDone = true;
  });
  while (!isDone) await aLittle();
  return ended;
}
