import { z } from 'zod';
import { describeMoment } from '../src/calendar/schedule.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { privately, type Reply, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Limits } from '../src/directory/import-plan.ts';
import { GOVERNORS, limitsOf } from './directory-limits.ts';
import { counted } from './import-blocks.ts';
import type { Services } from './services.ts';
import { leftBlocks, undoBlocks, undoData } from './undo-blocks.ts';

type Run = Context<Services>;

const LAST = /^(?:the\s+)?(?:last|newest|latest|most recent)?(?:\s*\b(?:import|one))?$/iu;

export const undo = defineCommand({
  name: 'directory undo',
  aliases: [
    'undo last import',
    'undo the last import',
    'undo latest import',
    'undo the latest import',
    'undo import',
    'undo the import',
    'undo directory import',
  ],
  afterAlias: /^(?:last|[a-z2-9]{6})?$/iu,
  summary: 'Take an import back: branches are as they were before it',
  input: z.object({
    import: z
      .string()
      .trim()
      .default('last')
      .meta({ description: 'The import’s short name, as `directory history` shows it; the last one when left out', rest: true }),
    sure: z.boolean().default(false).meta({ description: 'Do what it shows' }),
  }),
  allow: GOVERNORS,
  examples: ['directory undo p7w4dn'],
  async run({ import: words, sure }, context: Run) {
    const { services, request } = context;
    const imports = await services.imports();
    const limits = limitsOf(await context.held());
    // Which one is the last changes: it is shown, and its button names it.
    if (LAST.test(words)) return showLast(limits, context);
    if (!sure) {
      const plan = await imports.planUndo(words, limits);
      return privately(undoBlocks(plan, await services.directory()), undoData(plan));
    }
    const { undone, left } = await imports.undo(words, limits, request);
    return privately(
      [
        text(undone.length === 0 ? 'Nothing was taken back.' : `${counted(undone.length, 'branch is', 'branches are')} as before the import.`),
        ...leftBlocks(left, 'was left as it is', 'were left as they are'),
      ],
      { undone: undone.length, left: left.map(({ id: branch, why }) => ({ branch, why })) },
    );
  },
});

async function showLast(limits: Limits, { services, request }: Run): Promise<Reply> {
  const plan = await (await services.imports()).planLastUndo(limits);
  if (plan === undefined)
    throw new UserError('There is no import that you can take back.', '`directory history` lists those there were.', { tryThese: ['directory history'] });
  const when = plan.appliedAt === undefined ? '' : ` of ${describeMoment(plan.appliedAt, request.timeZone)}`;
  return privately(
    [text(`The last import that you can take back is the one${when} [${plan.id}].`), ...undoBlocks(plan, await services.directory())],
    undoData(plan),
  );
}
