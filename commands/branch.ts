import { z } from 'zod';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { filledIn } from '../src/core/form.ts';
import { type Block, button, buttons, facts, list, privately, type Reply, text } from '../src/core/reply.ts';
import type { Role } from '../src/core/request.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Branch, Division, Link } from '../src/directory/branch.ts';
import type { Directory } from '../src/directory/directory.ts';
import { divisionsIn, findDivision, nameKey } from '../src/directory/names.ts';
import { mayAdd, mayGovern, mayLink } from '../src/roles/directory-authority.ts';
import { branchData, branchFacts, channelName, historyBlocks, linkLine, placedName } from './branch-blocks.ts';
import { branchChangeCommands } from './branch-change.ts';
import { branchEndCommands } from './branch-end.ts';
import { branchNamed, quoted } from './branch-named.ts';
import { refuseUnless, regionNamed, whoLinks } from './directory-refusals.ts';
import type { Services } from './services.ts';

type Run = Context<Services>;

const LINKERS: readonly Role[] = ['branch-officer', 'regional-officer', 'national-officer', 'administrator'];
const GOVERNORS: readonly Role[] = ['regional-officer', 'national-officer', 'administrator'];
const UNLINK_BUTTONS = 5;

const named = z.string().trim().default('').meta({ description: 'The branch’s name or code; this channel’s when left out', rest: true, suggest: 'branch' });

const show = defineCommand({
  name: 'branch show',
  summary: 'What is known of a branch, and who changed it',
  input: z.object({ branch: named }),
  allow: 'anyone',
  examples: ['branch show Stockport'],
  async run({ branch: words }, context: Run) {
    const [directory, registry] = [await context.services.directory(), await context.services.registry()];
    const branch = await branchNamed(words, directory, context, (name) => `branch show ${name}`);
    const into = typeof branch.state === 'string' ? undefined : await directory.branch(branch.state.mergedInto);
    const links = await directory.links(branch.id);
    const held = await context.held();
    const isTrusted = mayLink(held, branch, context.request.place) || mayGovern(held, branch.region);
    return privately(
      [
        facts(...branchFacts(branch, directory, into)),
        ...channelBlocks(links, isTrusted, context),
        ...(into ? buttons(button(`Show ${into.name}`, `branch show ${into.id}`)) : []),
        ...(branch.state === 'open' && isTrusted ? buttons(...unlinkButtons(branch, links, context)) : []),
        ...historyBlocks(await registry.history(branch.id), context.request),
      ],
      { ...branchData(branch), channels: links.length },
    );
  },
});

/** Where a branch meets is shown to those who may link it; everybody else learns only whether it can be reached. */
function channelBlocks(links: readonly Link[], isTrusted: boolean, { request }: Run): Block[] {
  if (links.length === 0) return [text('No channel is linked to it, so nothing that is sent reaches it. Say `setup` in its channel.', 'warning')];
  if (!isTrusted) return [text(links.length === 1 ? 'It is reached in one channel.' : `It is reached in ${links.length} channels.`)];
  return [text(links.length === 1 ? 'Its channel:' : 'Its channels:'), list(links.map((link) => linkLine(link, request.place)))];
}

const unlinkButtons = ({ id }: Branch, links: readonly Link[], { request }: Run) =>
  links.slice(0, UNLINK_BUTTONS).map((link) => button(`Unlink ${channelName(link, request.place)}`, `branch unlink ${id} --link ${link.id}`));

const add: Command<Services> = defineCommand({
  name: 'branch add',
  summary: 'Add a branch that is not in the directory yet',
  input: z.object({
    name: z
      .string()
      .trim()
      .max(120, 'is too long: a branch’s name has at most 120 characters')
      .refine((name) => nameKey(name) !== '', 'needs a letter or a digit')
      .meta({ description: 'The branch’s name, without “UNISON” and “branch”', rest: true }),
    region: z.string().trim().optional().meta({ description: 'Its region', suggest: 'region' }),
    groups: z.string().trim().max(300).optional().meta({ description: 'Its service groups, with commas between: Health, Local Government' }),
    code: z.string().trim().max(30).optional().meta({ description: 'The union’s number for it' }),
  }),
  allow: GOVERNORS,
  examples: ['branch add Oldham --region "North West" --groups Health'],
  async run({ name: words, region: said, groups = '', code }, context: Run) {
    const [directory, registry] = [await context.services.directory(), await context.services.registry()];
    const whole = words.replace(/^"(.*)"$/u, '$1').replace(/\s+/gu, ' ');
    const held = await context.held();
    const own = [...new Set(held.flatMap(({ role, of }) => (role === 'regional-officer' && of !== undefined ? [of] : [])))];
    const within = said === undefined && !words.startsWith('"') ? regionAtEnd(whole, directory) : undefined;
    if (within?.isSure === false) return askWhether(whole, within, { groups, code, region: own.length === 1 ? own[0] : undefined });
    const name = within?.name ?? whole;
    const wanted = within?.region.id ?? said ?? (own.length === 1 ? own[0] : undefined);
    if (wanted === undefined || wanted === '') return askRegion(name, { groups, code });
    const region = regionNamed(wanted, directory, (id) => `branch add "${name}" --region ${id}`);
    refuseUnless(mayAdd(held, region.id, context.request.place), `add a branch to ${region.name}`, [
      `a regional officer of ${region.name}`,
      'a national officer',
      'an administrator of this workspace',
    ]);
    const serviceGroups = serviceGroupsIn(groups, directory);
    const branch = await registry.add({ name, code: code === '' ? undefined : code, region: region.id, serviceGroups }, context.request);
    return privately(
      [
        text(`${placedName(branch, directory)} is in the directory now. No channel is linked to it yet.`),
        facts(...branchFacts(branch, directory)),
        ...buttons(button('Link this channel to it', `setup ${branch.id}`, 'primary'), button('Show its history', `branch show ${branch.id}`)),
      ],
      branchData(branch),
    );
  },
});

