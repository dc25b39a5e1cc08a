import type { Clock } from '../core/clock.ts';
import { accepted, type Budget, failed, freeBudget, refused, reserve } from './budget.ts';
import { pause } from './pause.ts';

/** The budgets of this process, by what they are for: all lanes that send to the same place share one. */
export interface Budgets {
  /** Waits for a turn in all of these, and no longer than `until`. @returns undefined when it has come; else when to ask again */
  turn(keys: readonly string[], until: Date, signal: AbortSignal): Promise<Date | undefined>;
  /** One more goes there that does not wait for its turn. */
  spend(key: string): void;
  /** One that began at `startedAt` was taken. */
  accepted(key: string, startedAt: Date): void;
  refused(key: string, startedAt: Date, waitMs: number): void;
  /** No answer came, or one without sense. */
  failed(key: string, startedAt: Date): void;
  /** How many may be on their way at once. */
  window(key: string): number;
  /** So many a second are documented for this; counts until it has answered. */
  expect(key: string, perSecond: number | undefined): void;
}

export function createBudgets(clock: Clock): Budgets {
  const budgets = new Map<string, Budget>();
  const now = (): number => clock.now().getTime();
  const of = (key: string): Budget => budgets.get(key) ?? freeBudget(now());

  return {
    async turn(keys, until, signal) {
      const reserved = keys.map((key) => ({ key, ...reserve(of(key), now()) }));
      const at = Math.max(...reserved.map((one) => one.at));
      if (at > until.getTime() || signal.aborted) return new Date(at);
      for (const { key, budget } of reserved) budgets.set(key, budget);
      let opensAt = at;
      while (opensAt > now()) {
        if (opensAt > until.getTime() || signal.aborted) return new Date(opensAt);
        await pause(opensAt - now(), signal);
        // It may have been refused to others meanwhile.
        opensAt = Math.max(opensAt, ...keys.map((key) => of(key).blockedUntil));
      }
      return undefined;
    },
    spend: (key) => void budgets.set(key, reserve(of(key), now()).budget),
    accepted: (key, startedAt) => void budgets.set(key, accepted(of(key), now(), startedAt.getTime())),
    refused: (key, startedAt, waitMs) => void budgets.set(key, refused(of(key), now(), startedAt.getTime(), waitMs)),
    failed: (key, startedAt) => void budgets.set(key, failed(of(key), now(), startedAt.getTime())),
    window: (key) => of(key).window,
    expect(key, perSecond) {
      if (!budgets.has(key)) budgets.set(key, freeBudget(now(), perSecond));
    },
  };
}
