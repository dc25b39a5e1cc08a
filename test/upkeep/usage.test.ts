import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sqliteDatabase } from '../contract/stores.ts';
import { steward, temporaryFolder } from '../program.ts';
import { database, fill, settingsFor } from './databases.ts';

const inFolder = (name = 'branch.backup'): string => join(temporaryFolder(), name);

describe('wrong words', () => {
  const folder = () => ({ STEWARD_DATA: temporaryFolder() });

  it.each([
    [['backup'], /needs the name of a file/],
    [['restore', ''], /needs the name of a file/],
    [['backup', 'a', 'b'], /takes one file/],
    [['restore', '--frce', 'a'], /option that it does not know/],
    [['doctor', 'who'], /takes no words/],
  ])('%j: shows how it is used', async (words, says) => {
    const { status, err, out } = await steward(words, { env: folder() });
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(says);
    expect(err).toContain(`steward ${words[0]}`);
  });

  it('says how a word is used when asked, and names them all in its help', async () => {
    expect((await steward(['backup', '--help'])).out).toContain('steward backup FILE [--force]');
    const { out } = await steward(['help']);
    for (const line of ['steward backup FILE', 'steward restore FILE', 'steward doctor']) expect(out).toContain(line);
  });

  it('says that there is no such file, folder or database', async () => {
    const env = folder();
    expect(await steward(['restore', '/no/such/file'], { env })).toMatchObject({ status: 1, err: expect.stringMatching(/no such file/) });
    expect(await steward(['restore', env.STEWARD_DATA], { env })).toMatchObject({ status: 1, err: expect.stringMatching(/is a folder/) });
    expect(await steward(['backup', inFolder()], { env })).toMatchObject({ status: 1, err: expect.stringMatching(/nothing to back up/) });
    expect(readdirSync(env.STEWARD_DATA)).toEqual([]);
    const from = await database(sqliteDatabase);
    await fill(from, 1);
    const nowhere = join(temporaryFolder(), 'no', 'such.backup');
    expect(await steward(['backup', nowhere], { env: settingsFor(from) })).toMatchObject({ status: 1, err: expect.stringMatching(/no such folder/) });
    mkdirSync(dirname(nowhere));
    expect((await steward(['backup', nowhere], { env: settingsFor(from) })).status).toBe(0);
  });

  it('says which setting is wrong', async () => {
    const { status, err } = await steward(['backup', inFolder()], { env: { DATABASE_URL: 'mysql://me:hunter2@localhost/x' } });
    expect(status).toBe(2);
    expect(err).toMatch(/DATABASE_URL/);
    expect(err).not.toContain('hunter2');
  });
});
