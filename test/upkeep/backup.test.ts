import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { calendarLinksInStore } from '../../src/store/calendar-links.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { QUEUE_SCHEMA } from '../../src/store/postgres/engine.ts';
import { openStore } from '../../src/store/store.ts';
import { describeOnEveryEngine, postgresDatabase, postgresServer, sqliteDatabase, surroundings } from '../contract/stores.ts';
import { steward, temporaryFolder } from '../program.ts';
import { contents, database, fill, run, settingsFor, using } from './databases.ts';

const inFolder = (name = 'branch.backup'): string => join(temporaryFolder(), name);

describeOnEveryEngine('backup and restore', (create) => {
  it.each([0, 1, 500, 1_234])('bring back %i rows into an empty database', async (rows) => {
    const [from, to] = [await database(create), await database(create)];
    await fill(from, rows);
    const file = inFolder();
    const made = await steward(['backup', file], { env: settingsFor(from) });
    expect(made).toMatchObject({ status: 0, err: '' });
    expect(made.out).toContain(`${rows.toLocaleString('en-GB')}  workspaces that installed Steward`);
    expect(made.out).toContain('STEWARD_SECRET_KEY');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(file))).toEqual(['branch.backup']);
    const restored = await steward(['restore', file], { env: settingsFor(to) });
    expect(restored).toMatchObject({ status: 0, err: '' });
    expect(restored.out).toContain(`${rows.toLocaleString('en-GB')}  workspaces`);
    expect(await contents(to)).toEqual(await contents(from));
  });

  it('is of one moment, while others go on writing', async () => {
    const [from, to] = [await database(create), await database(create)];
    const store = await openStore(from.address, surroundings);
    let isOver = false;
    let written = 0;
    // Both or neither are in the backup, whenever it is made.
    const writing = (async () => {
      while (!isOver) {
        const at = written++;
        await store.db.transaction().execute(async (transaction) => {
          await transaction
            .insertInto('once_keys')
            .values({ key_hash: `K${at}`, first_at: at })
            .execute();
          await transaction
            .insertInto('installations')
            .values({ id: `T${at}`, sealed: 'x' })
            .execute();
        });
        await new Promise(setImmediate);
      }
    })();
    const file = inFolder();
    const made = await steward(['backup', file], { env: settingsFor(from) });
    isOver = true;
    await writing;
    await store.close();
    expect(made).toMatchObject({ status: 0, err: '' });
    await steward(['restore', file], { env: settingsFor(to) });
    const { once_keys = [], installations = [] } = await contents(to);
    expect(once_keys.length).toBe(installations.length);
    expect(once_keys.length).toBeLessThanOrEqual(written);
  });

  it('leaves a file that is there alone, unless it is a backup and is to be replaced', async () => {
    const from = await database(create);
    await fill(from, 3);
    const file = inFolder();
    const env = settingsFor(from);
    writeFileSync(file, 'a letter');
    for (const words of [
      ['backup', file],
      ['backup', file, '--force'],
    ]) {
      const { status, err } = await steward(words, { env });
      expect(status).toBe(1);
      expect(err).toMatch(/is there already.*\n.*another name/);
      expect(readFileSync(file, 'utf8')).toBe('a letter');
    }
    const other = join(dirname(file), 'other.backup');
    await steward(['backup', other], { env });
    const first = readFileSync(other);
    expect((await steward(['backup', other], { env })).err).toContain('--force');
    expect(readFileSync(other)).toEqual(first);
    expect((await steward(['backup', '--force', other], { env })).status).toBe(0);
  });

  it('does not restore over what is there; forced, it keeps that first', async () => {
    const [from, to] = [await database(create), await database(create)];
    await fill(from, 7);
    await fill(to, 3);
    const before = await contents(to);
    const file = inFolder();
    const data = temporaryFolder();
    const env = { STEWARD_DATA: data, ...settingsFor(to) };
    await steward(['backup', file], { env: settingsFor(from) });
    const refused = await steward(['restore', file], { env });
    expect(refused.status).toBe(1);
    expect(refused.err).toMatch(/not empty, and nothing was changed.*\n.*--force/);
    expect(await contents(to)).toEqual(before);

    const forced = await steward(['restore', file, '--force'], { env });
    expect(forced).toMatchObject({ status: 0, err: '' });
    expect(await contents(to)).toEqual(await contents(from));
    const [, kept = ''] = /What was there before is in (.+\.backup)\./.exec(forced.out) ?? [];
    expect(dirname(kept)).toBe(env.STEWARD_DATA);
    const back = await database(create);
    await steward(['restore', kept], { env: settingsFor(back) });
    expect(await contents(back)).toEqual(before);
  });

  it('brings back no link to a calendar that was ended since; into an empty database it says that it cannot know', async () => {
    const [made, empty] = [await database(create), await database(create)];
    const place = { platform: 'test', workspace: 'W1', channel: 'C1' };
    const entry = { at: new Date(), platform: 'test', workspace: 'W1', person: 'U1', action: 'x', subject: 'calendar:C1' };
    const linksIn = (where: typeof made) => using(where, async ({ db }) => (await calendarLinksInStore(db).list(place)).map(({ id }) => id));
    await using(made, async ({ db }) => {
      for (const id of ['ended', 'live'])
        await calendarLinksInStore(db).add({ ...place, id, createdAt: new Date(), ...(id === 'live' && { channel: 'C2' }) }, `hash-${id}`, entry);
    });
    const file = inFolder();
    await steward(['backup', file], { env: settingsFor(made) });
    await using(made, ({ db }) => calendarLinksInStore(db).revokeAll(place, entry));
    const forced = await steward(['restore', file, '--force'], { env: { STEWARD_DATA: temporaryFolder(), ...settingsFor(made) } });
    expect(forced.out).toMatch(/Left out, because .*: 1 link to a calendar\..*\nIn use: 1 link to a calendar\./);
    expect(await linksIn(made)).toEqual([]);
    expect(await using(made, ({ db }) => calendarLinksInStore(db).find('hash-live'))).toBeDefined();
    const restored = await steward(['restore', file], { env: settingsFor(empty) });
    expect(restored.out).toContain('In use: 2 links to calendars. If somebody ended one after the backup was made, say `calendar revoke` in its channel.');
    expect(await linksIn(empty)).toEqual(['ended']);
  });

  it('refuses while another Steward has the database open, and touches nothing', async () => {
    const [from, to] = [await database(create), await database(create)];
    await fill(from, 7);
    const file = inFolder();
    await steward(['backup', file], { env: settingsFor(from) });
    const running = await openStore(to.address, surroundings);
    const { status, err } = await steward(['restore', file], { env: settingsFor(to) });
    expect(status).toBe(1);
    expect(err).toMatch(/Stop every Steward/);
    expect(await running.db.selectFrom('installations').selectAll().execute()).toEqual([]);
    await running.close();
  });

  it('migrates an older backup forward', async () => {
    const [from, to] = [await database(create), await database(create)];
    const file = inFolder();
    // As it was before the second migration, or before the last when there is but one.
    const before = migrations.slice(0, 1);
    await using(from, ({ db }) => db.insertInto('installations').values({ id: 'T1', sealed: 'x' }).execute(), before);
    expect(await steward(['backup', file], { env: settingsFor(from) })).toMatchObject({ status: 0, err: '' });
    expect(await steward(['restore', file], { env: settingsFor(to) })).toMatchObject({ status: 0, err: '' });
    await using(to, async ({ db }) => {
      expect(await db.selectFrom('installations').selectAll().execute()).toEqual([{ id: 'T1', sealed: 'x' }]);
      expect(await db.selectFrom('steward_migrations').select('name').orderBy('name').execute()).toEqual(migrations.map(({ name }) => ({ name })));
    });
  });

  it('leaves a database from a newer version alone', async () => {
    const [from, to] = [await database(create), await database(create)];
    await fill(from, 1);
    const file = inFolder();
    await steward(['backup', file], { env: settingsFor(from) });
    const newer = [...migrations, { name: '9001-later', up: async () => {} }];
    await using(to, async () => {}, newer);
    const other = inFolder('other.backup');
    for (const words of [
      ['backup', other],
      ['restore', file],
      ['restore', file, '--force'],
    ]) {
      const { status, err } = await steward(words, { env: settingsFor(to) });
      expect(status).toBe(1);
      expect(err).toMatch(/newer Steward.*9001-later/);
    }
    expect(existsSync(other)).toBe(false);
    await using(to, async ({ db }) => expect(await db.selectFrom('installations').selectAll().execute()).toEqual([]), newer);
  });
});

