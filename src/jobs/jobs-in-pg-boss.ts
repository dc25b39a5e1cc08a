import { createHash } from 'node:crypto';
import PgBoss from 'pg-boss';
import { z } from 'zod';
import type { Log } from '../core/log.ts';
import { createPool } from '../store/postgres/engine.ts';
import { connectionFault, postgresFault } from '../store/postgres/faults.ts';
import { codeOf } from '../store/store-error.ts';
import type { Held, JobStore } from './job-store.ts';
import * as say from './pg-boss-statements.ts';
import { KEEP_DEAD_MS, type QueueSettings } from './queue-settings.ts';

/** Together with the lease this is how long the work of a killed process waits. */
const LOOK_FOR_LOST_MS = 2_000;
const DEADLOCK = '40P01';

const dataSchema = z.object({
  key: z.string(),
  runAt: z.number(),
  failures: z.number(),
  next: z.number().optional(),
  cancelled: z.literal(true).optional(),
});
const rowsSchema = z.array(z.object({ data: dataSchema, failedAt: z.date() }));
const nextSchema = z.tuple([z.object({ ms: z.number() })]).or(z.tuple([]));

/**
 * pg-boss on PostgreSQL: its tables, its way of handing a job to one node only, its search for lost ones. Its `work` is not used: it reports what is
 * done without waiting, which ends the process when the database is away (https://github.com/timgit/pg-boss/issues/577), and it has no leases that
 * are renewed. Nor are its policies: a key that is held blocks all others (https://github.com/timgit/pg-boss/issues/535).
 */
export function jobsInPgBoss(url: string, log: Log, { leaseMs }: Pick<QueueSettings, 'leaseMs'>): JobStore {
  const pool = createPool(url, log);
  const leaseSeconds = leaseMs / 1_000;
  const madeQueues = new Set<string>();
  let opening: Promise<PgBoss> | undefined;
  let lookedForLostAt = 0;

  async function ask(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
    for (;;) {
      const client = await pool.connect().catch((error: unknown) => {
        throw connectionFault(error);
      });
      try {
        const answer = await client.query(text, values);
        client.release();
        return answer;
      } catch (error) {
        // pg-boss leaves transactions open when a statement fails.
        client.release(true);
        if (codeOf(error) !== DEADLOCK) throw postgresFault(error);
      }
    }
  }

  function opened(): Promise<PgBoss> {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  async function open(): Promise<PgBoss> {
    // Nothing is ever completed or cancelled in its tables but deleted at once, so there is nothing to archive either.
    const boss = new PgBoss({ db: { executeSql: ask }, schema: say.SCHEMA, supervise: false, schedule: false });
    boss.on('error', (error) => log.warn({ code: codeOf(error) }, 'pg-boss reports a fault: the queue goes on; look at the database if it comes again'));
    await boss.start();
    await ask(say.INDEX_HELD);
    return boss;
  }

  async function makeQueue(topic: string): Promise<PgBoss> {
    const boss = await opened();
    if (!madeQueues.has(topic)) await boss.createQueue(topic, { name: topic });
    madeQueues.add(topic);
    return boss;
  }

  async function lookForLost(boss: PgBoss): Promise<void> {
    if (Date.now() - lookedForLostAt < LOOK_FOR_LOST_MS) return;
    lookedForLostAt = Date.now();
    await boss.expire();
  }

  async function renew(topic: string, held: readonly Held[]): Promise<void> {
    await ask(say.RENEW, [topic, ...claimsOf(held), leaseSeconds]);
  }

  return {
    renew,

    async open() {
      await opened();
    },

    async close() {
      const boss = await opening?.catch(() => undefined);
      await boss?.stop({ graceful: false });
      await pool.end();
    },

    async put(jobs, isOnlyForward = false) {
      for (const topic of new Set(jobs.map((job) => job.topic))) await makeQueue(topic);
      const topics = jobs.map(({ topic }) => topic);
      const times = jobs.map(({ runAt }) => runAt.getTime());
      await ask(say.PUT, [topics, jobs.map(idOf), jobs.map(({ key }) => key), times, leaseSeconds, isOnlyForward]);
    },

    async cancel(topic, keys) {
      await opened();
      const ids = keys.map((key) => idOf({ key }));
      await ask(say.MARK_CANCELLED, [topic, ids]);
      await ask(say.DELETE_CANCELLED, [topic, ids]);
    },

    async msUntilNext(topic) {
      await lookForLost(await opened());
      const { rows } = await ask(say.MS_UNTIL_NEXT, [topic]);
      return nextSchema.parse(rows)[0]?.ms;
    },

    async claim(topic, limit) {
      const boss = await opened();
      const fetched = await boss.fetch(topic, { batchSize: limit, includeMetadata: true, priority: false });
      const claimed = fetched.map(({ data, startedOn, expireInSeconds }) => {
        const { key, runAt, failures, next, cancelled } = dataSchema.parse(data);
        return { key, token: startedOn.toISOString(), runAt: new Date(runAt), failures, isOutdated: next !== undefined || cancelled === true, expireInSeconds };
      });
      // Of one that was lost the lease is as long as it had become by renewing.
      const lost = claimed.filter(({ expireInSeconds }) => Number(expireInSeconds) > leaseSeconds);
      if (lost.length > 0) await renew(topic, lost);
      return claimed.sort((a, b) => a.runAt.getTime() - b.runAt.getTime());
    },

    async settle(topic, settled) {
      const staying = settled.filter(({ after }) => after !== 'gone');
      await ask(say.DELETE_SETTLED, [topic, ...claimsOf(settled), settled.map(({ after }) => after === 'gone')]);
      const isDead = settled.map(({ after }) => after === 'dead');
      await ask(say.GIVE_BACK, [
        topic,
        ...claimsOf(settled),
        settled.map(({ runAt }) => runAt.getTime()),
        settled.map(({ at }) => at.getTime()),
        settled.map(({ failures }) => failures),
        isDead,
        leaseSeconds,
      ]);
      if (staying.length > 0 && isDead.includes(true)) await ask(say.DELETE_OLD_DEAD, [topic, KEEP_DEAD_MS / 1_000]);
    },

    async deadLetters(topic, limit) {
      await opened();
      const { rows } = await ask(say.DEAD_LETTERS, [topic, limit]);
      return rowsSchema.parse(rows).map(({ data, failedAt }) => ({ key: data.key, runAt: new Date(data.runAt), attempts: data.failures, failedAt }));
    },
  };
}

/** The first 128 bits of the key's SHA-256, as PostgreSQL takes a UUID. */
const idOf = ({ key }: { readonly key: string }): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

const claimsOf = (held: readonly Held[]): [ids: string[], claimedAt: string[]] => [held.map(idOf), held.map(({ token }) => token)];
