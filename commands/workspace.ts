import { z } from 'zod';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, privately, text } from '../src/core/reply.ts';
import { workspaceName } from '../src/directory/workspace.ts';
import { mayAccept, WHO_ACCEPTS } from '../src/roles/directory-authority.ts';
import { refuseUnless } from './directory-refusals.ts';
import type { Services } from './services.ts';
import { channelsIn, workspaceData, workspaceNamed } from './workspace-words.ts';
import { ACCEPTERS } from './workspaces.ts';

type Run = Context<Services>;

const named = z
  .string()
  .trim()
  .min(1, 'is missing: `workspaces` shows the name of each; `here` is this one')
  .max(100)
  .meta({ description: 'Its platform and id, as `workspaces` shows them: slack:T0123; or here', rest: true });

const accept = defineCommand({
  name: 'workspace accept',
  summary: 'Let guidance from elsewhere come to the branches that are linked in a workspace',
  input: z.object({ workspace: named }),
  allow: ACCEPTERS,
  examples: ['workspace accept slack:T0123', 'workspace accept here'],
  async run({ workspace: words }, context: Run) {
    refuseUnless(mayAccept(await context.held()), 'accept a workspace', [WHO_ACCEPTS]);
    const service = await context.services.workspaces();
    const one = workspaceNamed(words, await service.all(), context.request);
    const isNew = await service.accept(one, context.request);
    const name = workspaceName(one);
    const said = isNew ? `${name} is accepted` : `${name} was accepted already`;
    return privately(
      [
        text(`${said}: guidance from elsewhere goes to its channels (${await channelsIn(one, await context.services.directory())}).`),
        text('What was sent before goes there when it is tried again: `broadcast retry`. A preview that is open has to be looked at again.', 'muted'),
        ...buttons(button('Refuse it', `workspace refuse ${name}`, 'danger'), button('All workspaces', 'workspaces')),
      ],
      { ...workspaceData(one), state: 'accepted', changed: isNew },
    );
  },
});

const refuse = defineCommand({
  name: 'workspace refuse',
  summary: 'Send nothing more from elsewhere to the branches that are linked in a workspace',
  input: z.object({ workspace: named }),
  allow: ACCEPTERS,
  examples: ['workspace refuse slack:T0456'],
  async run({ workspace: words }, context: Run) {
    refuseUnless(mayAccept(await context.held()), 'refuse a workspace', [WHO_ACCEPTS]);
    const service = await context.services.workspaces();
    const one = workspaceNamed(words, await service.all(), context.request);
    const isNew = await service.refuse(one, context.request);
    const name = workspaceName(one);
    const said = isNew ? `${name} is refused` : `${name} was refused already`;
    return privately(
      [
        text(`${said}: nothing more from elsewhere is sent to its channels (${await channelsIn(one, await context.services.directory())}).`),
        text('Copies that are there stay, and can still be corrected and withdrawn. People of that workspace can still send there themselves.', 'muted'),
        ...buttons(button('Accept it', `workspace accept ${name}`), button('All workspaces', 'workspaces')),
      ],
      { ...workspaceData(one), state: 'refused', changed: isNew },
    );
  },
});

/** Which workspaces guidance from elsewhere may come to. */
export const workspaceCommands: readonly Command<Services>[] = [accept, refuse];