describeOnEveryEngine('a neighbour', (create) => {
  it('whose tables are named as ours keeps them', async () => {
    const [from, to] = [await database(create), await database(create)];
    await fill(from, 3);
    const file = inFolder();
    await steward(['backup', file], { env: settingsFor(from) });
    await run(to, sql`create table installations (lamp text)`);
    await run(to, sql`insert into installations values ('kitchen')`);
    for (const words of [
      ['restore', file],
      ['restore', file, '--force'],
    ]) {
      const { status, err } = await steward(words, { env: settingsFor(to) });
      expect(status).toBe(1);
      expect(err).toMatch(/tables of another program, named as Steward names its own: installations.*\n.*database of its own/);
    }
    expect(await run(to, sql`select * from installations`)).toEqual([{ lamp: 'kitchen' }]);
  });
});

describe.skipIf(postgresServer === undefined)('other schemas', () => {
  it('of a neighbour are no concern of ours', async () => {
    const [from, to] = [await database(() => postgresDatabase(postgresServer ?? '')), await database(sqliteDatabase)];
    await fill(from, 3);
    await using(from, async ({ db }) => {
      await sql`create schema aaa`.execute(db);
      await sql`create table aaa.installations (lamp text)`.execute(db);
    });
    const file = inFolder();
    expect(await steward(['backup', file], { env: settingsFor(from) })).toMatchObject({ status: 0, err: '' });
    expect((await steward(['restore', file], { env: settingsFor(to) })).out).toContain('3  workspaces');
  });

  it('of the queue are taken away: what waited in it was of another time', async () => {
    const made = await database(() => postgresDatabase(postgresServer ?? ''));
    await fill(made, 3);
    await run(made, sql`create schema ${sql.ref(QUEUE_SCHEMA)}`);
    await run(made, sql`create table ${sql.table(`${QUEUE_SCHEMA}.job`)} (id text)`);
    const file = inFolder();
    await steward(['backup', file], { env: settingsFor(made) });
    const env = { STEWARD_DATA: temporaryFolder(), ...settingsFor(made) };
    expect(await steward(['restore', file, '--force'], { env })).toMatchObject({ status: 0, err: '' });
    expect(await run(made, sql`select nspname from pg_namespace where nspname = ${QUEUE_SCHEMA}`)).toEqual([]);
  });
});
