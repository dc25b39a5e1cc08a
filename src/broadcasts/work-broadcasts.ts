import { setMaxListeners } from 'node:events';
import type { Clock } from '../core/clock.ts';
import type { Courier } from '../core/courier.ts';
import type { Log } from '../core/log.ts';
import type { Directory } from '../directory/directory.ts';
import type { Queue } from '../jobs/queue.ts';
import type { Officers } from './authority-now.ts';
import { bringQuestion } from './bring-question.ts';
import type { Broadcast } from './broadcast.ts';
import type { BroadcastStore } from './broadcast-store.ts';
import { createBudgets } from './budgets.ts';
import { createCopies } from './copies.ts';
import { deliverLane } from './deliver-lane.ts';
import { followBroadcast } from './follow-broadcast.ts';
import { createGiveWay } from './give-way.ts';
import { warmUp } from './markdown.ts';
import { progressMessage } from './progress-message.ts';
import { createSettler } from './settler.ts';
import { BROADCASTS, laneJob, lanesTopic, progressTopic, QUESTIONS } from './topics.ts';

interface Needs {
  readonly store: BroadcastStore;
  readonly directory: Pick<Directory, 'linked' | 'noteTrouble' | 'regions' | 'branches'>;
  readonly officers: Officers;
  readonly queue: Pick<Queue, 'schedule' | 'work'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The work that is done on broadcasts in this process. */
export interface BroadcastWork {
  /** For commands, after they have changed something: has it looked at. Whatever is forgotten here, or in a crash, the sweep finds a minute later. */
  readonly wake: {
    /** What of it has to be started, sent, edited and shown. */
    broadcast(id: string): Promise<void>;
    /** How far it has come, within a few seconds: something was acknowledged. */
    progress(broadcast: Broadcast): Promise<void>;
    question(id: string): Promise<void>;
  };
  /** Whatever is being sent waits for a moment. */
  somebodyAsks(): void;
  /** Sends what is for a platform, from now on. */
  on(platform: string, courier: Courier): void;
  /** Has what should have been looked at before `by` looked at: what the queue may have lost. @param put into the queue */
  sweep(platforms: readonly string[], by: Date, put: Queue['schedule']): Promise<void>;
  /** Begins nothing more; what is on its way is waited for by the queue. */
  stop(): void;
}

/** Lanes wait for answers and for their turn most of the time: no workspace waits for a place here. */
const LANES = { batch: 1, concurrency: 500 } as const;
/** One that is slow holds up nobody. */
const FEW = { batch: 1, concurrency: 20 } as const;
const SWEPT_AT_ONCE = 500;
/** How often the message that shows progress is edited, when what happens is acknowledgements. */
const SHOWN_EVERY_MS = 5_000;

export function createBroadcastWork({ store, directory, officers, queue, clock, log }: Needs): BroadcastWork {
  const stopping = new AbortController();
  // Every lane that waits for its turn listens.
  setMaxListeners(0, stopping.signal);
  const couriers = new Map<string, Courier>();
  const budgets = createBudgets(clock);
  const copies = createCopies(store, () => directory.regions());
  const giveWay = createGiveWay(() => performance.now());
  const settler = createSettler({ store, directory, giveWay, clock, log, stopping: stopping.signal });

  const follow = (id: string): Promise<void> => queue.schedule([{ topic: BROADCASTS, key: id, runAt: clock.now() }]);
  // At once: what is in hand just now would put it off to the end of its lease, and is given back sooner.
  const send = async (id: string): Promise<void> => queue.schedule((await store.lanes(id)).map((lane) => laneJob({ ...lane, at: clock.now() })));
  const show = async ({ id, progress }: Broadcast, runAt: Date): Promise<void> => {
    if (progress !== undefined) await queue.schedule([{ topic: progressTopic(progress.to.platform), key: id, runAt }]);
  };

  function workEverywhere(): void {
    warmUp();
    queue.work(BROADCASTS, followBroadcast({ store, officers, clock, send, show: (broadcast) => show(broadcast, clock.now()) }), FEW);
    queue.work(QUESTIONS, bringQuestion({ store, directory, clock, courierOf: (platform) => couriers.get(platform) }), FEW);
  }

  return {
    wake: {
      async broadcast(id) {
        await send(id);
        await follow(id);
      },
      // All that happens within the same seconds is shown together.
      progress: (broadcast) => show(broadcast, new Date((Math.floor(clock.now().getTime() / SHOWN_EVERY_MS) + 1) * SHOWN_EVERY_MS)),
      question: (id) => queue.schedule([{ topic: QUESTIONS, key: id, runAt: clock.now() }]),
    },
    somebodyAsks: giveWay.somebodyAsks,
    on(platform, courier) {
      if (couriers.size === 0) workEverywhere();
      couriers.set(platform, courier);
      queue.work(
        lanesTopic(platform),
        deliverLane({ platform, store, courier, directory, budgets, copies, settler, giveWay, clock, log, onDone: follow, stopping: stopping.signal }),
        LANES,
      );
      queue.work(progressTopic(platform), progressMessage({ store, courier, budgets, clock }), FEW);
    },
    async sweep(platforms, by, put) {
      for (const platform of platforms) await put((await store.overdue(platform, by, SWEPT_AT_ONCE)).map(laneJob));
      const waiting = await store.waiting(by, SWEPT_AT_ONCE);
      await put(waiting.map((key) => ({ topic: BROADCASTS, key, runAt: by })));
      const questions = await store.overdueQuestions(by, SWEPT_AT_ONCE);
      await put(questions.map(({ id: key, at: runAt }) => ({ topic: QUESTIONS, key, runAt })));
    },
    stop: () => stopping.abort(),
  };
}
