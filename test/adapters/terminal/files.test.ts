import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runOnce } from '../../../src/adapters/terminal/command-line.ts';
import { runLines } from '../../../src/adapters/terminal/prompt.ts';
import { terminalRequest } from '../../../src/adapters/terminal/requests.ts';
import { saveIn } from '../../../src/adapters/terminal/save.ts';
import { type Block, privately, text } from '../../../src/core/reply.ts';
import { asNobody } from '../../as-nobody.ts';
import { temporaryFolder } from '../../program.ts';

const bytes = new TextEncoder().encode('BEGIN:VCALENDAR');
const plan: Block = { kind: 'file', bytes, fileName: 'plan.ics', mediaType: 'text/calendar', about: 'The plan as a calendar' };

interface Said {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** What a command line says whose answer holds these blocks, and the folder it was said in. */
async function said(folder: string, words: readonly string[], blocks: readonly Block[] = [text('Here it is.'), plan]): Promise<Said> {
  const [out, err]: [string[], string[]] = [[], []];
  const line = lineIn(folder, blocks, out, err);
  const status = await runOnce(words, line);
  return { status, out: out.join('\n'), err: err.join('\n') };
}

const lineIn = (folder: string, blocks: readonly Block[], out: string[], err: string[] = []) => ({
  steward: { commands: [], suggest: () => [], handle: async () => ({ status: 'answered' as const, reply: privately(blocks, { plan: 'data' }) }) },
  requestFor: (what: Parameters<typeof terminalRequest>[0]) => terminalRequest(what, 'Europe/London'),
  out: (words: string) => void out.push(words),
  err: (words: string) => void err.push(words),
  look: { colour: false },
  save: saveIn(folder),
});

describe('a file at the terminal', () => {
  it('is saved in the folder under its name, and the answer says where', async () => {
    const folder = temporaryFolder();
    expect(await said(folder, ['deadline', 'start'])).toEqual({
      status: 0,
      out: 'Here it is.\n\nThe plan as a calendar: saved in this folder as plan.ics',
      err: '',
    });
    expect(readFileSync(join(folder, 'plan.ics'), 'utf8')).toBe('BEGIN:VCALENDAR');
  });

  it('never takes the place of another, nor follows a link', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'plan.ics'), 'mine');
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'plan-2.ics'));
    const { out } = await said(folder, ['deadline'], [plan, plan]);
    expect(out).toContain('plan-3.ics');
    expect(readdirSync(folder).sort()).toEqual(['plan-2.ics', 'plan-3.ics', 'plan-4.ics', 'plan.ics']);
    expect(readFileSync(join(folder, 'plan.ics'), 'utf8')).toBe('mine');
  });

  it('stays in its folder, whatever it is called', async () => {
    const folder = temporaryFolder();
    for (const fileName of ['../../etc/passwd', '.bashrc', '', '/tmp/x.csv']) await saveIn(folder)(fileName, bytes);
    expect(readdirSync(folder).sort()).toEqual(['bashrc', 'etc-passwd', 'file', 'tmp-x.csv']);
  });

  it('is not saved with --json, unless --save stands beside it', async () => {
    const folder = temporaryFolder();
    expect(await said(folder, ['deadline', '--json'])).toEqual({ status: 0, out: '{"plan":"data"}', err: '' });
    expect(readdirSync(folder)).toEqual([]);
    expect(await said(folder, ['deadline', '--json', '--save'])).toEqual({
      status: 0,
      out: '{"plan":"data"}',
      err: 'The plan as a calendar: saved in this folder as plan.ics',
    });
  });

  it('is saved for a line in a pipe too', async () => {
    const folder = temporaryFolder();
    const out: string[] = [];
    await runLines(lineIn(folder, [plan], out), lines('deadline'));
    expect(out.join()).toContain('plan.ics');
    expect(readdirSync(folder)).toEqual(['plan.ics']);
  });

  it('says what to do when the folder is gone', async () => {
    const folder = join(temporaryFolder(), 'gone');
    mkdirSync(folder);
    rmSync(folder, { recursive: true });
    const { status, out } = await said(folder, ['deadline']);
    // A long path is cut where the line ends.
    expect(out.replace(/\s/g, '')).toContain(`plan.ics could not be saved in ${folder}: the folder is no longer there. Go to a folder that`.replace(/\s/g, ''));
    expect(out).toContain('Here it is.');
    expect(status).toBe(2);
  });

  it('says what to do where one may not write', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    expect((await asNobody(() => said(folder, ['deadline']))).out.replace(/\s+/g, ' ')).toContain('you may not write there');
    chmodSync(folder, 0o700);
  });
});

async function* lines(...all: readonly string[]): AsyncIterable<string> {
  yield* all;
}
