import { z } from 'zod';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { filledIn } from '../src/core/form.ts';
import { type Block, button, buttons, facts, list, privately, type Reply, text } from '../src/core/reply.ts';
import type { Role } from '../src/core/request.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Branch } from '../src/directory/branch.ts';
import type { Directory } from '../src/directory/directory.ts';
import { nameKey, tagsIn } from '../src/directory/names.ts';
import type { BranchChanges } from '../src/directory/registry.ts';
import { mayGovern, mayTend } from '../src/roles/directory-authority.ts';
import { branchData, branchFacts, branchReplyBlocks, placedName, regionName } from './branch-blocks.ts';
import { branchNamed, namesParted, quoted } from './branch-named.ts';
import { refuseUnless, regionNamed, whoGoverns, whoTends } from './directory-refusals.ts';
import type { Services } from './services.ts';
import { tagsAndBranch } from './tags-in.ts';

type Run = Context<Services>;

const GOVERNORS: readonly Role[] = ['regional-officer', 'national-officer', 'administrator'];
const TENDERS: readonly Role[] = ['branch-officer', ...GOVERNORS];
const MOST_TAGS = 30;

const which = z.string().trim().default('').meta({ description: 'The branch’s name or code; this channel’s when left out', rest: true, suggest: 'branch' });

/** @throws {UserError} for one that is not there any more to be changed */
function openOnly(branch: Branch): Branch {
  if (branch.state === 'open') return branch;
  throw new UserError(
    `${branch.name} is ${branch.state === 'closed' ? 'closed' : 'merged into another branch'}, so it cannot be changed.`,
    `Look at it: \`branch show ${branch.id}\`.`,
    {
      tryThese: [`branch show ${branch.id}`],
    },
  );
}

const askFor = (command: Command<Services>, title: string, question: string, known: Readonly<Record<string, unknown>>): Reply =>
  privately([text(question), { kind: 'form', form: { title, command: command.name, fields: filledIn(command.fields, known) } }], { changed: false });

/** @param rest what the line says after the branch, for the lines that are offered */
async function governed(words: string, verb: string, rest: string, context: Run, directory: Directory): Promise<Branch> {
  const branch = openOnly(await branchNamed(words, directory, context, (name) => `branch ${verb} ${name}${rest}`));
  refuseUnless(mayGovern(await context.held(), branch.region), `${verb} ${branch.name}`, whoGoverns(branch.region, directory));
  return branch;
}

const rename: Command<Services> = defineCommand({
  name: 'branch rename',
  summary: 'Give a branch another name',
  input: z.object({ branch: which, to: z.string().trim().max(120, 'is too long').optional().meta({ description: 'Its new name' }) }),
  allow: GOVERNORS,
  examples: ['branch rename Wigan to "Wigan and Leigh"'],
  async run({ branch: words, to }, context: Run) {
    const [directory, registry] = [await context.services.directory(), await context.services.registry()];
    const { before, after: name } = namesParted(/to/, words, to);
    const branch = await governed(before, 'rename', name === '' ? '' : ` to ${quoted(name)}`, context, directory);
    if (name === '') return askFor(rename, 'Rename the branch', `What is ${branch.name} called now?`, { branch: branch.id });
    if (nameKey(name) === '' || name.length > 120)
      throw new UserError('A branch’s name needs a letter or a digit, and has at most 120 characters.', 'Give it another.', { field: 'to' });
    const next = await registry.change(branch, { name }, `branch renamed from “${branch.name}”`, context.request);
    const undo = buttons(button('Undo', `branch rename ${branch.id} to ${quoted(branch.name)}`));
    return privately(branchReplyBlocks(`${branch.name} is called ${name} now.`, next, directory, ...undo), branchData(next));
  },
});

