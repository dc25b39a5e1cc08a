import type { Request } from '../../src/core/request.ts';
import type { Held } from '../../src/core/standing.ts';
import type { Branch } from '../../src/directory/branch.ts';
import { program } from '../commands/kept.ts';
import type { KeptSettings } from '../records.ts';
import { recordingCourier } from './recording-courier.ts';

export const MONDAY = '2026-11-23T09:30:00Z';
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const NATIONAL: readonly Held[] = [{ role: 'national-officer', reach: 'everywhere' }];
export const officerOf = (region: string, reach: Held['reach'] = 'everywhere'): readonly Held[] => [{ role: 'regional-officer', of: region, reach }];

/** Who asks: an officer of the North West, one of Yorkshire, one of the whole union, a second of the North West. */
export const ANN = { person: 'UANN', channel: 'COFFICE', held: officerOf('north-west') };
export const BOB = { person: 'UBOB', channel: 'COFFICE', held: officerOf('yorkshire-humberside') };
export const NAT = { person: 'UNAT', channel: 'COFFICE', held: NATIONAL };
export const SUE = { person: 'USUE', channel: 'COFFICE', held: officerOf('north-west') };

/** Branches of two regions: Bolton and Preston (in two places) can be reached, Wigan has no channel, Salford mutes `pay`; Leeds is in Yorkshire. */
export async function office(options: Pick<KeptSettings, 'approvalAbove' | 'known'> & { readonly at?: string } = {}) {
  const post = recordingCourier();
  const steward = program(options.at ?? MONDAY, post.courier, { approvalAbove: options.approvalAbove, known: options.known });
  const registry = await steward.services.registry();
  const directory = await steward.services.directory();

  const requestIn = (platform: string, workspace: string, channel: string): Request => ({
    ...{ person: { id: 'UADM', roles: [] }, place: { platform, workspace, channel } },
    ...{ said: { kind: 'line', text: '' }, locale: 'en-GB', timeZone: 'Europe/London' },
  });
  const setup = requestIn('test', 'W1', 'CSETUP');

  async function add(name: string, region: string, code: string, serviceGroups: readonly string[] = ['local-government']): Promise<Branch> {
    return registry.add({ name, code, region, serviceGroups }, setup);
  }
  /** By somebody whose role counts everywhere, who thereby vouches for the workspace. */
  async function link(name: string, channel: string, workspace = 'W1', platform = 'test'): Promise<void> {
    const request = requestIn(platform, workspace, channel);
    await registry.link(await named(name), undefined, request);
    await (await steward.services.workspaces()).vouch(request);
  }
  async function named(name: string): Promise<Branch> {
    const [branch] = await directory.find(name, 1);
    if (branch === undefined) throw new Error(`no branch is called ${name}`);
    return branch;
  }

  for (const [name, code] of [
    ['Bolton', 'NW01'],
    ['Preston', 'NW02'],
    ['Wigan', 'NW03'],
    ['Salford', 'NW04'],
  ] as const)
    await add(name, 'north-west', code);
  await add('Leeds', 'yorkshire-humberside', 'YH01', ['health']);
  await link('Bolton', 'CBOLTON');
  await link('Preston', 'CPRESTON');
  await link('Preston', 'CPRESTON2', 'G1', 'other');
  await link('Salford', 'CSALFORD');
  await link('Leeds', 'CLEEDS');
  await registry.change(await named('Salford'), { mutes: ['pay'] }, 'tag muted', setup);

  /** Drafts it, and gives what its preview shows. */
  async function drafts(line: string, who: Parameters<typeof steward.sees>[1] = ANN) {
    const page = await steward.sees(line, who);
    const [, id = 'none', mark = 'none'] = /broadcast confirm (\w{6}) (\w{8})/.exec(page) ?? [];
    return { page, id, mark, confirm: `broadcast confirm ${id} ${mark}` };
  }

  return {
    ...steward,
    post,
    registry,
    directory,
    setup,
    add,
    link,
    named,
    async unlink(name: string, channel: string) {
      const branch = await named(name);
      const found = (await directory.links(branch.id)).find((one) => one.channel === channel);
      if (found !== undefined) await registry.unlink(branch, found, setup);
    },
    /** What is due is sent. */
    goesOut: () => steward.settles('test', 'other'),
    drafts,
    /** Sends it, and sees it go out. @returns its short name */
    async sends(line = TENDER, who: Parameters<typeof steward.sees>[1] = ANN): Promise<string> {
      const { id, confirm } = await drafts(line, who);
      const page = await steward.sees(confirm, who);
      if (!page.includes('Confirmed')) throw new Error(`it was not sent: ${page}`);
      await steward.settles('test', 'other');
      return id;
    },
  };
}

export const TENDER = 'broadcast --title "The new tender" --regions "North West" The council has *published* its tender.';
