import { beforeEach, describe, expect, it } from 'vitest';
import { program } from '../commands/kept.ts';
import { CAST, type CastProgram, castProgram, type Who } from './cast.ts';

describe('roles', () => {
  let world: CastProgram;
  beforeEach(async () => {
    world = await castProgram();
  });

  const sees = (line: string, who: Who, place: { channel?: string; workspace?: string } = {}): Promise<string> =>
    world.sees(line, { person: CAST[who], ...place });
  const status = async (line: string, who: Who, place: { workspace?: string } = {}): Promise<string> =>
    (await world.handle(line, { person: CAST[who], ...place })).status;
  const grantOf = async (line: string, who: Who) => {
    const { reply } = await world.handle(line, { person: CAST[who] });
    const { id } = reply.data as { id?: string };
    return id ?? `none: ${JSON.stringify(reply.data)}`;
  };

  describe('a role that is given', () => {
    it('is said back: who, what, where it counts, until when, with a button that takes it back', async () => {
      const page = await sees('role grant regional-officer region "North West" to <@U0NEW> until 31 December', 'administrator everywhere');
      expect(page).toContain('Given, and it counts from now on: regional officer of North West.');
      expect(page).toMatch(/Who\s+<@U0NEW>/);
      expect(page).toMatch(/Where it counts\s+everywhere/);
      expect(page).toMatch(/Until\s+Thursday 31 December 2026/);
      expect(page).toMatch(/role revoke [a-z0-9]{6}\s+Take it back/);
    });

    it.each([
      ['an administrator of the workspace', 'administrator here', 'in this workspace only'],
      ['a national officer of the workspace', 'national officer of this workspace', 'in this workspace only'],
      ['a national officer', 'national officer', 'everywhere'],
    ] as const)('by %s counts as far as that', async (_, who, where) => {
      expect(await sees('role grant national-officer to <@U0NEW>', who)).toContain(`Where it counts ${where}`);
    });

    it.each([
      ['regional officer of the north west to <@U0NEW>', 'regional officer of North West'],
      ['<@U0NEW> regional officer for North West', 'regional officer of North West'],
      ['a Regional Officer of "the North West Region" to <@U0NEW>', 'regional officer of North West'],
      ['branch officer to <@U0NEW>', 'branch officer of Bolton'],
      ["branch officer of this channel's branch to <@U0NEW>", 'branch officer of Bolton'],
      ['branch-officer branch Prestn to <@U0NEW>', 'branch officer of Preston'],
      ['admin to U0NEW', 'administrator'],
      ['national officer to <!subteam^S0NEW|@officers>', 'national officer'],
      ['--role national-officer --to <@U0NEW> --until 31/12/2026', 'national officer'],
      ['national-officer to <@U0NEW> until Friday', 'national officer'],
      ['national-officer to <@U0NEW> until the end of next month', 'national officer'],
    ])('`role grant %s`', async (words, name) => {
      expect(await sees(`role grant ${words}`, 'administrator everywhere')).toContain(`from now on: ${name}.`);
    });

    it.each([
      ['to <@U0NEW>', 'Which role is it?'],
      ['regional-officer region "North West"', 'Who is it for?'],
      ['regional-officer to <@U0NEW>', 'A regional officer is one of a region: which?'],
      ['regional-officer region Atlantis to <@U0NEW>', 'I know no region called “Atlantis”.'],
      ['branch-officer branch Atlantis to <@U0NEW>', 'I know no branch called “Atlantis”.'],
      ['national-officer of Bolton to <@U0NEW>', 'A national officer is one of the whole union, and I do not know what “Bolton” is.'],
      ['national-officer to @sam', 'I cannot tell who “@sam” is.'],
      ['national-officer to <@U0NEW> until the cows come home', 'I cannot read “the cows come home” as a day.'],
      ['national-officer to <@U0NEW> until 31 December 2025', 'Wednesday 31 December 2025 is over.'],
      ['national-officer to <@U0NEW> until yesterday', 'is over.'],
    ])('`role grant %s` is refused, with what to do', async (words, what) => {
      expect(await sees(`role grant ${words}`, 'administrator everywhere')).toContain(what);
      expect(await status(`role grant ${words}`, 'administrator everywhere')).toBe('refused');
    });

    it('is of a branch that this channel is not linked to only when that is named', async () => {
      expect(await sees('role grant branch-officer to <@U0NEW>', 'administrator everywhere', { channel: 'C9' })).toContain('this channel is not linked to one');
    });

    it('offers the regions that a misspelt name is like', async () => {
      const page = await sees('role grant regional officer of nroth west to <@U0NEW> until 31 December', 'administrator everywhere');
      expect(page).toContain('role grant regional-officer region "North West" to <@U0NEW> until 31 December');
    });

    it('offers the branches that may be meant', async () => {
      const registry = await world.services.registry();
      for (const name of ['Bolton Health', 'Bolton Schools'])
        await registry.add({ name, region: 'north-west', code: undefined, serviceGroups: [] }, world.requestOf('administrator everywhere'));
      const page = await sees('role grant branch-officer branch Bolt to <@U0NEW>', 'administrator everywhere');
      expect(page).toContain('role grant branch-officer branch "Bolton Health" to <@U0NEW>');
      expect(await sees('role grant branch-officer branch Bolton to <@U0NEW>', 'administrator everywhere')).toContain('branch officer of Bolton.');
    });

    it('ends at the end of its last day in the zone of the branch, and not before', async () => {
      // In London clocks have been put back: the day ends at midnight UTC.
      world = await castProgram();
      await world.handle('role grant national-officer to <@U0NEW> until 26 November', { person: CAST['administrator everywhere'] });
      const asNew = async () => (await world.handle('role grant national-officer to <@U0OTHER>', { person: 'U0NEW' })).status;
      const [now, end] = [Date.parse('2026-11-24T09:00:00Z'), Date.parse('2026-11-27T00:00:00Z')];
      world.passes(end - now - 1);
      expect(await asNew()).toBe('answered');
      world.passes(1);
      expect(await asNew()).toBe('refused');
    });

    it('again is the same role with another end, not a second one', async () => {
      await grantOf('role grant national-officer to <@U0NEW> until 31 December', 'administrator everywhere');
      const second = await grantOf('role grant national-officer to <@U0NEW>', 'administrator everywhere');
      const page = await sees('roles national', 'administrator everywhere');
      expect(page.match(/<@U0NEW>/g)).toHaveLength(1);
      expect(page).toContain(`[${second}]`);
    });

    it('for somebody elsewhere is given only by who reaches there', async () => {
      expect(await sees('role grant national-officer to slack:T0123:U0456', 'national officer')).toMatch(/Who\s+slack:T0123:U0456/);
      expect(await sees('role grant national-officer to slack:T0123:U0456', 'administrator here')).toContain('You may not give the role of national officer.');
    });
  });

  describe('a role that is taken back', () => {
    it('stops at once', async () => {
      const id = await grantOf('role grant national-officer to <@U0NEW>', 'administrator everywhere');
      expect((await world.handle('role grant national-officer to <@U0OTHER>', { person: 'U0NEW' })).status).toBe('answered');
      expect(await sees(`role revoke ${id}`, 'national officer')).toContain('Taken back, and it counts no more: national officer, of <@U0NEW>.');
      expect((await world.handle('role grant national-officer to <@U0OTHER>', { person: 'U0NEW' })).status).toBe('refused');
      expect(await sees(`role revoke ${id}`, 'national officer')).toContain(`There is no role \`${id}\` in force.`);
    });

    it('can be named by whose it is', async () => {
      await grantOf('role grant national-officer to <@U0NEW>', 'administrator everywhere');
      await grantOf('role grant regional-officer of North West to <@U0NEW>', 'administrator everywhere');
      expect(await sees('role revoke <@U0NEW>', 'administrator everywhere')).toContain('<@U0NEW> has several roles here');
      expect(await sees('role revoke regional officer of North West from <@U0NEW>', 'administrator everywhere')).toContain(
        'no more: regional officer of North West',
      );
      expect(await sees('role revoke <@U0NEW>', 'administrator everywhere')).toContain('no more: national officer');
      expect(await sees('role revoke <@U0NEW>', 'administrator everywhere')).toContain('has no such role that you may take back');
    });

    it('reaches no further than who takes it back', async () => {
      const id = await grantOf('role grant national-officer to <@U0NEW>', 'national officer');
      expect(await sees(`role revoke ${id}`, 'administrator here')).toContain('You may not take back the role of national officer.');
    });

    it('may be one’s own, whoever gave it', async () => {
      const page = await sees(`role revoke <@${CAST['branch officer']}>`, 'branch officer');
      expect(page).toContain('Taken back');
      expect(await status('role grant branch-officer of Bolton to <@U0NEW>', 'branch officer')).toBe('refused');
    });

    it('is never that of an administrator whom the environment names', async () => {
      expect(await sees(`role revoke <@${CAST['administrator everywhere']}>`, 'national officer')).toContain('STEWARD_ADMINS, which nobody can take back here');
    });
  });

  it('name the region and the branch when they refuse', async () => {
    const page = await sees('role grant branch-officer branch Bolton to <@U0NEW>', 'officer of another region');
    expect(page).toContain('You may not give the role of branch officer of Bolton.');
    expect(page).toContain('a branch officer of Bolton, a regional officer of North West, a national officer or an administrator');
  });

  it('of one workspace count there only, and the refusal says so', async () => {
    expect(await sees('role grant national-officer to <@U0NEW>', 'administrator elsewhere')).toContain('not open to you');
    expect(await sees('role grant national-officer to <@U0NEW>', 'administrator elsewhere', { workspace: 'W2' })).toContain('in this workspace only');
    expect(await sees('role grant national-officer to <@U0OTHER>', 'administrator here', { workspace: 'W2' })).toContain('not open to you');
  });

  it('follow a branch that merged', async () => {
    const registry = await world.services.registry();
    const bolton = await (await world.services.directory()).branch(world.bolton.id);
    await registry.merge(bolton ?? world.bolton, world.preston, world.requestOf('administrator everywhere'));
    expect(await sees('role grant branch-officer branch Preston to <@U0NEW>', 'branch officer')).toContain('branch officer of Preston');
  });

  describe('`roles`', () => {
    it('says which one has, to everyone', async () => {
      expect(await sees('roles', 'organiser')).toContain('You are an organiser.');
      expect(await sees('roles', 'regional officer by a group')).toContain('You are an organiser and a regional officer of North West.');
      expect(await sees('roles', 'administrator here')).toContain('You are an organiser and an administrator.');
    });

    it('shows those that one may take back, and one’s own, with who gave them', async () => {
      const page = await sees('roles', 'regional officer');
      expect(page).toContain('you: regional officer of North West; given by <@U0ADMIN> on 22 November 2026');
      expect(page).toContain('<@U0BRANCH>: branch officer of Bolton');
      expect(page).toContain('<!subteam^S0REGION>: regional officer of North West');
      expect(page).not.toMatch(/South West|Bristol|national officer/);
      expect(await sees('roles', 'organiser')).not.toContain('U0BRANCH');
    });

    it('looks for a region, a branch or a role', async () => {
      const page = await sees('roles south west', 'national officer');
      expect(page).toContain('<@U0OTHERREGION>: regional officer of South West');
      expect(page).not.toContain('North West');
      expect(await sees('roles and responsibilities of scrutiny', 'organiser')).toContain('ask roles and responsibilities of scrutiny');
    });
  });

  it('are in the audit log, with who did what, for those who may see them', async () => {
    const id = await grantOf('role grant national-officer to <@U0NEW>', 'national officer');
    world.passes(1_000);
    await world.handle(`role revoke ${id}`, { person: CAST['administrator everywhere'] });
    const page = await sees('role history', 'national officer');
    expect(page).toMatch(/taken back by <@U0ADMIN>: national officer, of <@U0NEW> .* given by you: national officer, of <@U0NEW>/);
    expect(await sees('role history', 'regional officer')).not.toContain('national officer');
  });
});

