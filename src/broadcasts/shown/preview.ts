import { type Block, button, buttons, confidentially, facts, heading, list, type Reply, text } from '../../core/reply.ts';
import type { Branch, Division, Recipient } from '../../directory/branch.ts';
import { workspaceName } from '../../directory/workspace.ts';
import { WHO_ACCEPTS } from '../../roles/directory-authority.ts';
import type { Preview } from '../broadcasts.ts';
import { REASONS } from './reasons.ts';
import { settingFacts } from './settings.ts';

interface Showing {
  /** All regions there are. */
  readonly regions: readonly Division[];
  /** Of the recipients, from 1. */
  readonly page: number;
  /** Whether it is the sender who looks, or a second officer. */
  readonly asks: 'confirm' | 'approve';
  /** What is no longer as it was shown before. */
  readonly changed?: readonly string[] | undefined;
  /** All recipients as a file, where they are many. */
  readonly file?: Block | undefined;
  /** Whether who looks may accept workspaces. */
  readonly mayAccept: boolean;
}

/** Recipients of a page. */
export const PAGE = 25;
const LISTED = 25;
/** Workspaces with a button each. */
const ACCEPTED_HERE = 3;

/** What will happen when it is confirmed, all of it: what each platform shows, who gets it and who does not. */
export function previewReply(preview: Preview, { regions, page, asks, changed = [], file, mayAccept }: Showing): Reply {
  const { broadcast, reached, unreachable } = preview;
  const shown = pageOf(reached, page);
  return confidentially(
    [
      ...changes(changed),
      heading(`${asks === 'confirm' ? 'Preview' : 'To approve'}: ${broadcast.title}`),
      text(`${summary(preview)} Nothing has been sent yet.`),
      facts(...settingFacts(broadcast, regions)),
      ...approval(preview, asks),
      ...overridden(preview),
      ...drawn(preview),
      heading(`Who gets it: ${counted(reached.length, 'branch', 'branches')}`),
      ...recipients(shown, reached.length, regions),
      ...(file === undefined ? [] : [file]),
      ...missing(unreachable, regions),
      ...notAccepted(preview, mayAccept),
      ...choices(preview, shown, asks),
    ],
    dataOf(preview, changed),
  );
}

const changes = (what: readonly string[]): Block[] =>
  what.length === 0 ? [] : [text('Not sent: something is no longer as you saw it. Please look again, and confirm if it is right.', 'warning'), list(what)];

export const counted = (count: number, one: string, many: string): string =>
  `${count === 0 ? 'no' : count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

function summary({ reached, unreachable }: Preview): string {
  const channels = reached.reduce((sum, { links }) => sum + links.length, 0);
  const goes = `It goes to ${counted(reached.length, 'branch', 'branches')}, in ${counted(channels, 'channel', 'channels')}.`;
  return unreachable.length === 0 ? goes : `${goes} ${counted(unreachable.length, 'branch', 'branches')} cannot be reached.`;
}

const approval = ({ approvalAbove, broadcast }: Preview, asks: Showing['asks']): Block[] =>
  approvalAbove === undefined || asks === 'approve' || broadcast.state !== 'draft'
    ? []
    : [text(`More than ${counted(approvalAbove, 'branch', 'branches')}: a second officer has to approve it before it is sent.`, 'warning')];

function overridden({ overridden: all, broadcast }: Preview): Block[] {
  if (broadcast.essential === undefined || all.length === 0) return [];
  const who = all.length === 1 ? 'one branch that' : `${all.length.toLocaleString('en-GB')} branches that`;
  return [text(`Essential, by authority of ${broadcast.essential.authority}: it also goes to ${who} muted \`${broadcast.tag}\`: ${names(all)}.`, 'warning')];
}

function names(branches: readonly Branch[]): string {
  const more = branches.length - LISTED;
  const shown = branches.slice(0, LISTED).map(({ name }) => name);
  return more > 0 ? `${shown.join(', ')} and ${more.toLocaleString('en-GB')} more` : shown.join(', ');
}

/** Where all platforms show the same, as it looks on this one; otherwise each in its own characters. Where none is connected here, before any draws it. */
function drawn({ drawn: platforms, shown }: Preview): Block[] {
  const [first] = platforms;
  if (first === undefined) return [heading('What each channel will see'), ...asSeen(shown)];
  if (platforms.every(({ messages }) => messages.length === 1 && messages[0] === first.messages[0]))
    return [heading(`What ${new Intl.ListFormat('en-GB').format(platforms.map(({ platform }) => capital(platform)))} will show`), ...asSeen(shown)];
  return platforms.flatMap(({ platform, messages }) => [
    heading(`What ${capital(platform)} will show${messages.length === 1 ? '' : `, in ${messages.length} messages`}`),
    ...messages.map((message) => text(message)),
  ]);
}

/** Its buttons by their words, for here they would act. */
const asSeen = ({ blocks }: Reply): Block[] =>
  blocks.map((block) => {
    if (block.kind === 'buttons') return text(block.buttons.map(({ label }) => `[${label}]`).join(' '));
    return block.kind === 'file' ? text(`[File: ${block.fileName}]`) : block;
  });

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

