import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/store.ts';
import { backUp } from '../../src/upkeep/backup.ts';
import { sqliteDatabase, surroundings } from '../contract/stores.ts';
import { steward, temporaryFolder } from '../program.ts';
import { fill } from './databases.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('a file that is no whole backup', () => {
  let whole = '';
  beforeAll(async () => {
    const from = await sqliteDatabase();
    await fill(from, 1_200);
    whole = join(dirname(from.file), 'whole.backup');
    const { db, close } = await openDatabase(from.address, surroundings.log);
    await backUp(db, { file: whole, isForced: false }, surroundings.clock, new AbortController().signal).finally(close);
    return from.drop;
  });

  async function tried(spoil: (file: string) => void): Promise<{ err: string; folder: string; status: number | null }> {
    const file = join(temporaryFolder(), 'branch.backup');
    copyFileSync(whole, file);
    spoil(file);
    const folder = join(temporaryFolder(), 'data');
    const { status, err } = await steward(['restore', file], { env: { STEWARD_DATA: folder } });
    return { status, err, folder };
  }
  const rewrite = (change: (lines: string[]) => string[]) => (file: string) =>
    writeFileSync(file, gzipSync(change(gunzipSync(readFileSync(file)).toString().split('\n')).join('\n')));
  const header = (change: object) => rewrite(([first = '', ...rest]) => [JSON.stringify({ ...JSON.parse(first), ...change }), ...rest]);

  it.each<[string, (file: string) => void, RegExp]>([
    ['cut short', (file) => truncateSync(file, statSync(file).size - 200), /damaged or not whole/],
    ['cut to its beginning', (file) => truncateSync(file, 30), /no backup|damaged/],
    ['empty', (file) => truncateSync(file, 0), /no backup/],
    ['a letter', (file) => writeFileSync(file, 'Dear branch secretary,'), /no backup/],
    ['noise', (file) => writeFileSync(file, randomBytes(5_000)), /no backup/],
    ['zipped, and something else', (file) => writeFileSync(file, gzipSync('{"hello": 1}\n')), /no backup/],
    ['changed in one letter', rewrite((lines) => lines.map((line) => line.replace('number 600"', 'number 601"'))), /damaged or not whole/],
    ['short of a row', rewrite((lines) => [...lines.slice(0, 50), ...lines.slice(51)]), /damaged or not whole/],
    ['longer by a line', rewrite((lines) => [...lines.slice(0, -1), '["T0","x"]', '']), /damaged or not whole/],
    ['without its end', rewrite((lines) => lines.slice(0, -2)), /damaged or not whole/],
    ['of a newer format', header({ format: 2 }), /newer Steward/],
    ['with a header that makes no sense', header({ tables: 'all' }), /damaged or not whole/],
    ['with rows of no table', header({ tables: [] }), /damaged or not whole/],
  ])('%s: says so, and nothing is touched', async (_what, spoil, says) => {
    const { status, err, folder } = await tried(spoil);
    expect(status).toBe(1);
    expect(err).toMatch(says);
    expect(existsSync(folder)).toBe(false);
  });

  it('says what to do about a damaged database that is in the way', async () => {
    const folder = temporaryFolder();
    const letter = 'Dear branch secretary, '.repeat(1_000);
    writeFileSync(join(folder, 'steward.db'), letter);
    for (const words of [
      ['restore', whole],
      ['restore', whole, '--force'],
    ]) {
      const { status, err } = await steward(words, { env: { STEWARD_DATA: folder } });
      expect(status).toBe(1);
      expect(err).toMatch(/is damaged, and nothing was changed.*\n.*Move steward\.db/);
    }
    expect(readFileSync(join(folder, 'steward.db'), 'utf8')).toBe(letter);
  });

  it('from a newer Steward: names what it does not know', async () => {
    const spoil = (file: string) => {
      const [first = '', ...rest] = gunzipSync(readFileSync(file)).toString().split('\n');
      const { migrations: ran, ...others } = JSON.parse(first);
      const text = [JSON.stringify({ ...others, migrations: [...ran, '9001-later'] }), ...rest.slice(0, -2)].join('\n').concat('\n');
      writeFileSync(file, gzipSync(`${text}${JSON.stringify({ sha256: sha256(text) })}\n`));
    };
    const { status, err, folder } = await tried(spoil);
    expect(status).toBe(1);
    expect(err).toContain('newer Steward than this one, which does not know 9001-later');
    expect(existsSync(folder)).toBe(false);
  });
});
