import type { Log } from './core/log.ts';
import type { Adapter } from './core/steward.ts';

/** A platform that could not be reached is tried again after these many minutes, the last over and over. */
const TRY_AGAIN_MINUTES = [1, 5, 15] as const;
const STOP_WITHIN_MS = 10_000;

/** The platforms Steward lives on. One that is down never holds or stops another. */
export interface Homes {
  /** How many answered at once. */
  readonly started: number;
  /** Finishes what is in hand, within ten seconds. */
  stop(): Promise<void>;
}

/** @param onStarted told of each as soon as it is reached, at once or later */
export async function startHomes(adapters: readonly Adapter[], log: Log, onStarted: (adapter: Adapter) => Promise<void>): Promise<Homes> {
  const waiting = new Set<NodeJS.Timeout>();
  let isStopping = false;

  async function start(adapter: Adapter, attempt: number): Promise<boolean> {
    try {
      await adapter.start();
    } catch (error) {
      const minutes = TRY_AGAIN_MINUTES[Math.min(attempt, TRY_AGAIN_MINUTES.length - 1)] ?? 15;
      log.error({ platform: adapter.name, tryAgainInMinutes: minutes }, error instanceof Error ? error.message : 'it did not start');
      if (!isStopping) later(() => void start(adapter, attempt + 1), minutes * 60_000);
      return false;
    }
    await onStarted(adapter);
    return true;
  }

  function later(work: () => void, ms: number): void {
    const timer = setTimeout(() => {
      waiting.delete(timer);
      work();
    }, ms);
    waiting.add(timer);
  }

  const started = await Promise.all(adapters.map((adapter) => start(adapter, 0)));
  return {
    started: started.filter(Boolean).length,
    async stop() {
      isStopping = true;
      for (const timer of waiting) clearTimeout(timer);
      const patience = new Promise<void>((done) => setTimeout(done, STOP_WITHIN_MS).unref());
      await Promise.race([Promise.allSettled(adapters.map((adapter) => adapter.stop())), patience]);
    },
  };
}