interface Page {
  readonly items: readonly Recipient[];
  readonly number: number;
  readonly of: number;
}

function pageOf(reached: readonly Recipient[], wanted: number): Page {
  const of = Math.max(1, Math.ceil(reached.length / PAGE));
  const number = Math.min(Math.max(1, wanted), of);
  return { items: reached.slice((number - 1) * PAGE, number * PAGE), number, of };
}

function recipients({ items, number, of }: Page, all: number, regions: readonly Division[]): Block[] {
  if (all === 0) return [text('Nobody that can be reached.', 'warning')];
  return [
    list(items.map(({ branch, links }) => `${branch.name} (${regionOf(branch, regions)}): ${platformsOf(links)}`)),
    ...(of === 1 ? [] : [text(`Page ${number} of ${of}.`, 'muted')]),
  ];
}

const platformsOf = (links: Recipient['links']): string => {
  const each = [...new Set(links.map(({ platform }) => platform))].map((platform) => {
    const count = links.filter((link) => link.platform === platform).length;
    return count === 1 ? capital(platform) : `${capital(platform)}, ${count} channels`;
  });
  return each.join('; ');
};

export const regionOf = ({ region }: Pick<Branch, 'region'>, regions: readonly Division[]): string => regions.find(({ id }) => id === region)?.name ?? region;

function missing(unreachable: Preview['unreachable'], regions: readonly Division[]): Block[] {
  if (unreachable.length === 0) return [];
  const more = unreachable.length - LISTED;
  return [
    heading(`Who cannot be reached: ${counted(unreachable.length, 'branch', 'branches')}`),
    list(unreachable.slice(0, LISTED).map(({ branch, why }) => `${branch.name} (${regionOf(branch, regions)}): ${REASONS[why]}`)),
    ...(more > 0 ? [text(`And ${more.toLocaleString('en-GB')} more: all are in the file.`, 'muted')] : []),
  ];
}

/** Who accepts them, or the buttons for it. */
function notAccepted({ notAccepted: all, broadcast: { id } }: Preview, mayAccept: boolean): Block[] {
  const [only] = all;
  if (only === undefined) return [];
  const what = all.length === 1 ? `The workspace ${workspaceName(only)} has` : `${all.length.toLocaleString('en-GB')} workspaces have`;
  const said = `${what} not been accepted, so nothing goes to channels there: anybody can make a workspace and link a branch in it.`;
  if (!mayAccept) return [text(`${said} ${all.length === 1 ? 'It is' : 'They are'} accepted by ${WHO_ACCEPTS}: \`workspaces\` lists them.`, 'warning')];
  return [
    text(`${said} Then look again.`, 'warning'),
    ...buttons(
      ...all.slice(0, ACCEPTED_HERE).map((one) => button(`Accept the workspace ${workspaceName(one)}`, `workspace accept ${workspaceName(one)}`)),
      ...(all.length > ACCEPTED_HERE ? [button('All workspaces', 'workspaces')] : []),
      button('Look again', `broadcast show ${id}`),
    ),
  ];
}

function choices({ broadcast: { id }, reached, mark, approvalAbove }: Preview, { number, of }: Page, asks: Showing['asks']): Block[] {
  const to = counted(reached.length, 'branch', 'branches');
  const send = approvalAbove === undefined || asks === 'approve' ? `Send to ${to}` : `Ask for approval: ${to}`;
  return [
    ...(of === 1
      ? []
      : buttons(
          ...(number === 1 ? [] : [button('Page before', `broadcast show ${id} --page ${number - 1}`)]),
          ...(number === of ? [] : [button('Next page', `broadcast show ${id} --page ${number + 1}`)]),
        )),
    ...(asks === 'approve'
      ? buttons(button(`Approve: ${send.toLowerCase()}`, `broadcast approve ${id} ${mark}`, 'primary'))
      : buttons(
          ...(reached.length === 0 ? [] : [button(send, `broadcast confirm ${id} ${mark}`, 'primary')]),
          button('Change', `broadcast change ${id}`),
          button('Throw away', `broadcast cancel ${id}`, 'danger'),
        )),
  ];
}

const dataOf = (
  { broadcast, reached, unreachable, overridden: muted, notAccepted: waiting, mark, drawn: platforms, approvalAbove }: Preview,
  changed: readonly string[],
) => ({
  broadcast: broadcast.id,
  title: broadcast.title,
  state: broadcast.state,
  mark,
  changed: [...changed],
  recipients: reached.map(({ branch }) => ({ branch: branch.name, code: branch.code ?? null, region: branch.region })),
  unreachable: unreachable.map(({ branch, why }) => ({ branch: branch.name, code: branch.code ?? null, region: branch.region, why })),
  overridden: muted.map(({ name }) => name),
  notAccepted: waiting.map(workspaceName),
  approvalAbove: approvalAbove ?? null,
  shown: platforms.map(({ platform, messages }) => ({ platform, messages: [...messages] })),
});
