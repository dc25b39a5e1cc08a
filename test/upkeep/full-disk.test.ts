import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sqliteDatabase, type TestDatabase } from '../contract/stores.ts';
import { steward, temporaryFolder } from '../program.ts';
import { contents, database, fill, settingsFor, using } from './databases.ts';
import { smallDisk } from './small-disk.ts';

/** More than the small disk holds, whatever is done to make it smaller. */
const noise = (rows: number) => Array.from({ length: rows }, (_, at) => ({ id: `T${at}`, sealed: randomBytes(3_000).toString('base64') }));
const fillWithNoise = (made: TestDatabase, rows: number): Promise<unknown> =>
  using(made, ({ db }) => db.transaction().execute((transaction) => transaction.insertInto('installations').values(noise(rows)).execute()));

/** A SQLite database in this folder. */
const sqliteIn = (folder: string): TestDatabase => ({ address: { file: join(folder, 'steward.db') }, drop: async () => {} });

describe('a full disk', () => {
  it('leaves no backup behind, and says so', async (test) => {
    const disk = smallDisk();
    if (disk === undefined) return test.skip('this user may not mount a small disk');
    const from = await database(sqliteDatabase);
    await fillWithNoise(from, 1_000);
    const { status, err } = await steward(['backup', join(disk, 'branch.backup')], { env: settingsFor(from) });
    expect(status).toBe(1);
    expect(err).toMatch(/disk is full, so no backup was made.*\n.*another disk/);
    expect(readdirSync(disk)).toEqual([]);
  });

  it('undoes a restore, and it works when there is room', async (test) => {
    const disk = smallDisk();
    if (disk === undefined) return test.skip('this user may not mount a small disk');
    const [from, to] = [await database(sqliteDatabase), sqliteIn(disk)];
    await fillWithNoise(from, 250);
    const file = join(temporaryFolder(), 'branch.backup');
    await steward(['backup', file], { env: settingsFor(from) });
    await fill(to, 0);
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, randomBytes(1_000_000));
    const { status, err } = await steward(['restore', file], { env: settingsFor(to) });
    expect(status).toBe(1);
    expect(err).toMatch(/disk.*nothing was changed.*Free some space/i);
    expect((await contents(to)).installations).toEqual([]);
    rmSync(ballast);
    rmSync(join(disk, 'steward.db'));
    const roomy = await database(sqliteDatabase);
    expect((await steward(['restore', file], { env: settingsFor(roomy) })).status).toBe(0);
    expect(await contents(roomy)).toEqual(await contents(from));
  });

  it('is what a limit on the size of files looks like too', async () => {
    const [from, to] = [await database(sqliteDatabase), await database(sqliteDatabase)];
    await fillWithNoise(from, 300);
    const file = join(temporaryFolder(), 'branch.backup');
    const limited = (words: readonly string[], env: Record<string, string>) =>
      promisify(execFile)('sh', ['-c', 'ulimit -f 1000; exec "$@"', 'sh', process.execPath, resolve('dist/main.js'), ...words], {
        env: { PATH: process.env.PATH, ...env },
      });
    await expect(limited(['backup', file], settingsFor(from))).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/no backup was made/) });
    expect(readdirSync(dirname(file))).toEqual([]);
    await steward(['backup', file], { env: settingsFor(from) });
    await fill(to, 0);
    await expect(limited(['restore', file], settingsFor(to))).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/nothing was changed/) });
    expect((await contents(to)).installations).toEqual([]);
  });
});
