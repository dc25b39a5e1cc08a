import { beforeEach, describe, expect, it } from 'vitest';
import type { Held } from '../../src/core/standing.ts';
import { program } from './kept.ts';

const W1 = { platform: 'test', workspace: 'W1' };
const national: Held = { role: 'national-officer', reach: 'everywhere' };
const northWest: Held = { role: 'regional-officer', of: 'north-west', reach: 'everywhere' };
const northern: Held = { role: 'regional-officer', of: 'northern', reach: 'everywhere' };
const officer = { held: [national] };

let test: ReturnType<typeof program>;
let bolton: string;
let wigan: string;
const directory = () => test.services.directory();
const branch = async (id: string) => (await directory()).branch(id);
const add = async (name: string, region = 'North West', more = '') =>
  String((await test.data(`branch add "${name}" --region "${region}" ${more}`, officer)).id);

beforeEach(async () => {
  test = program('2026-11-22T10:00:00Z');
  bolton = await add('Bolton', 'North West', '--groups Health');
  wigan = await add('Wigan', 'North West', '--groups "Local Government"');
});

describe('branch add', () => {
  it('refuses a name that is there already, and what is no region or service group, with what there is', async () => {
    expect(await test.sees('branch add "UNISON Bolton branch" --region nw', officer)).toContain(
      'There is a branch called UNISON Bolton branch in that region already',
    );
    expect(await test.sees('branch add Oldham --region "Nort West"', officer)).toContain('Did you mean North West');
    expect(await test.sees('branch add Oldham --region nw --groups "Helth"', officer)).toContain(
      'I know of no service group called “Helth”. They are Community;',
    );
    expect(await test.sees('branch add "???" --region nw', officer)).toContain('needs a letter or a digit');
  });

  it('takes a regional officer’s own region, and asks others for it', async () => {
    expect(await test.sees('branch add Oldham', { held: [northWest] })).toContain('Oldham, North West is in the directory now');
    const { reply } = await test.handle('branch add Rochdale', officer);
    expect(reply.blocks.some(({ kind }) => kind === 'form')).toBe(true);
    expect(await test.sees('branch add Durham --region Northern', { held: [northWest] })).toContain('It can be done by a regional officer of Northern');
  });
});

describe('branch add with the region in words', () => {
  it('takes what a comma or `in` parts, and asks about the rest', async () => {
    expect(await test.sees('branch add Durham, Northern', officer)).toContain('Durham, Northern is in the directory now');
    expect(await test.sees('branch add Oldham in the North West', officer)).toContain('Oldham, North West is in the directory now');
    const page = await test.sees('branch add Rochdale North West', { held: [northWest] });
    expect(page).toContain('Is it Rochdale, in the region North West? Or is its name “Rochdale North West”? Nothing is added yet.');
    const [, line = ''] = /› (branch add "Rochdale North West" --region \S+)/.exec(page) ?? [];
    expect(await test.sees(line, officer)).toContain('Rochdale North West, North West is in the directory now');
  });
});

describe('branch show', () => {
  it('shows everyone what the branch is, and where it meets only to those who may link it', async () => {
    await test.sees('setup Bolton', { ...officer, channel: 'C77' });
    const others = await test.sees('branch show bolton');
    expect(others).toContain('Health');
    expect(others).toContain('It is reached in one channel.');
    expect(others).not.toContain('C77');
    expect(await test.sees('branch show bolton', officer)).toContain('C77');
    expect(await test.sees('branch show Wigan')).toContain('No channel is linked to it');
  });

  it('means the branch of the channel when none is named', async () => {
    expect(await test.sees('branch show')).toContain('This channel is linked to no branch');
    await test.sees('setup Wigan', officer);
    expect(await test.sees('branch show')).toContain('Wigan');
  });

  it('never takes a name that is only like one: it offers those', async () => {
    expect(await test.sees('branch show bolto')).toContain('I know of no branch called “bolto”. Say which: Bolton, North West');
    expect(await test.sees('branch show zzzz')).toContain('`branches` lists those there are');
  });

  it('tells who did what', async () => {
    await test.sees('branch tag pfi for Bolton', { ...officer, person: 'U2' });
    expect(await test.sees('branch show bolton', officer)).toMatch(/branch tagged pfi by another member.*branch added by you/);
  });
});

