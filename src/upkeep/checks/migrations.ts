import { appliedMigrations, refuseNewer } from '../../store/migrate.ts';
import { migrations } from '../../store/migrations/index.ts';
import { type Database, databaseCheck } from '../database.ts';
import { type Check, look, ok } from '../finding.ts';

/** Whether the tables are of this program's time. */
export const migrationsCheck = (database: Database): Check =>
  databaseCheck('Migrations', database, async ({ store: { db } }) => {
    const applied = await appliedMigrations(db);
    refuseNewer(applied, migrations);
    const pending = migrations.filter(({ name }) => !applied.includes(name));
    if (pending.length === 0) return [ok(`all ${applied.length} applied.`)];
    const names = pending.map(({ name }) => name).join(', ');
    return [look(`${applied.length} applied, waiting: ${names}.`, 'The next start applies them. Make a backup before it: steward backup FILE.')];
  });
