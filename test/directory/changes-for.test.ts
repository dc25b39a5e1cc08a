import { describe, expect, it } from 'vitest';
import type { Branch } from '../../src/directory/branch.ts';
import { changesFor } from '../../src/directory/changes-for.ts';
import type { Limits } from '../../src/directory/import-plan.ts';
import { readBranches } from '../../src/directory/read-branches.ts';
import { branch, DIVISIONS, link } from './made-up.ts';

const everywhere: Limits = { mayChange: () => true };
const bolton = branch({ name: 'Bolton', code: 'B1', serviceGroups: ['health'], tags: ['pfi'] });
const wigan = branch({ name: 'Wigan', code: 'W1' });
const durham = branch({ name: 'Durham', region: 'northern' });
const merged = branch({ name: 'Leigh', state: { mergedInto: wigan.id } });
const closed = branch({ name: 'Bury', state: 'closed' });
const theirs = link(wigan.id, { platform: 'slack', workspace: 'T1', channel: 'C1' });
const branches: readonly Branch[] = [bolton, wigan, durham, merged, closed];

const plan = (file: string, limits = everywhere) =>
  changesFor(readBranches(new TextEncoder().encode(file)).rows, { ...DIVISIONS, branches, links: [theirs] }, limits);
const refusals = (file: string, limits = everywhere) => plan(file, limits).refused.map(({ row, why }) => `${row}: ${why}`);

describe('changesFor', () => {
  it('adds what is new', () => {
    const { changes, same, refused } = plan(
      'Branch,Code,Region,Service groups,Tags\nOldham,O 1,nw,"Health, Water, Environment and Transport","PFI schools; academies"\n',
    );
    expect([same, refused]).toEqual([0, []]);
    expect(changes).toEqual([
      {
        ...{ row: 2, before: undefined, channels: [] },
        after: {
          ...{ name: 'Oldham', code: 'O 1', region: 'north-west' },
          ...{ serviceGroups: ['health', 'water-environment-and-transport'], tags: ['pfi-schools', 'academies'] },
        },
      },
    ]);
  });

  it('changes only what the file has a column for', () => {
    expect(plan('Branch,Region\nUNISON Bolton Branch,North West\n')).toMatchObject({ changes: [], same: 1 });
    const [change] = plan('Branch,Region,Tags\nBolton,North West,\n').changes;
    expect(change).toMatchObject({ before: bolton, after: { name: 'Bolton', code: 'B1', serviceGroups: ['health'], tags: [] } });
  });

  it('knows a branch by its code: its name and region may be new', () => {
    expect(plan('Branch,Code,Region\nBolton Metro,b 1,Northern\n').changes[0]).toMatchObject({
      before: bolton,
      after: { name: 'Bolton Metro', code: 'B1', region: 'northern' },
    });
  });

  it('leaves the region as it is where the file has none and a code says which branch it is', () => {
    expect(plan('Branch,Code,Tags\nBolton,B1,pits\n').changes[0]).toMatchObject({ before: bolton, after: { region: 'north-west', tags: ['pits'] } });
    expect(refusals('Branch,Tags\nDurham,pits\n')).toEqual(['2: it has no region']);
    expect(plan('Branch,Tags\nOldham,pits\n', { ...everywhere, region: 'north-west' }).changes[0]?.after.region).toBe('north-west');
  });

  it('lets branches exchange their names', () => {
    const { changes, refused } = plan('Branch,Code,Region\nWigan,B1,NW\nBolton,W1,NW\n');
    expect(refused).toEqual([]);
    expect(changes.map(({ before, after }) => `${before?.name} ${after.name}`)).toEqual(['Bolton Wigan', 'Wigan Bolton']);
  });

  it('links channels; a branch may have several, a row each', () => {
    const header = 'Branch,Region,Platform,Workspace,Channel\n';
    const { changes, refused, same } = plan(`${header}Bolton,NW,slack,T1,C7\nBolton,NW,slack,T1,C8\nWigan,NW,slack,T1,C1\n`);
    expect([refused, same]).toEqual([[], 1]);
    expect(changes.map(({ before, channels }) => [before?.name, channels.map(({ channel }) => channel)])).toEqual([['Bolton', ['C7', 'C8']]]);
    expect(refusals(`${header}Bolton,NW,slack,T1,C1\nDurham,Northern,slack,T1,C9\nOldham,NW,slack,T1,C9\n`)).toEqual([
      '2: its channel is linked to Wigan: unlink it there first',
      '4: row 3 has the same channel',
    ]);
  });

  it.each([
    ['Branch,Region\nOldham,NW\nOLDHAM branch,nw\n', '3: row 2 has the same branch'],
    ['Branch,Code,Region\nOldham,X1,NW\nRochdale,x 1,Northern\n', '3: row 2 has the same code'],
    ['Branch,Region\nOldham,Nort West\n', '2: there is no region called “Nort West”: is it North West?'],
    ['Branch,Region\nOldham,\n', '2: it has no region'],
    ['Branch,Region,Service group\nOldham,NW,Helth\n', '2: there is no service group called “Helth”: is it Health?'],
    ['Branch,Region\nLeigh,NW\n', '2: Leigh was merged into Wigan'],
    ['Branch,Region\nBury,NW\n', `2: Bury is closed: \`branch reopen ${closed.id}\` opens it again`],
    ['Branch,Code,Region\nWigan,B1,NW\n', '2: Wigan has the same name in its region'],
    ['Branch,Code,Region\nBolton,X9,NW\n', '2: there is a branch of that name with another code, B1'],
    ['Branch,Region\n???,NW\n', '2: it has no name'],
  ])('refuses %j', (file, expected) => {
    expect(refusals(file)).toEqual([expected]);
    expect(plan(file).changes.length).toBe(file.split('\n').length - 3);
  });

  it('refuses what is not the region’s own, into it and out of it', () => {
    const northern: Limits = { mayChange: (region) => region === 'northern' };
    expect(refusals('Branch,Code,Region\nDurham,,Northern\nOldham,,NW\nBolton,B1,Northern\n', northern)).toEqual([
      '3: North West is not yours to change',
      '4: North West is not yours to change',
    ]);
  });
});
