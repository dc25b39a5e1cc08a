import { z } from 'zod';
import { type Context, defineCommand } from '../src/core/command.ts';
import { type Block, button, buttons, heading, list, privately, text } from '../src/core/reply.ts';
import type { Role } from '../src/core/request.ts';
import { type Workspace, workspaceName } from '../src/directory/workspace.ts';
import { mayAccept, WHO_ACCEPTS } from '../src/roles/directory-authority.ts';
import { refuseUnless } from './directory-refusals.ts';
import type { Services } from './services.ts';
import { decisionWords, workspaceData, workspaceLine } from './workspace-words.ts';

type Run = Context<Services>;

/** Of whom those may whose role counts everywhere: see `mayAccept`. */
export const ACCEPTERS: readonly Role[] = ['national-officer', 'administrator'];

const LISTED = 25;
const BUTTONS = 5;

export const workspaces = defineCommand({
  name: 'workspaces',
  summary: 'The workspaces that branches are linked in: which were accepted, and which wait for it',
  input: z.object({}),
  allow: ACCEPTERS,
  examples: ['workspaces'],
  async run(_, context: Run) {
    refuseUnless(mayAccept(await context.held()), 'see which workspaces were accepted', [WHO_ACCEPTS]);
    const all = await (await context.services.workspaces()).all();
    const waiting = all.filter(({ decision }) => decision === undefined);
    const of = (state: 'accepted' | 'refused') => all.filter(({ decision }) => decision?.state === state);
    return privately(
      [
        ...(all.length === 0 ? [text('No branch is linked in any workspace yet: say `setup` in its channel.')] : []),
        ...(await section('Waiting to be accepted', waiting, context)),
        ...(waiting.length === 0 ? [] : [text(WAITING, 'muted')]),
        ...buttons(...waiting.slice(0, BUTTONS).map((one) => button(`Accept ${workspaceName(one)}`, `workspace accept ${workspaceName(one)}`))),
        ...(await section('Accepted', of('accepted'), context)),
        ...(await section('Refused', of('refused'), context)),
        ...(all.length === 0 ? [] : [text('`workspace accept` and `workspace refuse`, with the name of one, change that.', 'muted')]),
      ],
      { workspaces: all.map(workspaceData) },
    );
  },
});

const WAITING = 'Anybody can make a workspace and link a branch in it, so nothing from elsewhere is sent to these. Accept one when you know whose it is.';

async function section(title: string, some: readonly Workspace[], { services, request }: Run): Promise<Block[]> {
  if (some.length === 0) return [];
  const directory = await services.directory();
  const lines = await Promise.all(
    some.slice(0, LISTED).map(async (one) => {
      const line = await workspaceLine(one, directory, request);
      return one.decision === undefined ? line : `${line}; ${decisionWords(one.decision, request)}`;
    }),
  );
  const more = some.length - LISTED;
  return [
    heading(`${title}: ${some.length.toLocaleString('en-GB')}`),
    list(lines),
    ...(more > 0 ? [text(`And ${more.toLocaleString('en-GB')} more.`, 'muted')] : []),
  ];
}
