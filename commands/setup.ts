import { z } from 'zod';
import { type Context, defineCommand } from '../src/core/command.ts';
import { filledIn } from '../src/core/form.ts';
import { type Block, button, buttons, facts, privately, type Reply, text } from '../src/core/reply.ts';
import type { Branch } from '../src/directory/branch.ts';
import type { Directory } from '../src/directory/directory.ts';
import { isNamed } from '../src/directory/find-branches.ts';
import { workspaceName } from '../src/directory/workspace.ts';
import { mayAdd, mayGovern, mayLink, WHO_ACCEPTS } from '../src/roles/directory-authority.ts';
import { branchCommands } from './branch.ts';
import { branchData, branchFacts, choiceName, placedName, regionName } from './branch-blocks.ts';
import { quoted } from './branch-named.ts';
import { refuseUnless, regionNamed, whoLinks } from './directory-refusals.ts';
import type { Services } from './services.ts';

type Run = Context<Services>;

const OFFERED = 8;

export const setup = defineCommand({
  name: 'setup',
  summary: 'Link this channel to its branch, so that guidance reaches it here',
  input: z.object({
    branch: z.string().trim().min(1, 'is missing: name the branch').max(120).meta({ description: 'The branch’s name or code', rest: true, suggest: 'branch' }),
    region: z.string().trim().optional().meta({ description: 'Its region, where two branches have one name', suggest: 'region' }),
    move: z.boolean().default(false).meta({ description: 'Take the channel over from the branch it is linked to now' }),
  }),
  allow: ['branch-officer', 'regional-officer', 'national-officer', 'administrator'],
  examples: ['setup Bolton', 'setup Bolton --region "North West"'],
  async run({ branch: words, region: said, move }, context: Run) {
    const directory = await context.services.directory();
    const region = said === undefined || said === '' ? undefined : regionNamed(said, directory, (id) => `setup ${quoted(words)} --region ${id}`);
    const found = await findBranch(words.replace(/^"(.*)"$/u, '$1'), region?.id, directory);
    return 'branch' in found ? linkTo(found.branch, move, directory, context) : ask(words, found.near, region?.id, directory, context);
  },
});

/** The one that is named, or those that may be meant. */
async function findBranch(words: string, region: string | undefined, directory: Directory): Promise<{ branch: Branch } | { near: readonly Branch[] }> {
  const found = (await directory.find(words, OFFERED * 4)).filter((branch) => region === undefined || branch.region === region);
  const named = found.filter((branch) => isNamed(branch, words));
  const [only] = named;
  if (only && named.length === 1) return { branch: only };
  return { near: (named.length > 0 ? named : found).slice(0, OFFERED) };
}

/** Which branch is meant is asked once, where it is doubtful. */
async function ask(words: string, near: readonly Branch[], region: string | undefined, directory: Directory, context: Run): Promise<Reply> {
  const held = await context.held();
  const regions = region === undefined ? directory.regions().map(({ id }) => id) : [region];
  const canAdd = regions.some((id) => mayAdd(held, id, context.request.place));
  const [only] = near;
  const question =
    only === undefined
      ? `I know of no branch called “${words}”${canAdd ? '. Is it a new one?' : '.'}`
      : near.length === 1
        ? `Is it ${placedName(only, directory)}?`
        : `Which branch is it? These are like “${words}”.`;
  const offered = near.map((branch) =>
    button(near.length === 1 ? `Yes, link ${branch.name}` : choiceName(branch, directory), `setup ${branch.id}`, near.length === 1 ? 'primary' : 'normal'),
  );
  const adding = canAdd ? addForm(words, region, only !== undefined) : [];
  const help = canAdd ? [] : [text('If it is not in the directory yet, a regional officer of its region adds it with `branch add`.', 'muted')];
  return privately([text(question), ...buttons(...offered), ...adding, ...help], { linked: false, branches: near.map(branchData) });
}

function addForm(name: string, region: string | undefined, isOffered: boolean): Block[] {
  const add = branchCommands.find((command) => command.name === 'branch add');
  if (add === undefined) return [];
  return [{ kind: 'form', form: { title: 'Add it as a new branch', command: add.name, fields: filledIn(add.fields, { name, region }), isOffered } }];
}

async function linkTo(branch: Branch, move: boolean, directory: Directory, context: Run): Promise<Reply> {
  const { request, services } = context;
  const registry = await services.registry();
  const held = await context.held();
  refuseUnless(mayLink(held, branch, request.place), `link a channel to ${branch.name}`, whoLinks(branch, directory));
  const current = await directory.branchAt(request.place);
  if (current?.id === branch.id) {
    const warnings = await warningsIn(branch, directory, context);
    return linked(`This channel is linked to ${placedName(branch, directory)} already.`, branch, current, warnings, directory);
  }
  if (current && !move) return askMove(branch, current, directory);
  if (current) refuseUnless(mayLink(held, current, request.place), `take this channel from ${current.name}`, whoLinks(current, directory));
  await registry.link(branch, current, request);
  const warnings = await warningsIn(branch, directory, context);
  const arrives = warnings.length === 0 ? ': what is sent to the branch arrives here.' : '.';
  return linked(`This channel is linked to ${placedName(branch, directory)}${arrives}`, branch, current, warnings, directory);
}

/** Why what is sent to the branch does not all arrive here. Whoever may speak for the region vouches for the workspace by linking a branch in it. */
async function warningsIn(branch: Branch, directory: Directory, { request, services, held }: Run): Promise<readonly string[]> {
  const [registry, workspaces] = [await services.registry(), await services.workspaces()];
  const { place } = request;
  const decision = mayGovern(await held(), branch.region) ? await workspaces.vouch(request) : await workspaces.find(place);
  const trouble = await registry.unreachable(place);
  const name = workspaceName(place);
  const onlyLocal = decision?.state === 'accepted' ? undefined : notAccepted(name, branch, directory, decision !== undefined);
  return [onlyLocal, trouble].filter((warning) => warning !== undefined);
}

function notAccepted(name: string, { region }: Branch, directory: Directory, isRefused: boolean): string {
  const said = `Guidance from the region and from the whole union does not arrive here yet: this workspace ${isRefused ? 'was refused' : 'has not been accepted'}.`;
  const accepting = `Ask ${WHO_ACCEPTS} to say \`workspace accept ${name}\``;
  return isRefused ? `${said} ${accepting}.` : `${said} ${accepting}, or an officer of ${regionName(directory, region)} whose role does to say \`setup\` here.`;
}

const askMove = (branch: Branch, current: Branch, directory: Directory): Reply =>
  privately(
    [
      text(`This channel is linked to ${placedName(current, directory)}. Shall it be ${placedName(branch, directory)}’s instead?`),
      ...buttons(button(`Link it to ${branch.name}`, `setup ${branch.id} --move`, 'primary'), button('Leave it', `branch show ${current.id}`)),
    ],
    { linked: false, branch: branch.id, current: current.id },
  );

function linked(said: string, branch: Branch, before: Branch | undefined, warnings: readonly string[], directory: Directory): Reply {
  const undo =
    before && before.id !== branch.id
      ? button(`Undo: give it back to ${before.name}`, `setup ${before.id} --move`)
      : button('Unlink it', `branch unlink ${branch.id}`);
  return privately(
    [
      text(said),
      ...warnings.map((warning) => text(warning, 'warning')),
      facts(...branchFacts(branch, directory)),
      ...buttons(undo, button('Show the branch', `branch show ${branch.id}`)),
    ],
    { linked: true, ...branchData(branch) },
  );
}
