import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runOnce } from '../../../src/adapters/terminal/command-line.ts';
import { complete } from '../../../src/adapters/terminal/complete.ts';
import { runLines } from '../../../src/adapters/terminal/prompt.ts';
import { terminalRequest } from '../../../src/adapters/terminal/requests.ts';
import { bytesOf, MOST_BYTES, stewardWithFiles } from '../../e2e/file-command.ts';
import { sitDown } from './at-prompt.ts';

const steward = stewardWithFiles();
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-files-'));
  writeFileSync(join(folder, 'branches.csv'), bytesOf('name;region\nSwansea;Wales\n'));
  writeFileSync(join(folder, 'my branches.csv'), bytesOf('name;region\n'));
  writeFileSync(join(folder, 'large.csv'), new Uint8Array(MOST_BYTES + 1));
  writeFileSync(join(folder, 'list.xlsx'), 'x');
  mkdirSync(join(folder, 'papers'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a person sees who types this in a shell; `~` stands for the folder. */
async function inShell(...words: readonly string[]): Promise<string> {
  const seen: string[] = [];
  const print = (line: string): void => void seen.push(line);
  await runOnce(
    words.map((word) => word.replace('~', folder)),
    {
      steward,
      requestFor: (said) => terminalRequest(said, 'Europe/London'),
      out: print,
      err: print,
      look: { colour: false, columns: 200 },
      save: async (name) => name,
    },
  );
  return seen.join('\n').replaceAll(/\s+/gu, ' ');
}

describe('a file given in a terminal', () => {
  it.each([
    [['branches', 'import', '--list', '~/branches.csv'], 'Read branches.csv for all regions: name;region Rows 2'],
    [['branches', 'import', '--list=~/my branches.csv', '--region', 'Wales'], 'Read my-branches.csv for Wales: name;region Rows 1'],
    [['branches', 'import', '--list', '~/branches.csv', '--json'], '{"fileName":"branches.csv","mediaType":"text/csv","bytes":26}'],
    [['branches', 'import'], '--list The list of branches (optional)'],
  ])('%j', async (words, seen) => {
    expect(await inShell(...words)).toContain(seen);
  });

  it.each([
    ['~/none.csv', 'none.csv”: there is no such file.'],
    ['~/branches.csv/more.csv', 'there is no such file.'],
    [`~/${'long'.repeat(100)}.csv`, 'there is no such file.'],
    ['~/papers', 'papers”: that is no file.'],
    ['~/large.csv', '`list` is 1.1 MB, and I take at most 1 MB: give a smaller one, or part it.'],
    ['~/list.xlsx', '`list` has to be a .csv or .txt file, and “list.xlsx” is not: save it as one and give that.'],
  ])('is refused when it is %s', async (path, why) => {
    expect((await inShell('branches', 'import', '--list', path)).replaceAll(' ', '')).toContain(why.replaceAll(' ', ''));
  });

  it('is read from lines that come by a pipe', async () => {
    const seen: string[] = [];
    async function* lines() {
      yield `branches import --list ${folder}/branches.csv`;
      yield 'branches import --lits x';
    }
    const line = { steward, requestFor: terminalRequest, out: (text: string) => void seen.push(text) };
    await runLines(
      { ...line, requestFor: (said) => terminalRequest(said, 'Europe/London'), err: () => {}, look: { colour: false }, save: async (name) => name },
      lines(),
    );
    expect(seen[0]).toContain('Read branches.csv');
    expect(seen[1]).toContain('Did you mean `--list`?');
  });

  it('is asked for in a form, and asked for again until it can be read', async () => {
    const at = sitDown(steward, 200);
    await at.type('branches import\r', `${folder}/none.csv\r`, '\r');
    const sees = (words: string) => vi.waitFor(() => expect(at.screen.lines().join('\n')).toContain(words));
    await sees('there is no such file');
    await at.type(`${folder}/branches.csv\r`);
    await sees('Read branches.csv for all regions: name;region');
    await at.leave();
  });

  it('is completed from what is in the folder, with quotes where they are needed', async () => {
    const completed = async (line: string): Promise<string[]> =>
      (await complete(line.replace('~', folder), steward))[0].map((one) => one.replaceAll(folder, '~'));
    expect(await completed('branches import --list ~/')).toEqual(['~/branches.csv', '~/large.csv', '~/list.xlsx', '"~/my branches.csv"', '~/papers/']);
    expect(await completed('branches import --list ~/b')).toEqual(['~/branches.csv']);
    expect(await completed('branches import --list ~/nowhere/')).toEqual([]);
  });
});
