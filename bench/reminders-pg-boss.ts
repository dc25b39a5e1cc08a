import { randomUUID } from 'node:crypto';
import PgBoss from 'pg-boss';
import { systemClock } from '../src/core/clock.ts';
import { createLog } from '../src/core/log.ts';
import { onceInStore } from '../src/store/once.ts';
import { openStore } from '../src/store/store.ts';
import { BATCH, DAY_MS, inADay, type OpenSubject, TOPIC } from './reminders-subject.ts';

/** pg-boss as its documentation has it: its own send, fetch, complete and work, at its shortest polling interval. */
export const pgBossAlone: OpenSubject = async (address) => {
  if (!('url' in address)) throw new Error('pg-boss needs PostgreSQL');
  const store = await openStore(address, { clock: systemClock, log: createLog('warn') });
  const once = onceInStore(store.db, systemClock, DAY_MS);
  const boss = new PgBoss({ connectionString: address.url });
  boss.on('error', (error) => process.stderr.write(`pg-boss: ${error.message}\n`));
  await boss.start();
  await boss.createQueue(TOPIC);
  return {
    async fill(count) {
      const fill = `
        insert into pgboss.job (name, data, start_after, keep_until)
        select $1, '{}', at, at + interval '14 days'
        from (select now() + interval '1 day' + random() * interval '365 days' as at from generate_series(1, $2::int)) as given`;
      await boss.getDb().executeSql(fill, [TOPIC, count]);
      await boss.getDb().executeSql('analyze pgboss.job', []);
    },
    async add(key) {
      await boss.send(TOPIC, { key }, { startAfter: inADay() });
    },
    addDue: (keys, at) => boss.insert(keys.map((key) => ({ name: TOPIC, data: { key }, startAfter: at }))),
    async tick() {
      const due = await boss.fetch(TOPIC, { batchSize: BATCH });
      if (due.length > 0)
        await boss.complete(
          TOPIC,
          due.map(({ id }) => id),
        );
      return due.length;
    },
    async work(came) {
      await boss.work(TOPIC, { batchSize: BATCH, pollingIntervalSeconds: 0.5 }, async (due) => {
        came(due.length);
        await once.first(randomUUID());
      });
      return () => boss.stop({ wait: true });
    },
    async close() {
      await boss.stop({ graceful: false });
      await store.close();
    },
  };
};
