import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AtPrompt, sitDown } from '../adapters/terminal/at-prompt.ts';
import { temporaryFolder } from '../program.ts';
import { startProgram } from './program.ts';

/** An officer at the prompt of the real commands, with records in memory: forms are asked there field by field. */
describe('forms at the prompt', () => {
  let at: AtPrompt;
  beforeEach(() => {
    at = sitDown(startProgram().steward, 100);
  });
  afterEach(() => at.leave());

  const screen = (): string => at.screen.lines().join('\n');

  /** Types a line, and waits until what comes of it is there. @returns the screen from that line on */
  async function enter(line: string, until: string | RegExp): Promise<string> {
    const before = screen().length;
    await at.paste(`${line}\r`);
    return vi.waitFor(
      () => {
        const since = screen().slice(before);
        expect(since).toMatch(until);
        return since;
      },
      { timeout: 10_000, interval: 5 },
    );
  }

  /** Fills in fields by their names, and leaves the others as they are. @returns what comes after the last */
  async function fill(fields: readonly string[], filled: Readonly<Record<string, string>>, until: RegExp): Promise<string> {
    for (const [nth, field] of fields.entries()) {
      const next = fields[nth + 1];
      const after = next === undefined ? until : new RegExp(`\n${next}(?: \\[.*\\])?:$`, 'u');
      const seen = await enter(filled[field] ?? '', after);
      if (next === undefined) return seen;
    }
    return '';
  }
  const SETTINGS = 'regions groups tagged branches except entry file when receipt by chase questions tag essential'.split(' ');

  it('write guidance, say what is wrong beside its field, and change a draft', async () => {
    await enter('branch add Wigan --region "North West"', /Wigan/u);
    const file = join(temporaryFolder(), 'tender.txt');
    writeFileSync(file, 'Lot 1: cleaning');
    await enter('broadcast', /\ntitle:$/u);
    const written = { title: 'The new tender', text: 'Meet **on Friday**.', regions: 'Nrth Wst' };
    const refused = await fill(['title', 'text', 'regions'], written, /regions \[Nrth Wst\]:$/u);
    expect(refused).toContain('! I know no region called “Nrth Wst”.');
    const preview = await enter('North West', /Throw away/u);
    expect(preview).toContain('Preview: The new tender');
    expect(preview).toMatch(/Wigan \(North West\): no channel is\s+linked to it/u);

    const [, id = ''] = /broadcast change (\w+)/u.exec(preview) ?? [];
    const asked = await enter(`broadcast change ${id}`, /\ntitle \[The new tender\]:$/u);
    expect(asked).not.toContain('\nbroadcast [');
    const changed = await fill(['title', 'text', ...SETTINGS], { text: 'Meet on Saturday.', file, when: 'tomorrow 9am' }, /Throw away/u);
    expect(changed).toContain('Meet on Saturday.');
    expect(changed).toContain('tender.txt');
    expect(changed).toContain(', 9 am');
  }, 30_000);

  it('ask for guidance only what has no usual value, and keep what a line said already', async () => {
    await enter('branch add Wigan --region "North West"', /Wigan/u);
    const asked = await enter('broadcast --tag tenders --when "tomorrow 9am"', /\ntitle:$/u);
    expect(asked.replace(/\s+/gu, ' ')).toContain('a file and the rest are set there: `broadcast change`.');
    const preview = await fill(['title', 'text', 'regions'], { title: 'The new tender', text: 'Meet on Friday.', regions: 'North West' }, /Throw away/u);
    expect(preview).toContain(', 9 am');
    expect(preview).toMatch(/Tag +tenders/u);
    expect(preview).toMatch(/broadcast change \w{6}/u);
    await enter('broadcast --when yesterday', /\ntitle:$/u);
    const past = await fill(['title', 'text', 'regions'], { title: 'Late', text: 'Meet.', regions: 'all' }, /\nwhen \[yesterday\]:$/u);
    expect(past).toContain('! ');
    expect(await enter('tomorrow noon', /Throw away/u)).toContain(', 12 noon');
  }, 30_000);

  it('link a channel: an unknown name is offered as a new branch, and two of one name are told apart', async () => {
    await enter('branch add Richmond --region "Greater London"', /Richmond, Greater London/u);
    await enter('branch add Richmond --region Yorkshire', /Richmond, Yorkshire/u);
    await enter('setup', /\nbranch:$/u);
    await enter('Newtown', /\nregion(?: \(optional\))?:$/u);
    const unknown = await enter('', /\nmove \[no\]:$/u);
    expect(unknown).toContain('Take the channel over');
    const add = await enter('', /\nname \[Newtown\]:$/u);
    expect(add).toContain('I know of no branch called “Newtown”. Is it a new one?');
    await at.type('\u0003');
    const which = await enter('setup Richmond', /setup \w{6} +Richmond, Yorkshire/u);
    expect(which).toContain('Which branch is it?');
  }, 30_000);

  it('import a file in Latin-1 with semicolons, do it, and take it back', async () => {
    const file = join(temporaryFolder(), 'branches.csv');
    writeFileSync(file, Buffer.from('Branch;Code;Region\r\nYnys Môn;W12;Wales\r\n', 'latin1'));
    await enter('directory import', /\nfile:$/u);
    await enter(file, /\nrows:$/u);
    await enter('', /\nregion:$/u);
    const plan = await enter('', /directory apply \w+/u);
    expect(plan).toContain('Ynys Môn, Cymru/Wales');
    const done = await enter(/directory apply \w+/u.exec(plan)?.[0] ?? '', /directory undo \w+/u);
    expect(done).toContain('Done: 1 branch added, 0 changed.');
    const undo = await enter(/directory undo \w+/u.exec(done)?.[0] ?? '', /directory undo \w+ --sure/u);
    await enter(/directory undo \w+ --sure/u.exec(undo)?.[0] ?? '', /1 branch is as before the import/u);
  }, 30_000);

  it('give a role', async () => {
    await enter('role grant', /\nrole:$/u);
    await enter('2', /\nof:$/u);
    await enter('Scotland', /\nto:$/u);
    await enter('slack:T0BRANCH:U0SAM', /\nuntil:$/u);
    expect(await enter('31 December', /Take it back/u)).toContain('regional officer of Scotland');
  }, 30_000);
});
