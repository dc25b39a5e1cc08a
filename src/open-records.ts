import { join } from 'node:path';
import { schedule } from 'node-cron';
import { createWebServer } from './adapters/web/server.ts';
import { type Appraisals, createAppraisals } from './appraisals/appraisals.ts';
import type { Broadcasts } from './broadcasts/broadcasts.ts';
import { createBroadcasts } from './broadcasts/create-broadcasts.ts';
import { createBroadcastWork } from './broadcasts/work-broadcasts.ts';
import type { Config } from './config.ts';
import { systemClock } from './core/clock.ts';
import type { Courier } from './core/courier.ts';
import type { Log } from './core/log.ts';
import type { OnceOnly } from './core/once.ts';
import type { Membership } from './core/standing.ts';
import { createDeadlines, type Deadlines } from './deadlines/deadlines.ts';
import { createDirectory } from './directory/create-directory.ts';
import type { Directory } from './directory/directory.ts';
import { loadDivisions } from './directory/divisions-file.ts';
import { createImports, type Imports } from './directory/imports.ts';
import { createRegistry, type Registry } from './directory/registry.ts';
import { createWorkspaces, type Workspaces } from './directory/workspaces.ts';
import { createFeeds, type Feeds } from './feeds/feeds.ts';
import { createHousekeeping, type UpkeepTask } from './jobs/housekeeping.ts';
import { openQueue } from './jobs/open-queue.ts';
import type { Queue } from './jobs/queue.ts';
import type { KnowledgeBase } from './knowledge/knowledge-base.ts';
import { deliverDue } from './reminders/deliver-due.ts';
import { createReminders, type Reminders, topicOf } from './reminders/reminders.ts';
import { createRoles, type Roles } from './roles/roles.ts';
import { appraisalsInStore } from './store/appraisals.ts';
import { broadcastsInStore } from './store/broadcasts.ts';
import { calendarLinksInStore } from './store/calendar-links.ts';
import { deadlinesInStore } from './store/deadlines.ts';
import { directoryInStore } from './store/directory.ts';
import { feedEntriesInStore } from './store/feed-entries.ts';
import { knownEntriesInStore } from './store/known-entries.ts';
import { onceInStore } from './store/once.ts';
import { remindersInStore } from './store/reminders.ts';
import { rolesInStore } from './store/roles.ts';
import { openStore, type Store } from './store/store.ts';
import { StoreError } from './store/store-error.ts';
import { subscriptionsInStore } from './store/subscriptions.ts';
import { workspacesInStore } from './store/workspaces.ts';
import { createChangeNotes } from './subscriptions/change-notes.ts';
import { deliverDigests } from './subscriptions/deliver-digests.ts';
import { createSubscriptions, topicOf as digestsOf, type Subscriptions } from './subscriptions/subscriptions.ts';

// The part of the composition root that needs the database; `main` loads it when something is kept or looked up there.

/** Platforms repeat a delivery for at most an hour. */
const REMEMBER_DELIVERIES_MS = 24 * 60 * 60_000;
const EVERY_NIGHT = '17 3 * * *';
const EVERY_MINUTE = '30 * * * * *';
/** What the queue has not looked at by then, it has lost. */
const LOST_AFTER_MS = 60_000;
const SWEPT_AT_ONCE = 500;
/** Showings handed over together, and such batches side by side: small ones, for one that is slow holds up its batch. */
const WORK = { batch: 10, concurrency: 10 } as const;

