import { beforeEach, describe, expect, it } from 'vitest';
import type { Courier } from '../../src/core/courier.ts';
import type { Held } from '../../src/core/standing.ts';
import { program } from './kept.ts';

const W1 = { platform: 'test', workspace: 'W1' };
const administrator: Held = { role: 'administrator', reach: W1 };
const national: Held = { role: 'national-officer', reach: 'everywhere' };
const regional = (of: string): Held => ({ role: 'regional-officer', of, reach: 'everywhere' });
const branchOfficer = (of: string): Held => ({ role: 'branch-officer', of, reach: W1 });

const officer = { held: [national] };
let test: ReturnType<typeof program>;
const add = async (name: string, region = 'North West', more = ''): Promise<string> => {
  const { id } = await test.data(`branch add "${name}" --region "${region}" ${more}`, officer);
  return String(id);
};
const branchAt = async (channel: string) => (await (await test.services.directory()).branchAt({ ...W1, channel }))?.name;

beforeEach(() => {
  test = program('2026-11-22T10:00:00Z');
});

describe('setup', () => {
  it('links a channel to the branch that is named, says which, and can be undone', async () => {
    const id = await add('Bolton', 'NW', '--groups "Health, Local Government" --code B12');
    await test.sees('workspace accept here', officer);
    for (const words of ['bolton', 'b12', id, '"UNISON Bolton Branch"']) {
      const page = await test.sees(`setup ${words}`, { held: [administrator], channel: `C-${words}` });
      expect(page).toContain('linked to Bolton, North West: what is sent to the branch arrives here');
      expect(page).toContain('Health; Local Government');
      expect(page).toContain(`branch unlink ${id}`);
    }
    expect(await test.sees(`branch unlink ${id}`, { held: [administrator], channel: 'C-bolton' })).toContain('no longer linked to this channel');
    expect(await branchAt('C-bolton')).toBeUndefined();
    expect(await branchAt('C-b12')).toBe('Bolton');
  });

  it('asks once where it is doubtful', async () => {
    const id = await add('Bolton Metro');
    const page = await test.sees('setup bolton', officer);
    expect(page).toContain('Is it Bolton Metro, North West?');
    expect(await branchAt('C1')).toBeUndefined();
    expect(page).toContain(`setup ${id}`);
    await test.sees(`setup ${id}`, officer);
    expect(await branchAt('C1')).toBe('Bolton Metro');
    expect(await test.sees('setup botlon mtro', { ...officer, channel: 'C2' })).toContain('Is it Bolton Metro');
  });

  it('asks which, of several; the region settles it', async () => {
    await add('Richmond', 'Greater London', '--code GL7');
    await add('Richmond', 'Yorkshire');
    const page = await test.sees('setup richmond', officer);
    expect(page).toContain('Richmond, Greater London (GL7)');
    expect(page).toContain('Richmond, Yorkshire & Humberside');
    await test.sees('setup richmond --region yorkshire', officer);
    expect((await (await test.services.directory()).branchAt({ ...W1, channel: 'C1' }))?.region).toBe('yorkshire-humberside');
  });

  it('offers to add one that is not there, to those who may', async () => {
    const { reply } = await test.handle('setup Newtown', { held: [administrator] });
    const form = reply.blocks.flatMap((block) => (block.kind === 'form' ? [block.form] : []))[0];
    expect(form?.command).toBe('branch add');
    expect(form?.fields.find(({ name }) => name === 'name')?.default).toBe('Newtown');
    const args = { name: 'Newtown', region: 'scotland', groups: 'Health' };
    const page = await test.sees({ kind: 'command', name: 'branch add', args }, { held: [administrator] });
    const [, link = ''] = /› (setup \w{6})/.exec(page) ?? [];
    expect(await test.sees(link, { held: [administrator] })).toContain('linked to Newtown, Scotland');
    const branchOnly = await test.sees('setup Elsewhere', { held: [branchOfficer('nobody')] });
    expect(branchOnly).toContain('a regional officer of its region adds it');
    expect(branchOnly).not.toContain('new one');
  });

  it('without a name asks for it with a form', async () => {
    const { status, reply } = await test.handle('setup', officer);
    expect(status).toBe('refused');
    const fields = reply.blocks.flatMap((block) => (block.kind === 'form' ? block.form.fields : []));
    expect(fields.find(({ name }) => name === 'branch')).toMatchObject({ required: true, suggest: 'branch' });
  });

  it('asks before it takes a channel from another branch', async () => {
    const [bolton, wigan] = [await add('Bolton'), await add('Wigan')];
    await test.sees('setup Bolton', officer);
    expect(await test.sees('setup Bolton', officer)).toContain('linked to Bolton, North West already');
    expect(await test.sees('setup Wigan', officer)).toContain('Shall it be Wigan, North West’s instead?');
    expect(await branchAt('C1')).toBe('Bolton');
    const moved = await test.sees(`setup ${wigan} --move`, officer);
    expect(moved).toContain('linked to Wigan');
    expect(moved).toContain(`setup ${bolton} --move`);
    expect(await branchAt('C1')).toBe('Wigan');
    expect(await (await test.services.directory()).links(bolton)).toEqual([]);
    expect(await test.sees('branch show Bolton', officer)).toContain(`channel given to branch ${wigan} by you`);
  });

  it('says when it may not write there', async () => {
    const courier: Courier = {
      deliver: async () => ({ status: 'later', mayHaveArrived: false }),
      canReach: async () => 'forbidden',
      find: async () => 'unknown',
      preview: () => [],
      replace: async () => ({ status: 'later', mayHaveArrived: false }),
    };
    test = program('2026-11-22T10:00:00Z', courier);
    await add('Bolton');
    expect(await test.sees('setup Bolton', officer)).toContain('invite me');
    expect(await branchAt('C1')).toBe('Bolton');
  });

  describe('is for an officer of the branch, those above, and who administers the workspace', () => {
    const may = async (held: readonly Held[], line: string): Promise<string> => (await test.handle(line, { held, channel: `C-${held[0]?.role}` })).status;

    it('and for nobody else', async () => {
      const bolton = await add('Bolton');
      for (const held of [branchOfficer(bolton), regional('north-west'), national, administrator]) expect(await may([held], 'setup Bolton')).toBe('answered');
      const others: Held[] = [branchOfficer('other1'), regional('northern'), { role: 'administrator', reach: { platform: 'test', workspace: 'W2' } }];
      for (const held of others) expect(await may([held], 'setup Bolton')).toBe('refused');
      expect(await may([], 'setup Bolton')).toBe('refused');
      const refusal = await test.sees('setup Bolton', { held: [regional('northern')] });
      expect(refusal).toContain('a branch officer of Bolton, a regional officer of North West, a national officer or an administrator of this workspace');
    });

    it('nobody takes a channel from a branch that is not theirs', async () => {
      const [bolton, wigan] = [await add('Bolton'), await add('Wigan')];
      await test.sees('setup Bolton', officer);
      expect(await test.sees('setup Wigan --move', { held: [branchOfficer(wigan)] })).toContain('You may not take this channel from Bolton');
      expect(await branchAt('C1')).toBe('Bolton');
      expect((await test.handle('setup Wigan --move', { held: [branchOfficer(wigan), branchOfficer(bolton)] })).status).toBe('answered');
    });
  });
});