describe('the last administrator', () => {
  it('is told so when they lay it down', async () => {
    const isOwner = async (_: string, person: string): Promise<boolean> => person === 'U0OWNER';
    const known = { membershipOf: () => ({ personIds: 'workspace', isAdministrator: isOwner, groupsOf: async () => [] }) as const, administrators: [] };
    const { sees } = program('2026-11-22T09:00:00Z', undefined, { known });
    for (const person of ['U1', 'U2']) await sees(`role grant administrator to <@${person}>`, { person: 'U0OWNER' });
    expect(await sees('role revoke <@U1>', { person: 'U1' })).not.toContain('the last one');
    expect(await sees('role revoke <@U2>', { person: 'U2' })).toContain('You were the last one who had been made an administrator here.');
  });
});

describe('a platform that does not answer', () => {
  it('lets nobody through whose role only it knows, and everyone whose role is kept here', async () => {
    const silent = () => new Promise<never>(() => {});
    const known = {
      membershipOf: () => ({ personIds: 'workspace', isAdministrator: silent, groupsOf: silent }) as const,
      administrators: [{ platform: 'test', workspace: 'W1', person: 'U0ADMIN' }],
      withinMs: 20,
    };
    const { sees } = program('2026-11-22T09:00:00Z', undefined, { known });
    expect(await sees('role grant national-officer to <@U1>', { person: 'U0OWNER' })).toContain(
      'I could not find out in time whether `role grant` is open to you',
    );
    expect(await sees('role grant national-officer to <@U1>', { person: 'U0ADMIN' })).toContain('Given');
    expect(await sees('role grant national-officer to <@U2>', { person: 'U1' })).toContain('Given');
  });
});

