import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Claimed, JobStore, Settled } from './job-store.ts';
import type { Outage } from './outage.ts';
import type { Outcome, Worker, WorkOptions } from './queue.ts';
import type { QueueSettings } from './queue-settings.ts';
import { settlement } from './settlement.ts';

/** How often the database is asked what is due. What falls due before the next time gets a timer of its own. */
const TICK_MS = 1_000;
const SLOWER_MS = 100;
/** No more than that in one go: other processes are to have some too. */
const CLAIMED_AT_ONCE = 10;

export interface TopicWorkSurroundings {
  readonly store: JobStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly outage: Outage;
  readonly settings: QueueSettings;
}

/** The work on one topic in this process. */
export class TopicWork {
  readonly #topic: string;
  readonly #worker: Worker;
  readonly #batch: number;
  readonly #concurrency: number;
  readonly #around: TopicWorkSurroundings;
  readonly #batches = new Set<Promise<void>>();
  /** What is in hand here, and by which claim. */
  readonly #held = new Map<string, string>();
  readonly #stopping = new AbortController();
  #lastTurn: Promise<unknown> = Promise.resolve();
  #looking: Promise<void> | undefined;
  #isToLookAgain = false;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #renewedAt = 0;

  constructor(topic: string, worker: Worker, { batch = 100, concurrency = 1 }: WorkOptions, around: TopicWorkSurroundings) {
    this.#topic = topic;
    this.#worker = worker;
    this.#batch = batch;
    this.#concurrency = concurrency;
    this.#around = around;
  }

  /** To be called every second. Never throws. */
  async tick(): Promise<void> {
    await this.#renew();
    await this.look();
  }

