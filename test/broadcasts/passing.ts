import { vi } from 'vitest';

/** Timers and clock are the test's; the database goes on as it does. */
export const holdTime = (now: Date): void => void vi.useFakeTimers({ now, toFake: ['setTimeout', 'clearTimeout', 'Date'] });

/** Ten milliseconds. What is on its way to the disk takes time of its own, in which the test's stands still. */
export async function aLittle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(10);
  do await new Promise((resolve) => setImmediate(resolve));
  while (process.getActiveResourcesInfo().includes('FSReqPromise'));
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
