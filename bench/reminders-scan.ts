import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { systemClock } from '../src/core/clock.ts';
import { createLog } from '../src/core/log.ts';
import { onceInStore } from '../src/store/once.ts';
import { openStore } from '../src/store/store.ts';
import { BATCH, DAY_MS, inADay, type OpenSubject, YEAR_MS } from './reminders-subject.ts';

/** What one would write first: a table of reminders, looked through every second. */
export const plainScan: OpenSubject = async (address) => {
  const store = await openStore(address, { clock: systemClock, log: createLog('warn') });
  const { db } = store;
  const once = onceInStore(db, systemClock, DAY_MS);
  const write = (statement: ReturnType<typeof sql>): Promise<unknown> => db.transaction().execute((transaction) => statement.execute(transaction));
  const insert = (keys: readonly string[], at: Date): Promise<unknown> =>
    write(sql`insert into scanned (id, due) values ${sql.join(keys.map((key) => sql`(${key}, ${at.getTime()})`))}`);
  await write(sql`create table if not exists scanned (id text primary key, due bigint)`);

  async function tick(came: (count: number) => Promise<unknown> = async () => {}): Promise<number> {
    const { rows } = await sql<{ id: string }>`select id from scanned where due <= ${Date.now()} limit ${BATCH}`.execute(db);
    if (rows.length === 0) return 0;
    await came(rows.length);
    await write(sql`delete from scanned where id in (${sql.join(rows.map(({ id }) => id))})`);
    return rows.length;
  }

  return {
    async fill(count) {
      await sql`pragma cache_size = -400000`.execute(db);
      await write(sql`
        with recursive waiting (number) as (select 1 union all select number + 1 from waiting where number < ${count})
        insert into scanned select lower(hex(randomblob(16))), ${Date.now() + DAY_MS} + abs(random() % ${YEAR_MS}) from waiting`);
    },
    add: async (key) => void (await insert([key], inADay())),
    addDue: async (keys, at) => void (await insert(keys, at)),
    tick: () => tick(),
    async work(came) {
      let isWorking = true;
      const working = (async () => {
        while (isWorking) {
          const handed = await tick(async (count) => {
            came(count);
            await once.first(randomUUID());
          });
          if (handed === 0) await new Promise((resolve) => setTimeout(resolve, 1_000 - (Date.now() % 1_000)));
        }
      })();
      return async () => {
        isWorking = false;
        await working;
      };
    },
    close: () => store.close(),
  };
};