/** What Steward keeps, and the work that is done on it. */
export interface Records {
  readonly store: Store;
  /** Deliveries of platforms that came before. */
  readonly once: OnceOnly;
  readonly reminders: Reminders;
  readonly deadlines: Deadlines;
  readonly appraisals: Appraisals;
  readonly feeds: Feeds;
  readonly broadcasts: Broadcasts;
  readonly directory: Directory;
  readonly registry: Registry;
  readonly workspaces: Workspaces;
  readonly subscriptions: Subscriptions;
  readonly roles: Roles;
  /** From now on a platform is asked what it knows of people. */
  know(platform: string, membership: Membership): void;
  readonly imports: Imports;
  /** What is being sent to many waits for a moment. */
  somebodyAsks(): void;
  /** Shows on these platforms what falls due, and serves calendar links, until `close`. May be called again for others. @throws {StoreError} the first time, when the database is away */
  work(couriers: ReadonlyMap<string, Courier>): Promise<void>;
  /** Takes nothing more in hand, and resolves when what is in hand is finished. */
  stopWork(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param knowledge the knowledge base as it stands at this moment
 * @throws {StoreError} when the database cannot be used
 */
export async function openRecords(config: Config, log: Log, knowledge: () => KnowledgeBase): Promise<Records> {
  const address = config.databaseUrl === undefined ? { file: join(config.dataFolder, 'steward.db') } : { url: config.databaseUrl };
  const store = await openStore(address, { clock: systemClock, log });
  const queue = await openQueue(address, store, { clock: systemClock, log });
  const kept = remindersInStore(store.db, log);
  const couriers = new Map<string, Courier>();
  const memberships = new Map<string, Membership>();
  const reminders = createReminders({ store: kept, queue, clock: systemClock, log, courierOf: (platform) => couriers.get(platform) });
  const deadlines = createDeadlines({ store: deadlinesInStore(store.db, log), reminders, reminderStore: kept, clock: systemClock });
  const [keptSubscriptions, known] = [subscriptionsInStore(store.db), knownEntriesInStore(store.db)];
  const subscriptions = createSubscriptions({
    ...{ store: keptSubscriptions, known, audit: kept, queue, clock: systemClock },
    courierOf: (platform) => couriers.get(platform),
  });
  const noteChanges = createChangeNotes({ known, knowledge, clock: systemClock, log });
  const keptRoles = rolesInStore(store.db);
  const keptBroadcasts = broadcastsInStore(store.db);
  const once = onceInStore(store.db, systemClock, REMEMBER_DELIVERIES_MS);
  const nightly = (name: string, run: () => Promise<void>): UpkeepTask => ({ name, cron: EVERY_NIGHT, timeZone: config.timeZone, catchesUp: true, run });
  const housekeeping = createHousekeeping(
    [
      nightly('forget-deliveries', async () => void (await once.purge())),
      nightly('forget-reminders', () => kept.purge(systemClock.now())),
      nightly('forget-digests', async () => {
        await keptSubscriptions.purge(systemClock.now());
        await known.purge(systemClock.now());
      }),
      nightly('forget-roles', () => keptRoles.purge(systemClock.now())),
      nightly('forget-broadcasts', () => keptBroadcasts.purge(systemClock.now())),
      nightly('forget-imports', () => imports.purge()),
    ],
    store.db,
    log,
  );
  const web = createWebServer({ settings: config.web, calendar: (secret) => feeds.read(secret), clock: systemClock, log });
  const feeds = createFeeds({
    links: calendarLinksInStore(store.db),
    entries: feedEntriesInStore(store.db, log),
    clock: systemClock,
    address: web.address,
    citationOf: (source) => knowledge().sources.get(source),
  });
  const keptBranches = directoryInStore(store.db);
  const imports = createImports({ store: keptBranches, clock: systemClock });
  await seedDirectory();
  const registry = createRegistry({ store: keptBranches, clock: systemClock, courierOf: (platform) => couriers.get(platform) });
  const workspaces = createWorkspaces({ store: workspacesInStore(store.db), clock: systemClock });
  for (const named of config.namedWorkspaces) await workspaces.acceptNamed(named);
  const directory = await createDirectory(keptBranches);
  const roles = createRoles({
    store: keptRoles,
    directory,
    clock: systemClock,
    membershipOf: (platform) => memberships.get(platform),
    administrators: config.administrators,
  });
  const broadcastWork = createBroadcastWork({ store: keptBroadcasts, directory, officers: roles, queue, clock: systemClock, log });
  const broadcasts = createBroadcasts({
    ...{ store: keptBroadcasts, directory, clock: systemClock, courierOf: (platform) => couriers.get(platform) },
    ...{ approvalAbove: config.approvalAbove, wake: broadcastWork.wake },
  });
  let working: Promise<void> | undefined;
  let stopSweeping = async (): Promise<void> => {};

  return {
    store,
    once,
    reminders,
    deadlines,
    feeds,
    directory,
    registry,
    workspaces,
    subscriptions,
    roles,
    know: (platform, membership) => void memberships.set(platform, membership),
    broadcasts,
    imports,
    somebodyAsks: broadcastWork.somebodyAsks,
    appraisals: createAppraisals(appraisalsInStore(store.db), systemClock),
    async work(given) {
      for (const [platform, courier] of given) {
        // Called again after a start that failed, the platform has its workers already.
        if (!couriers.has(platform)) workOn(platform, courier);
        couriers.set(platform, courier);
      }
      // Should it fail, whoever calls next tries again.
      working ??= startWork().catch((error: unknown) => {
        working = undefined;
        throw error;
      });
      await working;
      // What was given up is tried anew at a start, which may have mended it.
      await sweep([...given.keys()], queue.schedule);
    },
    stopWork,
    async close() {
      await stopWork();
      await store.close();
    },
  };

  /** With a file that cannot be used, the regions and service groups are those of the start before. */
  async function seedDirectory(): Promise<void> {
    const { divisions, faults } = loadDivisions(config.knowledgeFolder);
    for (const { file, line, message } of faults) log.warn({ file, line }, `regions and service groups are left as they were: ${message}`);
    if (divisions) await keptBranches.seed(divisions);
  }

  function workOn(platform: string, courier: Courier): void {
    queue.work(topicOf(platform), deliverDue({ store: kept, courier, clock: systemClock, log }), WORK);
    queue.work(digestsOf(platform), deliverDigests({ store: keptSubscriptions, known, noteChanges, courier, clock: systemClock, log }), WORK);
    broadcastWork.on(platform, courier);
  }

  async function startWork(): Promise<void> {
    await noteChanges().catch((error: unknown) => report(error, 'what has changed in the knowledge base could not be noted'));
    await queue.start();
    await housekeeping.start();
    // Nothing after this fails: a start that failed can be tried again as a whole.
    const sweeping = schedule(EVERY_MINUTE, () => sweep([...couriers.keys()], queue.bringForward));
    stopSweeping = async () => void (await sweeping.destroy());
    await web.start();
  }

  async function stopWork(): Promise<void> {
    broadcastWork.stop();
    await stopSweeping();
    await housekeeping.stop();
    await web.stop();
    await queue.stop();
  }

  /** Whatever became of the queue (a restored backup, a crash between two writes), what is due is looked at; and what changed in the knowledge base. */
  async function sweep(platforms: readonly string[], put: Queue['schedule']): Promise<void> {
    try {
      const lost = new Date(systemClock.now().getTime() - LOST_AFTER_MS);
      for (const platform of platforms) {
        const showings = await kept.overdue(platform, lost, SWEPT_AT_ONCE);
        await put(showings.map(({ id, at }) => ({ topic: topicOf(platform), key: id, runAt: at })));
        const digests = await keptSubscriptions.overdue(platform, lost, SWEPT_AT_ONCE);
        await put(digests.map(({ id, at }) => ({ topic: digestsOf(platform), key: id, runAt: at })));
      }
      await noteChanges();
      await broadcastWork.sweep(platforms, lost, put);
    } catch (error) {
      report(error, 'what is overdue could not be looked up');
    }
  }

  function report(error: unknown, otherwise: string): void {
    log.error({ fault: error instanceof StoreError ? error.fault : 'unknown' }, error instanceof StoreError ? error.message : otherwise);
  }
}
