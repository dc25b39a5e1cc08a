import { beforeEach, describe, expect, it } from 'vitest';
import type { Held } from '../../src/core/standing.ts';
import { program } from './kept.ts';

const national: Held = { role: 'national-officer', reach: 'everywhere' };
const northWest: Held = { role: 'regional-officer', of: 'north-west', reach: 'everywhere' };
const northern: Held = { role: 'regional-officer', of: 'northern', reach: 'everywhere' };
const here: Held = { role: 'administrator', reach: { platform: 'test', workspace: 'W1' } };
const officer = { held: [national] };

let test: ReturnType<typeof program>;
const file = (bytes: Uint8Array, fileName = 'branches.csv') => ({
  ...{ kind: 'command' as const, name: 'directory import' },
  args: { file: { fileName, mediaType: 'text/csv', bytes } },
});
const csv = (text: string) => file(new TextEncoder().encode(text));
const buttonIn = (page: string, line: RegExp): string => new RegExp(`› (${line.source})`).exec(page)?.[1] ?? 'none';
const names = async () => (await (await test.services.directory()).find('', 50)).map(({ name }) => name);

beforeEach(() => {
  test = program('2026-11-22T10:00:00Z');
});

describe('directory import', () => {
  it('shows what would change, does it once with a button, and takes it back with another', async () => {
    const page = await test.sees(
      csv('Branch,Code,Region,Service groups,Secretary\nOldham,O1,NW,NHS,Jo\nDurham,,Northern,"Health, WET",Al\nLost,,Narnia,,Ed\n'),
      officer,
    );
    expect(page).toContain('New 2 branches Changed 0 branches As they are 0 branches Refused 1 row');
    expect(page).toContain('Oldham, North West');
    expect(page).toContain('Row 4, Lost: there is no region called “Narnia”');
    expect(page).toContain('These columns mean nothing to me and are not kept: Secretary.');
    expect(page).not.toMatch(/\bJo\b|\bEd\b/);
    expect(await names()).toEqual([]);
    const apply = buttonIn(page, /directory apply \w+/);
    const done = await test.sees(apply, officer);
    expect(done).toContain('Done: 2 branches added, 0 changed.');
    expect(await names()).toEqual(['Durham', 'Oldham']);
    expect(await test.sees(apply, officer)).toContain('was applied already: nothing was done twice');
    expect(await test.sees('directory history', officer)).toContain('2 added, 0 changed');
    const undo = buttonIn(done, /directory undo \w+/);
    const shown = await test.sees(undo, officer);
    expect(shown).toContain('It added 2 branches, and they go: • Oldham, North West • Durham, Northern');
    expect(await names()).toEqual(['Durham', 'Oldham']);
    expect(await test.sees(buttonIn(shown, /directory undo \w+ --sure/), officer)).toContain('2 branches are as before the import.');
    expect(await names()).toEqual([]);
    expect(await test.sees(undo, officer)).toContain('was undone already');
    expect(await test.sees('directory history', officer)).toContain('undone');
  });

  it('says before and after of what it changes', async () => {
    await test.sees('branch add Bolton --region nw --code B1', officer);
    const page = await test.sees(csv('Branch,Code,Region,Service groups,Tags\nBolton Metro,B1,Northern,Health,pfi\n'), officer);
    expect(page).toContain('Bolton: name Bolton → Bolton Metro; region North West → Northern; service groups none → Health; tags none → pfi');
  });

  it('says before it is taken back which branches go, what those that were changed will be, and which are left and why', async () => {
    await test.sees('branch add Bolton --region nw --code B1', officer);
    const rows = Array.from({ length: 40 }, (_, nth) => `New ${nth},,NW,`).join('\n');
    const page = await test.sees(csv(`Branch,Code,Region,Tags\nBolton Metro,B1,NW,pfi\nOldham,,NW,\n${rows}\n`), officer);
    const done = await test.sees(buttonIn(page, /directory apply \w+/), officer);
    await test.sees('branch tag academies for Oldham', officer);
    const { reply } = await test.handle(buttonIn(done, /directory undo \w+/), officer);
    const shown = await test.sees(buttonIn(done, /directory undo \w+/), officer);
    expect(shown).toContain('It added 40 branches, and they go: • New 0, North West');
    expect(shown).toContain('It changed one branch, which will be as before: • Bolton Metro: name Bolton Metro → Bolton; tags pfi → none');
    expect(shown).toContain('1 branch is left as it is: • Oldham: it was changed or linked since');
    const [attached] = reply.blocks.flatMap((block) => (block.kind === 'file' ? [new TextDecoder().decode(block.bytes)] : []));
    expect(attached?.trim().split('\r\n')).toHaveLength(41);
    expect(await names()).toContain('Bolton Metro');
    await test.sees(buttonIn(shown, /directory undo \w+ --sure/), officer);
    expect(await names()).toEqual(['Bolton', 'Oldham']);
  });

  it('offers nothing to take back where all was changed since', async () => {
    const page = await test.sees(csv('Branch,Region\nOldham,NW\n'), officer);
    const done = await test.sees(buttonIn(page, /directory apply \w+/), officer);
    await test.sees('branch tag academies for Oldham', officer);
    const shown = await test.sees(buttonIn(done, /directory undo \w+/), officer);
    expect(shown).toContain('Nothing of it can be taken back. 1 branch is left as it is: • Oldham: it was changed or linked since');
    expect(shown).not.toContain('--sure');
  });

  it('shows it anew when the directory has changed meanwhile', async () => {
    await test.sees('branch add Bolton --region nw', officer);
    const apply = buttonIn(await test.sees(csv('Branch,Region,Tags\nBolton,NW,pfi\n'), officer), /directory apply \w+/);
    await test.sees('branch tag academies for Bolton', officer);
    const anew = await test.sees(apply, officer);
    expect(anew).toContain('The directory has changed since this was shown, so nothing was done yet.');
    expect(anew).toContain('tags academies → pfi');
    expect(await test.sees(buttonIn(anew, /directory apply \w+/), officer)).toContain('Done: 0 branches added, 1 changed.');
  });

  it('takes Latin-1 with semicolons and a byte order mark before it', async () => {
    const latin = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('Branch;Region\r\nYnys Môn;Cymru/Wales\r\nYnys Môn;Wales\r\n', 'latin1')]);
    const page = await test.sees(file(latin), officer);
    expect(page).toContain('Ynys Môn, Cymru/Wales');
    expect(page).toContain('Row 3, Ynys Môn: row 2 has the same branch');
  });

  it('takes rows that are pasted, also into a line', async () => {
    expect(await test.sees('directory import Branch;Region\nOldham;NW', officer)).toContain('Oldham, North West');
    expect(await test.sees({ kind: 'command', name: 'directory import', args: { rows: 'Branch\tTags\nOldham\tpfi', region: 'nw' } }, officer)).toContain(
      'Oldham, North West',
    );
  });

  it('asks for the file when none is given, and says what a name alone is', async () => {
    const { reply, status } = await test.handle('directory import', officer);
    expect(status).toBe('answered');
    const fields = reply.blocks.flatMap((block) => (block.kind === 'form' ? block.form.fields : []));
    expect(fields.map(({ name, type }) => `${name} ${type}`)).toEqual(['file file', 'rows text', 'region text']);
    expect(await test.sees('directory import branches.csv', officer)).toContain('directory import --file branches.csv');
    expect(await test.sees('directory import Oldham', officer)).toContain('That is one line');
  });

  it('names every row that is refused: what does not fit is in a file', async () => {
    const { reply } = await test.handle(csv(`Branch,Region\n${Array.from({ length: 100 }, (_, nth) => `B${nth},Narnia`).join('\n')}\n`), officer);
    const attached = reply.blocks.flatMap((block) => (block.kind === 'file' ? [new TextDecoder().decode(block.bytes)] : []))[0];
    expect(attached?.trim().split('\r\n')).toHaveLength(101);
    expect(attached).toContain('101,B99,there is no region called “Narnia”');
    expect(reply.blocks.some(({ kind }) => kind === 'buttons')).toBe(false);
  });

  it.each([
    ['', 'is empty'],
    ['Branch,Region\n', 'There are no branches in it'],
    ['Region,Town\nNW,Bolton\n', 'row 1: no column is called Branch'],
    ['Branch,Region\n"Bolton,NW\n', 'a quotation mark is opened and never closed'],
  ])('says what is wrong with %j, and keeps nothing', async (text, said) => {
    expect(await test.sees(csv(text), officer)).toContain(said);
  });

  it('an officer of a region imports that region, and rows without a region are of it', async () => {
    const page = await test.sees(csv('Branch,Tags\nOldham,pfi\n'), { held: [northWest] });
    expect(page).toContain('Oldham, North West');
    const mixed = await test.sees(csv('Branch,Region\nOldham,NW\nDurham,Northern\n'), { held: [northWest] });
    expect(mixed).toContain('Row 3, Durham: Northern is not yours to change');
    const apply = buttonIn(mixed, /directory apply \w+/);
    // Another's button does not do more, nor less without saying so.
    expect(await test.sees(apply, { held: [northern] })).toContain('The directory has changed since this was shown');
    expect(await names()).toEqual([]);
    const shown = await test.sees(apply, { held: [northWest] });
    const done = await test.sees(buttonIn(shown, /directory apply \w+/), { held: [northWest] });
    expect(await names()).toEqual(['Oldham']);
    expect(await test.sees(buttonIn(done, /directory undo \w+/), { held: [northern] })).toContain(
      'You may not undo that import: it changed branches of North West',
    );
    expect(await names()).toEqual(['Oldham']);
  });

  it('a role that counts in one workspace changes nothing of all', async () => {
    const page = await test.sees(csv('Branch,Region\nOldham,NW\n'), { held: [here] });
    expect(page).toContain('Row 2, Oldham: North West is not yours to change');
    expect(page).not.toContain('directory apply');
    expect((await test.handle(csv('Branch,Region\nOldham,NW\n'))).status).toBe('refused');
  });

  describe('said in a hurry', () => {
    const imported = async (rows: string, who: Parameters<typeof test.sees>[1] = officer) => {
      test.passes(3_600_000);
      const page = await test.sees(csv(`Branch,Region\n${rows}\n`), who);
      return /directory undo (\w+)/.exec(await test.sees(buttonIn(page, /directory apply \w+/), who))?.[1] ?? 'none';
    };

    it.each(['directory undo last', 'directory undo', 'directory undo the last import', 'undo last import', 'Undo the last import', 'undo import'])(
      '`%s`: what the newest one would take back, and a button that names it',
      async (line) => {
        await imported('Oldham,NW');
        const newest = await imported('Durham,Northern');
        const page = await test.sees(line, officer);
        expect(page).toContain(
          `The last import that you can take back is the one of Sunday 22 November 2026, 12 noon [${newest}]. It added one branch, and it goes`,
        );
        expect(page).toContain('• Durham, Northern');
        expect(page).toContain(`directory undo ${newest} --sure`);
        expect(await names()).toEqual(['Durham', 'Oldham']);
      },
    );

    it('never takes back what was not shown', async () => {
      const id = await imported('Oldham,NW');
      expect(await test.sees('directory undo last --sure', officer)).toContain(`directory undo ${id} --sure`);
      expect(await names()).toEqual(['Oldham']);
      expect(await test.sees(`undo import ${id}`, officer)).toContain('• Oldham, North West');
    });

    it('passes over those that are undone, changed since, or another region’s', async () => {
      const first = await imported('Oldham,NW');
      const theirs = await imported('Durham,Northern');
      const changed = await imported('Bury,NW');
      const undone = await imported('Wigan,NW');
      await test.sees(`directory undo ${undone} --sure`, officer);
      await test.sees('branch tag academies for Bury', officer);
      expect(await test.sees('undo last import', { held: [northWest] })).toContain(`[${first}]`);
      expect(await test.sees('undo last import', officer)).toContain(`[${theirs}]`);
      await test.sees(`directory undo ${first} --sure`, officer);
      expect(await test.sees('undo last import', { held: [northWest] })).toContain('There is no import that you can take back.');
      expect(await test.sees('undo last import', { held: [here] })).toContain('There is no import that you can take back.');
      expect(await test.sees(`directory undo ${changed}`, officer)).toContain('Nothing of it can be taken back.');
    });

    it.each(['import branches', 'import the directory', 'Please import directory', 'import branches --region "North West"'])(
      '`%s` opens the form for the file',
      async (line) => {
        const { reply } = await test.handle(line, officer);
        expect(reply.blocks.flatMap((block) => (block.kind === 'form' ? [block.form.command] : []))).toEqual(['directory import']);
      },
    );

    it.each(['import of services from other councils', 'undo the damage of outsourcing'])('`%s` is a question', async (line) => {
      expect(await test.data(line, officer)).toHaveProperty('question');
    });
  });

  it('says when there is no such import', async () => {
    for (const line of ['directory apply zzzzzz', 'directory undo zzzzzz']) expect(await test.sees(line, officer)).toContain('There is no import `zzzzzz`');
  });
});