const move: Command<Services> = defineCommand({
  name: 'branch move',
  summary: 'Move a branch to another region',
  input: z.object({ branch: which, to: z.string().trim().optional().meta({ description: 'The region it belongs to now', suggest: 'region' }) }),
  allow: GOVERNORS,
  examples: ['branch move Carlisle to Northern'],
  async run({ branch: words, to }, context: Run) {
    const [directory, registry] = [await context.services.directory(), await context.services.registry()];
    const { before, after } = namesParted(/to/, words, to);
    const branch = await governed(before, 'move', after === '' ? '' : ` to ${quoted(after)}`, context, directory);
    if (after === '') return askFor(move, 'Move the branch', `Which region does ${branch.name} belong to now?`, { branch: branch.id });
    const region = regionNamed(after, directory, (id) => `branch move ${branch.id} to ${id}`);
    refuseUnless(mayGovern(await context.held(), region.id), `move a branch to ${region.name}`, whoGoverns(region.id, directory));
    if (region.id === branch.region) return privately(branchReplyBlocks(`${branch.name} is in ${region.name} already.`, branch, directory), branchData(branch));
    const from = regionName(directory, branch.region);
    const next = await registry.change(branch, { region: region.id }, `branch moved from ${from} to ${region.name}`, context.request);
    const undo = buttons(button('Undo', `branch move ${branch.id} to ${branch.region}`));
    return privately(branchReplyBlocks(`${branch.name} moved from ${from} to ${region.name}.`, next, directory, ...undo), branchData(next));
  },
});

const merge: Command<Services> = defineCommand({
  name: 'branch merge',
  summary: 'Merge a branch into another: its channels and tags go there, its history stays',
  input: z.object({
    branch: which,
    into: z.string().trim().optional().meta({ description: 'The branch that it becomes part of', suggest: 'branch' }),
    sure: z.boolean().default(false).meta({ description: 'Do it: it cannot be undone' }),
  }),
  allow: GOVERNORS,
  examples: ['branch merge Tameside into Stockport'],
  async run({ branch: words, into: said, sure }, context: Run) {
    const [directory, registry] = [await context.services.directory(), await context.services.registry()];
    const { before, after } = namesParted(/(?:into|with)/, words, said);
    const from = await governed(before, 'merge', after === '' ? '' : ` into ${quoted(after)}`, context, directory);
    if (after === '') return askFor(merge, 'Merge the branch', `Which branch does ${from.name} become part of?`, { branch: from.id });
    const into = openOnly(await branchNamed(after, directory, context, (name) => `branch merge ${from.id} into ${name}`));
    if (into.id === from.id) throw new UserError('A branch cannot be merged into itself.', 'Name the other branch.', { field: 'into' });
    refuseUnless(mayGovern(await context.held(), into.region), `merge a branch into ${into.name}`, whoGoverns(into.region, directory));
    if (!sure) return confirmMerge(from, into, (await directory.links(from.id)).length, directory);
    const merged = await registry.merge(from, into, context.request);
    return privately(
      branchReplyBlocks(`${from.name} is part of ${into.name} now, with its channels, tags and service groups.`, merged, directory),
      branchData(merged),
    );
  },
});

const confirmMerge = (from: Branch, into: Branch, channels: number, directory: Directory): Reply =>
  privately(
    [
      text(`Merge ${placedName(from, directory)} into ${placedName(into, directory)}? This cannot be undone.`),
      facts(...branchFacts(from, directory)),
      list([
        channels === 1 ? 'Its channel goes to the other.' : `Its ${channels} channels go to the other.`,
        'Its tags and service groups are added to those of the other.',
        'What was sent to it stays as it was.',
      ]),
      ...buttons(button(`Merge into ${into.name}`, `branch merge ${from.id} into ${into.id} --sure`, 'danger'), button('Leave it', `branch show ${from.id}`)),
    ],
    { merged: false, from: from.id, into: into.id },
  );

interface Tending {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
  /** They take a tag or two, and perhaps a branch: a question is longer. */
  readonly aliases?: readonly string[];
  readonly help: string;
  /** As the audit log has it. */
  readonly action: string;
  readonly undoneBy: string;
  change(branch: Branch, tags: readonly string[]): BranchChanges;
  said(branch: Branch, tags: string): string;
  readonly note?: string;
}