describe('changes', () => {
  it('rename, and undo with the button', async () => {
    const page = await test.sees('branch rename Bolton to "Bolton and Bury to be"', officer);
    expect((await branch(bolton))?.name).toBe('Bolton and Bury to be');
    expect(page).toContain(`branch rename ${bolton} to Bolton`);
    await test.sees(`branch rename ${bolton} to Bolton`, officer);
    expect((await branch(bolton))?.name).toBe('Bolton');
    expect(await test.sees('branch rename Bolton to wigan', officer)).toContain('There is a branch called wigan');
  });

  it('move to another region needs an officer of both', async () => {
    expect(await test.sees('branch move Bolton to Northern', { held: [northWest] })).toContain('It can be done by a regional officer of Northern');
    expect(await test.sees('branch move Bolton to Northern', { held: [northern] })).toContain('It can be done by a regional officer of North West');
    expect(await test.sees('branch move Bolton to Northern', { held: [northWest, northern] })).toContain('Bolton moved from North West to Northern');
    expect(await test.sees('branch show Bolton', officer)).toContain('branch moved from North West to Northern');
    expect(await test.sees('branch move Bolton to Nowhere', officer)).toContain('I know of no region called “Nowhere”');
  });

  it('merge asks first, then takes channels, tags and service groups along; its history stays', async () => {
    await test.sees('setup Bolton', { ...officer, channel: 'C5' });
    await test.sees('branch tag pfi for Bolton', officer);
    const asked = await test.sees('branch merge Bolton into Wigan', officer);
    expect(asked).toContain('This cannot be undone');
    expect((await branch(bolton))?.state).toBe('open');
    const [, line = ''] = /› (branch merge \w+ into \w+ --sure)/.exec(asked) ?? [];
    expect(await test.sees(line, officer)).toContain('Bolton is part of Wigan now');
    expect(await branch(bolton)).toMatchObject({ state: { mergedInto: wigan } });
    expect(await branch(wigan)).toMatchObject({ tags: ['pfi'], serviceGroups: ['local-government', 'health'] });
    expect((await (await directory()).branchAt({ ...W1, channel: 'C5' }))?.id).toBe(wigan);
    expect(await test.sees(`branch show ${bolton}`)).toMatch(/merged into Wigan.*branch merged into/);
    expect(await test.sees(line, officer)).toContain('Bolton is merged into another branch, so it cannot be changed');
    expect(await test.sees('setup Bolton', officer)).not.toContain('linked to Bolton');
  });

  it('close and reopen', async () => {
    await test.sees('branch close Bolton', officer);
    expect(await test.sees('branches bolton')).toContain('I know of no branch like “bolton”');
    expect(await test.sees(`branch show ${bolton}`)).toContain('closed');
    expect(await test.sees(`branch reopen ${bolton}`, officer)).toContain('Bolton is open again');
    expect((await branch(bolton))?.state).toBe('open');
  });

  it('tags and mutes, as the branch itself or for it', async () => {
    await test.sees('setup Bolton', officer);
    const own = { held: [{ role: 'branch-officer', of: bolton, reach: W1 } satisfies Held] };
    expect(await test.sees('branch tag PFI Schools, academies', own)).toContain('Bolton is tagged pfi-schools, academies');
    expect(await test.sees('branch mute pensions', own)).toContain('gets no more broadcasts tagged pensions');
    expect(await branch(bolton)).toMatchObject({ tags: ['pfi-schools', 'academies'], mutes: ['pensions'] });
    await test.sees('branch untag academies', own);
    await test.sees('branch unmute pensions for Bolton', own);
    expect(await branch(bolton)).toMatchObject({ tags: ['pfi-schools'], mutes: [] });
    expect(await test.sees('branch mute pensions for Wigan', own)).toContain('You may not change what is sent to Wigan');
  });

  it.each([
    ['branch tag Bolton pfi', 'branch tag pfi for BOLTON', 'branch tag bolton-pfi for here'],
    ['branch mute Bolton with pay rises', 'branch mute pay-rises for BOLTON', 'branch mute bolton-with-pay-rises for here'],
  ])('asks rather than guesses what is the branch: `%s`', async (line, one, other) => {
    await test.sees('setup Wigan', officer);
    const page = await test.sees(line, officer);
    expect(page).toContain('Is Bolton the branch, or a part of the tag? Nothing is changed yet.');
    expect(page).toContain(one.replace('BOLTON', bolton));
    expect(await test.sees(one.replace('BOLTON', bolton), officer)).toContain('Bolton ');
    expect(await test.sees(other, officer)).toContain('Wigan ');
  });

  it('says when nothing of it is new, and hears how people say it', async () => {
    expect(await test.sees('branch tag pfi to Bolton', officer)).toContain('Bolton is tagged pfi.');
    expect(await test.sees('branch tag pfi for Bolton', officer)).toContain('Nothing is changed: Bolton has pfi.');
    expect(await test.sees('branch untag nosuch for Bolton', officer)).toContain('Nothing is changed');
    expect(await test.sees('branch untag pfi from Bolton', officer)).toContain('Bolton is no longer tagged pfi.');
    expect(await test.sees('mute pay for Bolton', officer)).toContain('Bolton gets no more broadcasts tagged pay.');
    expect(await test.sees('unmute pay for Bolton', officer)).toContain('Bolton gets broadcasts tagged pay again.');
    expect(await test.data('mute the unions voice in council', officer)).toHaveProperty('question');
  });

  it('takes two names in quotes, and keeps the second when the first is misspelt', async () => {
    expect(await test.sees('branch rename Boltn to "Bolton and Bury"', officer)).toContain('branch rename Bolton to "Bolton and Bury"');
    expect(await test.sees('branch rename "Bolton" "Bolton and Bury"', officer)).toContain('Bolton is called Bolton and Bury now.');
    expect(await test.sees('branch merge "Bolton and Bury" "Wigan"', officer)).toContain('Merge Bolton and Bury, North West into Wigan, North West?');
  });

  describe('that are no more', () => {
    beforeEach(async () => {
      await test.sees('branch delete Bolton', officer);
    });

    it('are found by name, and reopened by it', async () => {
      expect(await test.sees('branch show bolton')).toMatch(/Branch Bolton \[\w{6}\].* State closed/);
      expect(await test.sees('branch rename Bolton to Horwich', officer)).toContain('Bolton is closed, so it cannot be changed.');
      expect(await test.sees('branch close Bolton', officer)).toContain('Bolton is closed already.');
      expect(await test.sees('branch reopen boltn', officer)).toMatch(
        /I know of no branch called “boltn”\. Say which: Bolton, North West( \(\w+\))?, closed is/,
      );
      expect(await test.sees('branch reopen Bolton', officer)).toContain('Bolton is open again');
      expect(await test.sees('branch reopen Bolton', officer)).toContain('Bolton is open already');
      expect(await test.sees('branch reopen Atlantis', officer)).toContain('`branches --closed` lists those there are.');
    });

    it('are told apart from one another and from one that took the name', async () => {
      await test.sees('branch close Wigan', officer);
      const again = await add('Wigan', 'Northern', '--code W2');
      expect(await test.sees('branch show Wigan')).toContain(again);
      await test.sees(`branch close ${again}`, officer);
      const page = await test.sees('branch reopen Wigan', officer);
      expect(page).toContain('Several branches are called “Wigan”');
      expect(page).toContain(`Wigan, Northern (W2), closed is \`${again}\``);
      expect(page).toContain(`branch reopen ${wigan}`);
    });

    it('are listed, all or by name, with what became of them', async () => {
      await test.sees(`branch merge Wigan into ${await add('Leigh')} --sure`, officer);
      const page = await test.sees('branches --closed');
      expect(page).toContain('2 branches that were closed or merged');
      expect(page).toMatch(/• Bolton, North West (\(\w+\) )?\[\w{6}\]: closed • Wigan, North West (\(\w+\) )?\[\w{6}\]: merged into Leigh, North West/);
      expect(page).toContain(`branch show ${bolton} Bolton, North West`);
      for (const line of ['branches --closed bolton', 'branches closed bolton', 'branches bolton --closed --region nw'])
        expect(await test.sees(line), line).toMatch(/^One branch like “bolton”( in North West)? that was closed or merged • Bolton/);
      expect(await test.sees('branches that were closed in the north west')).toContain('2 branches in North West that were closed or merged');
      expect(await test.sees('branches --closed --region scotland')).toContain('No branch in Scotland was closed or merged.');
      expect(await test.sees('branches bolton')).toMatch(
        /I know of no branch like “bolton”\. One of that name was closed or merged: › branch show \w{6} Bolton, North West/,
      );
    });
  });

  it('are refused to a role that counts in one workspace only, where they count everywhere', async () => {
    const here: Held = { role: 'administrator', reach: W1 };
    for (const line of ['branch close Bolton', 'branch rename Bolton to X', 'branch merge Bolton into Wigan', 'branch tag x for Bolton'])
      expect(await test.sees(line, { held: [here] }), line).toMatch(/You may not/);
  });

  it('one that was changed meanwhile changes nothing', async () => {
    const found = await branch(bolton);
    const registry = await test.services.registry();
    const request = {
      person: { id: 'U1', roles: [] },
      place: { ...W1, channel: 'C1' },
      said: { kind: 'line', text: '' },
      locale: 'en-GB',
      timeZone: 'Europe/London',
    } as const;
    if (found === undefined) throw new Error('not there');
    await registry.change(found, { tags: ['first'] }, 'branch tagged first', request);
    await expect(registry.change(found, { tags: ['late'] }, 'branch tagged late', request)).rejects.toThrow('Somebody else has just changed Bolton');
    expect((await branch(bolton))?.tags).toEqual(['first']);
  });
});

describe('branches', () => {
  it('counts them by region, lists a region’s in pages, and finds by name', async () => {
    expect(await test.sees('branches')).toContain('North West: 2, 2 without a channel');
    for (let nth = 1; nth <= 30; nth++) await add(`Unit ${nth}`, 'Northern');
    const page = await test.sees('branches --region northern');
    expect(page).toContain('Northern: 30 branches · page 1 of 2');
    expect(page).toContain('branches --region northern --page 2');
    expect(await test.sees('branches --region northern --page 9')).toContain('Unit 30');
    expect(await test.sees('branches unit 7')).toContain('Unit 7, Northern');
    expect(await test.sees('branches in the north west')).toContain('• Bolton ');
    expect(await test.sees('which branches have no channel in the North West?')).toContain(': no channel is linked to it');
    for (const line of ['list branches', 'show branches']) expect(await test.sees(line)).toContain('Northern: 30');
    expect(await test.sees('branches --region atlantis')).toContain('I know of no region called “atlantis”');
  });
});
