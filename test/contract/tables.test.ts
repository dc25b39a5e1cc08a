import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { TABLES } from '../../src/store/tables.ts';
import { keptNames } from '../../src/upkeep/rows.ts';
import { describeOnEveryEngine, useStore } from './stores.ts';

describeOnEveryEngine('the list of tables', (create) => {
  const store = useStore(create);

  it('is of what the migrations make: a new one must say whether a backup holds it', async () => {
    const made = (await store().db.introspection.getTables()).map(({ name }) => name);
    expect(Object.keys(TABLES).sort()).toEqual(made.sort());
  });

  it.each(keptNames())('knows the primary key of $name, by which it is read', async ({ name, key }) => {
    // Both engines take such a list of columns only where an index says that they are unique.
    const columns = sql.join(key.map((column) => sql.ref(column)));
    const conflict = sql`insert into ${sql.table(name)} select * from ${sql.table(name)} where 1 = 0 on conflict (${columns}) do nothing`;
    await expect(
      store()
        .db.transaction()
        .execute((transaction) => conflict.execute(transaction)),
    ).resolves.toBeDefined();
  });
});
