import { describeMoment } from '../src/calendar/schedule.ts';
import { type Block, button, buttons, type Fact, facts, list, text } from '../src/core/reply.ts';
import type { Place, Request } from '../src/core/request.ts';
import type { Branch, Division, Link } from '../src/directory/branch.ts';
import type { Directory } from '../src/directory/directory.ts';
import type { Registry } from '../src/directory/registry.ts';
import { workspaceName } from '../src/directory/workspace.ts';

const nameIn = (divisions: readonly Division[], id: string): string => divisions.find((division) => division.id === id)?.name ?? id;

export const regionName = (directory: Pick<Directory, 'regions'>, id: string): string => nameIn(directory.regions(), id);

/** `Bolton, North West`: two regions may have branches of one name. */
export const placedName = ({ name, region }: Pick<Branch, 'name' | 'region'>, directory: Pick<Directory, 'regions'>): string =>
  `${name}, ${regionName(directory, region)}`;

/** `Bolton, North West (B12)`: a branch among others of the same name. */
export const choiceName = (branch: Pick<Branch, 'name' | 'region' | 'code' | 'state'>, directory: Pick<Directory, 'regions'>): string =>
  `${placedName(branch, directory)}${branch.code === undefined ? '' : ` (${branch.code})`}${branch.state === 'open' ? '' : branch.state === 'closed' ? ', closed' : ', merged'}`;

/** What a branch is, without its channels. */
export function branchFacts(branch: Branch, directory: Directory, merged?: Branch): Fact[] {
  const { name, code, region, serviceGroups, tags, mutes, state, id } = branch;
  const groups = serviceGroups.map((group) => nameIn(directory.serviceGroups(), group));
  return [
    { label: 'Branch', value: `${name} [${id}]` },
    ...(code === undefined ? [] : [{ label: 'Code', value: code }]),
    { label: 'Region', value: regionName(directory, region) },
    ...(groups.length === 0 ? [] : [{ label: groups.length === 1 ? 'Service group' : 'Service groups', value: groups.join('; ') }]),
    ...(tags.length === 0 ? [] : [{ label: 'Tags', value: tags.join(', ') }]),
    ...(mutes.length === 0 ? [] : [{ label: 'Does not want', value: mutes.join(', ') }]),
    ...(state === 'open' ? [] : [{ label: 'State', value: state === 'closed' ? 'closed' : `merged into ${merged?.name ?? state.mergedInto}` }]),
  ];
}

const TROUBLE = { gone: 'it is gone, or closed to me', forbidden: 'I may not write there', removed: 'I was removed from there' } as const;

/** A channel in a line: a mention where the client can show one. */
export function linkLine(link: Link, here: Place): string {
  const trouble = link.trouble === undefined ? [] : [`the last message did not arrive, ${TROUBLE[link.trouble]}`];
  const trust = link.isAccepted === true ? [] : [`nothing from elsewhere arrives: its workspace (${workspaceName(link)}) has not been accepted`];
  const notes = [...trouble, ...trust].join('; ');
  return `${channelName(link, here)}${notes === '' ? '' : `: ${notes}`}`;
}

export function channelName({ platform, workspace, channel }: Link, here: Place): string {
  if (platform !== here.platform || workspace !== here.workspace) return `${platform} ${workspace} ${channel}`;
  return channel === here.channel ? 'this channel' : `<#${channel}>`;
}

/** Who did what when, newest first. */
export function historyBlocks(history: Awaited<ReturnType<Registry['history']>>, { person, timeZone }: Request): Block[] {
  if (history.length === 0) return [];
  const lines = history.map(({ at, action, person: who }) => `${describeMoment(at, timeZone)}: ${action} by ${who === person.id ? 'you' : 'another member'}`);
  return [text('What was done:', 'muted'), list(lines)];
}

export const branchData = ({ id, name, code, region, serviceGroups, tags, mutes, state }: Branch) => ({
  ...{ id, name, region, serviceGroups, tags, mutes },
  code: code ?? null,
  state: typeof state === 'string' ? state : 'merged',
  mergedInto: typeof state === 'string' ? null : state.mergedInto,
});

/** Says what was done, and how the branch stands. */
export const branchReplyBlocks = (said: string, branch: Branch, directory: Directory, ...more: Block[]): Block[] => [
  text(said),
  facts(...branchFacts(branch, directory)),
  ...more,
  ...buttons(button('Show its history', `branch show ${branch.id}`)),
];