describe('a platform where a person has one id in every workspace', () => {
  it('knows them there too, as far as their role counts', async () => {
    const isOwner = async (workspace: string, person: string): Promise<boolean> => person === 'U0OWNER' && workspace === 'W1';
    const known = {
      membershipOf: () => ({ personIds: 'platform', isAdministrator: isOwner, groupsOf: async () => [] }) as const,
      administrators: [{ platform: 'test', workspace: 'W1', person: 'U0ADMIN' }],
    };
    const { sees } = program('2026-11-22T09:00:00Z', undefined, { known });
    const grant = 'role grant national-officer to <@U3>';
    await sees('role grant national-officer to <@U1>', { person: 'U0ADMIN' });
    await sees('role grant national-officer to <@U2>', { person: 'U0OWNER' });
    for (const workspace of ['W1', 'W2', '@me']) {
      expect(await sees(grant, { person: 'U1', workspace })).toContain('Where it counts everywhere');
      expect(await sees(grant, { person: 'U0ADMIN', workspace })).toContain('Where it counts everywhere');
    }
    expect(await sees(grant, { person: 'U2', workspace: 'W1' })).toContain('in this workspace only');
    expect(await sees(grant, { person: 'U2', workspace: 'W2' })).toContain('not open to you here: your role counts in another workspace');
  });
});