interface Within {
  readonly name: string;
  readonly region: Division;
  /** A comma or `in` parts the two. */
  readonly isSure: boolean;
}

/** `Oldham, North West` and `Oldham in North West` say the region; `Oldham North West` may. */
function regionAtEnd(words: string, directory: Directory): Within | undefined {
  const parts = words.split(' ');
  for (let at = 1; at < parts.length; at++) {
    const region = findDivision(parts.slice(at).join(' '), directory.regions());
    const before = parts.slice(0, at).join(' ');
    const name = before.replace(/(?:,|\s+in(?:\s+the)?)$/iu, '');
    if (region) return { name, region, isSure: name !== before };
  }
  return undefined;
}

function askWhether(
  whole: string,
  { name, region }: Within,
  { groups, code, region: own = region.id }: { readonly groups: string; readonly code?: string | undefined; readonly region?: string | undefined },
): Reply {
  const more = `${groups === '' ? '' : ` --groups "${groups}"`}${code === undefined || code === '' ? '' : ` --code "${code}"`}`;
  return privately(
    [
      text(`Is it ${name}, in the region ${region.name}? Or is its name “${whole}”? Nothing is added yet.`),
      ...buttons(
        button(`${name}, ${region.name}`, `branch add ${quoted(name)} --region ${region.id}${more}`, 'primary'),
        button(`Its name is ${whole}`, `branch add "${whole}" --region ${own}${more}`),
      ),
    ],
    { added: false, name: whole },
  );
}

const askRegion = (name: string, more: { readonly groups: string; readonly code?: string | undefined }): Reply =>
  privately(
    [
      text(`Which region is ${name} in?`),
      { kind: 'form', form: { title: 'Add a branch', command: 'branch add', fields: filledIn(add.fields, { name, ...more }).map(requireRegion) } },
    ],
    { added: false, name },
  );

const requireRegion = <F extends { readonly name: string; readonly required: boolean }>(field: F): F =>
  field.name === 'region' ? { ...field, required: true } : field;

function serviceGroupsIn(words: string, directory: Directory): readonly string[] {
  const { found, unknown } = divisionsIn(words, directory.serviceGroups());
  if (unknown.length === 0) return found.map(({ id }) => id);
  const all = directory.serviceGroups().map(({ name }) => name);
  throw new UserError(`I know of no service group called “${unknown.join('”, “')}”.`, `They are ${all.join('; ')}.`, { field: 'groups' });
}

const unlink = defineCommand({
  name: 'branch unlink',
  summary: 'End a branch’s link to this channel: nothing more is sent here',
  input: z.object({
    branch: named,
    link: z.string().trim().optional().meta({ description: 'Which of its channels, by the id that `branch show` gives its button; this one when left out' }),
  }),
  allow: LINKERS,
  examples: ['branch unlink Bolton'],
  async run({ branch: words, link: id }, context: Run) {
    const [directory, registry] = [await context.services.directory(), await context.services.registry()];
    const branch = await branchNamed(words, directory, context, (name) => `branch unlink ${name}`);
    const { place } = context.request;
    const links = await directory.links(branch.id);
    const isHere = (link: Link) => link.platform === place.platform && link.workspace === place.workspace && link.channel === place.channel;
    const link = links.find((one) => (id === undefined || id === '' ? isHere(one) : one.id === id));
    if (link === undefined)
      throw new UserError(`${branch.name} is not linked to ${id ? 'such a channel (any more)' : 'this channel'}.`, `\`branch show\` tells where it is.`, {
        tryThese: [`branch show ${branch.id}`],
      });
    refuseUnless(mayLink(await context.held(), branch, link), `unlink a channel of ${branch.name}`, whoLinks(branch, directory));
    await registry.unlink(branch, link, context.request);
    return privately(
      [
        text(`${placedName(branch, directory)} is no longer linked to ${isHere(link) ? 'this channel' : 'that channel'}: nothing more is sent there.`),
        ...buttons(...(isHere(link) ? [button('Link it again', `setup ${branch.id}`)] : []), button('Show the branch', `branch show ${branch.id}`)),
      ],
      { branch: branch.id, link: link.id, linked: false },
    );
  },
});

/** What is done with one branch. */
export const branchCommands: readonly Command<Services>[] = [show, add, unlink, ...branchChangeCommands, ...branchEndCommands];