  /** Looks for what is due; once more when it was asked while looking. Never throws. */
  look(): Promise<void> {
    if (this.#stopping.signal.aborted) return Promise.resolve();
    this.#isToLookAgain = true;
    this.#looking ??= this.#lookUntilNobodyAsks();
    return this.#looking;
  }

  /** Looks when something falls due, when that is before the next tick. */
  lookAt(at: Date): void {
    const ms = at.getTime() - this.#around.clock.now().getTime();
    if (ms >= TICK_MS || at.getTime() >= this.#timerAt || this.#stopping.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#timerAt = at.getTime();
    this.#timer = setTimeout(
      () => {
        this.#timerAt = Number.POSITIVE_INFINITY;
        void this.look();
      },
      Math.max(0, ms),
    );
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#looking;
    await this.#finishBatches();
  }

  /** The leases must last for as long as that takes. */
  async #finishBatches(): Promise<void> {
    const renewing = setInterval(() => void this.#renew(), TICK_MS);
    await Promise.all(this.#batches);
    clearInterval(renewing);
  }

  async #lookUntilNobodyAsks(): Promise<void> {
    while (this.#isToLookAgain && !this.#stopping.signal.aborted) {
      this.#isToLookAgain = false;
      await this.#tellingOutages(() => this.#takeWhatIsDue());
    }
    // Here and not when the promise is settled: whoever asks in between would be forgotten.
    this.#looking = undefined;
  }

  async #takeWhatIsDue(): Promise<void> {
    const { store, clock } = this.#around;
    while (this.#batches.size < this.#concurrency && !this.#stopping.signal.aborted) {
      const ms = await store.msUntilNext(this.#topic);
      if (ms === undefined) return;
      if (ms > 0) return this.lookAt(new Date(clock.now().getTime() + ms));
      const count = await this.#inTurn(() => this.#claim());
      // Another process was faster, and there may be more than it took.
      if (count === 0) return this.lookAt(new Date(clock.now().getTime() + SLOWER_MS));
    }
  }

  /** Claiming and giving back take turns: what is claimed again is then either in hand still or given back, and not half of each. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(act);
    this.#lastTurn = turn.catch(() => {});
    return turn;
  }

  /** As many batches at once as may begin: small ones would otherwise wait for a commit each. */
  async #claim(): Promise<number> {
    const batches = Math.max(1, Math.min(this.#concurrency - this.#batches.size, Math.floor(CLAIMED_AT_ONCE / this.#batch)));
    const claimed = await this.#around.store.claim(this.#topic, batches * this.#batch);
    await this.#handOver(claimed);
    return claimed.length;
  }

  async #handOver(claimed: readonly Claimed[]): Promise<void> {
    // Its lease ran out while the database was away, and it is still worked here: it goes on, under the new lease.
    const isInHand = ({ key }: Claimed): boolean => this.#held.has(key);
    const fresh = claimed.filter((job) => !isInHand(job) && !job.isOutdated);
    const outdated = claimed.filter((job) => !isInHand(job) && job.isOutdated);
    for (const { key, token } of claimed.filter(isInHand)) this.#held.set(key, token);
    for (let start = 0; start < fresh.length; start += this.#batch) this.#begin(fresh.slice(start, start + this.#batch));
    const now = this.#around.clock.now();
    if (outdated.length > 0)
      await this.#around.store.settle(
        this.#topic,
        outdated.map((job) => ({ ...job, after: 'gone', at: now })),
      );
  }

  #begin(jobs: readonly Claimed[]): void {
    if (this.#held.size === 0) this.#renewedAt = this.#around.clock.now().getTime();
    for (const { key, token } of jobs) this.#held.set(key, token);
    const batch = this.#workOn(jobs).finally(() => {
      this.#batches.delete(batch);
      void this.look();
    });
    this.#batches.add(batch);
  }

  async #workOn(jobs: readonly Claimed[]): Promise<void> {
    const { clock, settings } = this.#around;
    const outcomes = new Map((await this.#outcomes(jobs)).map((outcome) => [outcome.key, outcome]));
    const now = clock.now();
    await this.#settle(jobs.map((job) => settlement(job, outcomes.get(job.key), now, settings, Math.random())));
  }

  async #outcomes(jobs: readonly Claimed[]): Promise<readonly Outcome[]> {
    try {
      return await this.#worker(jobs.map(({ key, runAt, failures }) => ({ key, runAt, attempt: failures + 1 })));
    } catch (error) {
      const type = error instanceof Error ? error.name : typeof error;
      this.#around.log.error({ topic: this.#topic, jobs: jobs.length, type }, 'a worker threw: its whole batch is tried again later');
      return [];
    }
  }

  /** What was done must not be done again because the database was away for a moment. At the end there is no time to wait: the leases will end. */
  async #settle(settled: readonly Settled[]): Promise<void> {
    const giveBack = async (): Promise<void> => {
      const current = settled.map((job) => ({ ...job, token: this.#held.get(job.key) ?? job.token }));
      await this.#around.store.settle(this.#topic, current);
      for (const { key } of settled) this.#held.delete(key);
    };
    while (!(await this.#tellingOutages(() => this.#inTurn(giveBack))) && !this.#stopping.signal.aborted) {
      await pause(TICK_MS, undefined, { signal: this.#stopping.signal }).catch(() => {});
    }
  }

  async #renew(): Promise<void> {
    const { store, clock, settings } = this.#around;
    const now = clock.now().getTime();
    if (this.#held.size === 0 || now - this.#renewedAt < settings.leaseMs / 3) return;
    this.#renewedAt = now;
    const held = [...this.#held].map(([key, token]) => ({ key, token }));
    const isRenewed = await this.#tellingOutages(() => store.renew(this.#topic, held));
    if (!isRenewed) this.#renewedAt = 0;
  }

  /** @returns whether the database did as asked */
  async #tellingOutages(attempt: () => Promise<void>): Promise<boolean> {
    try {
      await attempt();
      this.#around.outage.ended();
      return true;
    } catch (error) {
      this.#around.outage.began(error);
      return false;
    }
  }
}
