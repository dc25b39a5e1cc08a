import { z } from 'zod';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, privately } from '../src/core/reply.ts';
import type { Role } from '../src/core/request.ts';
import { UserError } from '../src/core/user-error.ts';
import { mayGovern } from '../src/roles/directory-authority.ts';
import { branchData, branchReplyBlocks } from './branch-blocks.ts';
import { branchNamed, endedFirst } from './branch-named.ts';
import { refuseUnless, whoGoverns } from './directory-refusals.ts';
import type { Services } from './services.ts';

type Run = Context<Services>;

const GOVERNORS: readonly Role[] = ['regional-officer', 'national-officer', 'administrator'];

const named = z.string().trim().default('').meta({ description: 'The branch’s name or code; this channel’s when left out', rest: true, suggest: 'branch' });

/** Closes a branch or opens it again. */
function turn(
  to: 'closed' | 'open',
  declared: { readonly name: string; readonly summary: string; readonly example: string; readonly aliases?: readonly string[] },
): Command<Services> {
  return defineCommand({
    name: declared.name,
    aliases: declared.aliases ?? [],
    afterAlias: /^[^?]{1,60}$/u,
    summary: declared.summary,
    input: z.object({ branch: named }),
    allow: GOVERNORS,
    examples: [declared.example],
    async run({ branch: words }, context: Run) {
      const [directory, registry] = [await context.services.directory(), await context.services.registry()];
      const those = to === 'open' ? endedFirst(directory) : undefined;
      const branch = await branchNamed(words, directory, context, (name) => `${declared.name} ${name}`, those);
      refuseUnless(
        mayGovern(await context.held(), branch.region),
        `${to === 'open' ? 'reopen' : 'close'} ${branch.name}`,
        whoGoverns(branch.region, directory),
      );
      if (typeof branch.state !== 'string')
        throw new UserError(`${branch.name} was merged into another branch.`, 'Its history stays with it: `branch show` says where it went.', {
          tryThese: [`branch show ${branch.id}`],
        });
      if (branch.state === to) return privately(branchReplyBlocks(`${branch.name} is ${to} already.`, branch, directory), branchData(branch));
      const next = await registry.change(branch, { state: to }, to === 'open' ? 'branch reopened' : 'branch closed', context.request);
      const said = to === 'open' ? `${branch.name} is open again.` : `${branch.name} is closed: nothing more is sent to it. What was sent stays.`;
      const undo = buttons(to === 'open' ? button('Close it', `branch close ${branch.id}`) : button('Reopen it', `branch reopen ${branch.id}`));
      return privately(branchReplyBlocks(said, next, directory, ...undo), branchData(next));
    },
  });
}

const close = turn('closed', {
  name: 'branch close',
  summary: 'Close a branch that is no more: nothing is sent to it',
  example: 'branch close Salford',
  aliases: ['branch delete', 'branch remove'],
});
const reopen = turn('open', { name: 'branch reopen', summary: 'Open a closed branch again', example: 'branch reopen x7t4cd' });

/** Ending a branch, and taking that back. */
export const branchEndCommands: readonly Command<Services>[] = [close, reopen];
