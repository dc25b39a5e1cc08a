import type { Kysely } from 'kysely';
import type { Audience, Branch, Link } from '../directory/branch.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import { applyToDirectory } from './apply-to-directory.ts';
import { branchOf, divisionOf, importOf, importRowOf, linkOf } from './directory-rows.ts';
import type { Schema } from './schema.ts';
import { seedDivisions } from './seed-divisions.ts';

/** Ids named in one statement: SQLite takes 32,766 values, and longer statements gain nothing. */
const AT_ONCE = 1_000;

/** The directory in the database, the same on SQLite and PostgreSQL: however many branches are asked for, it takes a few statements. */
export function directoryInStore(db: Kysely<Schema>): DirectoryStore {
  return {
    async divisions() {
      const [regions, serviceGroups] = await Promise.all([
        db.selectFrom('regions').selectAll().orderBy('name').execute(),
        db.selectFrom('service_groups').selectAll().orderBy('name').execute(),
      ]);
      return { regions: regions.map(divisionOf), serviceGroups: serviceGroups.map(divisionOf) };
    },
    seed: (divisions) => seedDivisions(db, divisions),
    branches: (ids) => inChunks(ids, async (some) => (await db.selectFrom('branches').selectAll().where('id', 'in', some).execute()).map(branchOf)),
    async names(which) {
      const those = db.selectFrom('branches').where('state', which === 'open' ? '=' : '<>', 'open');
      const rows = await those.select(['id', 'name', 'code', 'region']).orderBy('name_key').orderBy('id').execute();
      return rows.map(({ code, ...row }) => ({ ...row, code: code ?? undefined }));
    },
    select: (wanted) => selectBranches(db, wanted),
    async everything() {
      const branches = await db.selectFrom('branches').selectAll().execute();
      const links = await linksInForce(db).execute();
      return { branches: branches.map(branchOf), links: links.map(linkOf) };
    },
    links: (branches) => inChunks(branches, (some) => linksOf(db, some)),
    async linkAt({ platform, workspace, channel }) {
      const row = await linksInForce(db)
        .where('branch_links.platform', '=', platform)
        .where('branch_links.workspace', '=', workspace)
        .where('channel', '=', channel)
        .executeTakeFirst();
      return row && linkOf(row);
    },
    linked: (ids) => inChunks(ids, async (some) => (await linksInForce(db).where('id', 'in', some).execute()).map(linkOf)),
    async noteTrouble(links) {
      for (const trouble of new Set(links.map((link) => link.trouble))) {
        const ids = links.filter((link) => link.trouble === trouble).map(({ id }) => id);
        const value = trouble ?? null;
        // What is as it was is not written again: every broadcast says of every channel that it can be reached.
        await inChunks(ids, async (some) => {
          const noted = db.updateTable('branch_links').set({ trouble: value }).where('id', 'in', some);
          await noted.where('trouble', value === null ? 'is not' : 'is distinct from', value).execute();
          return [];
        });
      }
    },
    apply: (change) => applyToDirectory(db, change),
    async history(branch, limit) {
      const subject = `branch:${branch}`;
      const rows = await db.selectFrom('audit_log').selectAll().where('subject', '=', subject).orderBy('at', 'desc').limit(limit).execute();
      return rows.map(({ id: _, at, ...entry }) => ({ at: new Date(at), ...entry }));
    },
    async addImport(draft) {
      await db.insertInto('directory_imports').values(importRowOf(draft)).execute();
    },
    async findImport(id) {
      const row = await db.selectFrom('directory_imports').selectAll().where('id', '=', id).executeTakeFirst();
      return row && importOf(row);
    },
    async imports(limit) {
      const rows = await db.selectFrom('directory_imports').selectAll().where('state', '!=', 'draft').orderBy('applied_at', 'desc').limit(limit).execute();
      return rows.map(importOf);
    },
    async purgeImports({ drafts, applied }) {
      await db.deleteFrom('directory_imports').where('state', '=', 'draft').where('created_at', '<', drafts.getTime()).execute();
      await db.deleteFrom('directory_imports').where('created_at', '<', applied.getTime()).execute();
    },
  };
}

async function selectBranches(db: Kysely<Schema>, { regions, serviceGroups, tags }: Pick<Audience, 'regions' | 'serviceGroups' | 'tags'>): Promise<Branch[]> {
  let query = db.selectFrom('branches').selectAll().where('state', '=', 'open');
  if (regions.length > 0) query = query.where('region', 'in', regions);
  // They are small letters, digits and hyphens, which mean nothing else to `like`.
  if (serviceGroups.length > 0) query = query.where((where) => where.or(serviceGroups.map((group) => where('service_groups', 'like', `%"${group}"%`))));
  if (tags.length > 0) query = query.where((where) => where.or(tags.map((tag) => where('tags', 'like', `%"${tag}"%`))));
  return (await query.execute()).map(branchOf);
}

async function linksOf(db: Kysely<Schema>, branches: readonly string[]): Promise<Link[]> {
  const rows = await linksInForce(db).where('branch', 'in', branches).orderBy('linked_at').orderBy('id').execute();
  return rows.map(linkOf);
}

/** With what was decided on their workspaces. */
const linksInForce = (db: Kysely<Schema>) =>
  db
    .selectFrom('branch_links')
    .leftJoin('workspaces', (join) =>
      join.onRef('workspaces.platform', '=', 'branch_links.platform').onRef('workspaces.workspace', '=', 'branch_links.workspace'),
    )
    .selectAll('branch_links')
    .select('workspaces.state as workspace_state')
    .where('ended_at', 'is', null);

async function inChunks<T>(ids: readonly string[], read: (some: readonly string[]) => Promise<readonly T[]>): Promise<T[]> {
  const distinct = [...new Set(ids)];
  const found: T[] = [];
  for (let at = 0; at < distinct.length; at += AT_ONCE) found.push(...(await read(distinct.slice(at, at + AT_ONCE))));
  return found;
}
