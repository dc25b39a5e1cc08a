import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { AppraisalStore, FilePlace, RecentAppraisal, SavedAppraisal } from '../appraisals/appraisal-store.ts';
import { auditRow } from './reminder-rows.ts';
import type { AppraisalRows, RecentAppraisalRows, Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

const LISTED = 200;
const inputs = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** Appraisals in the database, the same on SQLite and PostgreSQL. */
export function appraisalsInStore(db: Kysely<Schema>): AppraisalStore {
  const inFile = ({ platform, workspace, channel }: FilePlace) =>
    db.selectFrom('appraisals').selectAll().where('platform', '=', platform).where('workspace', '=', workspace).where('channel', '=', channel);
  const lately = ({ platform, workspace, channel }: FilePlace, since: Date) =>
    db
      .selectFrom('recent_appraisals')
      .selectAll()
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .where('channel', '=', channel)
      .where('at', '>=', since.getTime());

  return {
    async keep(recent) {
      await db
        .insertInto('recent_appraisals')
        .values({ ...recent, inputs: JSON.stringify(recent.inputs), at: recent.at.getTime() })
        .execute();
    },
    async last({ person, ...place }, since) {
      const row = await lately(place, since).where('person', '=', person).orderBy('at', 'desc').limit(1).executeTakeFirst();
      return row && recentOf(row);
    },
    async recent(place, id, since) {
      const row = await lately(place, since).where('id', '=', id).executeTakeFirst();
      return row && recentOf(row);
    },
    save: (saved, mayReplace, entry) =>
      db.transaction().execute(async (transaction) => {
        const row = rowOf(saved);
        const { numInsertedOrUpdatedRows = 0n } = await transaction
          .insertInto('appraisals')
          .values(row)
          .onConflict((conflict) => conflict.columns(['platform', 'workspace', 'channel', 'name_key']).doNothing())
          .executeTakeFirst();
        const isNew = numInsertedOrUpdatedRows > 0n;
        if (!isNew && !mayReplace) return 'taken';
        if (!isNew)
          await transaction
            .updateTable('appraisals')
            .set(row)
            .where('platform', '=', row.platform)
            .where('workspace', '=', row.workspace)
            .where('channel', '=', row.channel)
            .where('name_key', '=', row.name_key)
            .execute();
        await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
        return isNew ? 'saved' : 'replaced';
      }),
    async find(place, key) {
      const row = await inFile(place).where('name_key', '=', key).executeTakeFirst();
      return row && savedOf(row);
    },
    async list(place) {
      const rows = await inFile(place).orderBy('saved_at', 'desc').orderBy('name_key').limit(LISTED).execute();
      return rows.map(savedOf);
    },
    remove: ({ platform, workspace, channel }, key, entry) =>
      db.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('appraisals')
          .where('platform', '=', platform)
          .where('workspace', '=', workspace)
          .where('channel', '=', channel)
          .where('name_key', '=', key)
          .executeTakeFirst();
        if (numDeletedRows > 0n) await transaction.insertInto('audit_log').values(auditRow(entry)).execute();
        return numDeletedRows > 0n;
      }),
    async purge(before) {
      await db.deleteFrom('recent_appraisals').where('at', '<', before.getTime()).execute();
    },
  };
}

const rowOf = ({ id, platform, workspace, channel, name, key, calculator, inputs: given, savedAt }: SavedAppraisal): AppraisalRows => ({
  ...{ id, platform, workspace, channel, name, calculator },
  name_key: key,
  inputs: JSON.stringify(given),
  saved_at: savedAt.getTime(),
});

const recentOf = ({ at, ...row }: RecentAppraisalRows): RecentAppraisal => ({ ...row, inputs: inputsIn(row.inputs, row.id), at: new Date(at) });

const savedOf = ({ id, platform, workspace, channel, name, calculator, ...row }: AppraisalRows): SavedAppraisal => ({
  ...{ id, platform, workspace, channel, name, calculator },
  key: row.name_key,
  inputs: inputsIn(row.inputs, id),
  savedAt: new Date(row.saved_at),
});

/** @throws {StoreError} `damaged` when they are not as they were written */
function inputsIn(json: string, id: string): z.output<typeof inputs> {
  try {
    return inputs.parse(JSON.parse(json));
  } catch (error) {
    throw new StoreError('damaged', `The appraisal ${id} in the database cannot be read. Keep a copy of the database, and restore a backup.`, { cause: error });
  }
}
