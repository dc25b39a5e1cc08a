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

/** @param onStarted told of each as soon as it is reached, at once or later; when it fails, it is told again */
export async function startHomes(adapters: readonly Adapter[], log: Log, onStarted: (adapter: Adapter) => Promise<void>): Promise<Homes> {
  const waiting = new Set<NodeJS.Timeout>();
  let isStopping = false;

  async function reach(adapter: Adapter, attempt = 0): Promise<boolean> {
    const isReached = await tried(
      adapter,
      attempt,
      'it did not start',
      () => adapter.start(),
      () => reach(adapter, attempt + 1),
    );
    if (isReached) await tell(adapter);
    return isReached;
  }

  /** It answers by then: that it is told must not start it once more. */
  async function tell(adapter: Adapter, attempt = 0): Promise<void> {
    await tried(
      adapter,
      attempt,
      'it answers, and shows nothing that falls due yet',
      () => onStarted(adapter),
      () => tell(adapter, attempt + 1),
    );
  }

  /** @returns whether it could be done now; otherwise it is tried again later */
  async function tried({ name }: Adapter, attempt: number, what: string, work: () => Promise<void>, again: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      const minutes = TRY_AGAIN_MINUTES[Math.min(attempt, TRY_AGAIN_MINUTES.length - 1)] ?? 15;
      log.error({ platform: name, tryAgainInMinutes: minutes }, error instanceof Error ? `${what}: ${error.message}` : what);
      if (!isStopping) later(() => void again(), minutes * 60_000);
      return false;
    }
  }

  function later(work: () => void, ms: number): void {
    const timer = setTimeout(() => {
      waiting.delete(timer);
      work();
    }, ms);
    waiting.add(timer);
  }

  const started = await Promise.all(adapters.map((adapter) => reach(adapter)));
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