/** `branch tag pfi, schools for Bolton`. */
function tend({ name, summary, example, aliases = [], help, action, undoneBy, change, said, note }: Tending): Command<Services> {
  const command: Command<Services> = defineCommand({
    name,
    aliases,
    afterAlias: /^[^\s?]+(?:,\s*[^\s?]+)*(?:\s+for\s+[^?]+)?$/u,
    summary,
    input: z.object({
      tags: z.string().trim().max(500).default('').meta({ description: help, rest: true }),
      for: z.string().trim().optional().meta({ description: 'The branch; this channel’s when left out', suggest: 'branch' }),
    }),
    allow: TENDERS,
    examples: [example],
    async run({ tags: words, for: option }, context: Run) {
      const [directory, registry] = [await context.services.directory(), await context.services.registry()];
      const { before, after } = await tagsAndBranch(name, words, option, directory);
      const branch = openOnly(await branchNamed(after, directory, context, (one) => `${name} ${before} for ${one}`));
      const links = await directory.links(branch.id);
      refuseUnless(mayTend(await context.held(), branch, links), `change what is sent to ${branch.name}`, whoTends(branch, directory));
      const tags = tagsIn(before);
      if (tags.length === 0) return askFor(command, 'Name the tags', `Which tags? ${branch.name} has ${shown(branch)}.`, { for: branch.id });
      const changes = change(branch, tags);
      if ((changes.tags ?? changes.mutes ?? []).length > MOST_TAGS)
        throw new UserError(`A branch has at most ${MOST_TAGS} tags.`, 'Take one off first: `branch untag`.', { field: 'tags' });
      if (isAsItWas(branch, changes))
        return privately(branchReplyBlocks(`Nothing is changed: ${branch.name} has ${shown(branch)}.`, branch, directory), branchData(branch));
      const next = await registry.change(branch, changes, `${action} ${tags.join(', ')}`, context.request);
      const more: Block[] = [
        ...(note === undefined ? [] : [text(note, 'muted')]),
        ...buttons(button('Undo', `${undoneBy} ${tags.join(', ')} for ${branch.id}`)),
      ];
      return privately(branchReplyBlocks(said(branch, tags.join(', ')), next, directory, ...more), branchData(next));
    },
  });
  return command;
}

const isAsItWas = ({ tags, mutes }: Branch, changes: BranchChanges): boolean =>
  (changes.tags ?? tags).join() === tags.join() && (changes.mutes ?? mutes).join() === mutes.join();

const shown = ({ tags, mutes }: Branch): string =>
  `${tags.length === 0 ? 'no tags' : tags.join(', ')}${mutes.length === 0 ? '' : `, and does not want ${mutes.join(', ')}`}`;

const joined = (list: readonly string[], more: readonly string[]): readonly string[] => [...new Set([...list, ...more])];
const without = (list: readonly string[], less: readonly string[]): readonly string[] => list.filter((one) => !less.includes(one));

const tag = tend({
  name: 'branch tag',
  summary: 'Tag a branch, so that guidance can be sent to those with the tag',
  example: 'branch tag pfi-schools for Bolton',
  help: 'The tags, with commas between: pfi-schools, academies',
  action: 'branch tagged',
  undoneBy: 'branch untag',
  change: ({ tags }, more) => ({ tags: joined(tags, more) }),
  said: ({ name }, tags) => `${name} is tagged ${tags}.`,
});
const untag = tend({
  name: 'branch untag',
  summary: 'Take a tag off a branch',
  example: 'branch untag academies for Bolton',
  help: 'The tags to take off, with commas between',
  action: 'branch no longer tagged',
  undoneBy: 'branch tag',
  change: ({ tags }, less) => ({ tags: without(tags, less) }),
  said: ({ name }, tags) => `${name} is no longer tagged ${tags}.`,
});
const mute = tend({
  name: 'branch mute',
  summary: 'Say that a branch does not want broadcasts with a tag',
  example: 'branch mute pensions for Bolton',
  aliases: ['mute', 'mute branch'],
  help: 'The tags it does not want, with commas between',
  action: 'branch muted',
  undoneBy: 'branch unmute',
  change: ({ mutes }, more) => ({ mutes: joined(mutes, more) }),
  said: ({ name }, tags) => `${name} gets no more broadcasts tagged ${tags}.`,
  note: 'One that is marked essential comes all the same, and says by whose authority.',
});
const unmute = tend({
  name: 'branch unmute',
  summary: 'Let broadcasts with a tag come again',
  example: 'branch unmute pensions for Bolton',
  aliases: ['unmute', 'unmute branch'],
  help: 'The tags it wants again, with commas between',
  action: 'branch unmuted',
  undoneBy: 'branch mute',
  change: ({ mutes }, less) => ({ mutes: without(mutes, less) }),
  said: ({ name }, tags) => `${name} gets broadcasts tagged ${tags} again.`,
});

/** What changes one branch. */
export const branchChangeCommands: readonly Command<Services>[] = [rename, move, merge, tag, untag, mute, unmute];
