import { z } from 'zod';
import { describeMoment } from '../src/calendar/schedule.ts';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { fileField } from '../src/core/file-field.ts';
import { filledIn } from '../src/core/form.ts';
import { type Block, button, buttons, list, privately, type Reply, text } from '../src/core/reply.ts';
import type { Held } from '../src/core/standing.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Directory } from '../src/directory/directory.ts';
import { mayGovern, WHO_ACCEPTS } from '../src/roles/directory-authority.ts';
import { regionName } from './branch-blocks.ts';
import { GOVERNORS, limitsOf } from './directory-limits.ts';
import { regionNamed } from './directory-refusals.ts';
import { undo } from './directory-undo.ts';
import { counted, planBlocks, planData } from './import-blocks.ts';
import type { Services } from './services.ts';

type Run = Context<Services>;

const MOST_BYTES = 4 * 1024 * 1024;

const named = z.string().trim().min(1, 'is missing').meta({ description: 'The import’s short name, as `directory history` shows it', rest: true });

/** An officer of one region has a file of that region. */
function ownRegion(held: readonly Held[], directory: Directory): string | undefined {
  const own = directory.regions().filter(({ id }) => mayGovern(held, id));
  return own.length === 1 ? own[0]?.id : undefined;
}

const importCommand: Command<Services> = defineCommand({
  name: 'directory import',
  aliases: ['import branches', 'import the branches', 'import our branches', 'import a list of branches', 'import directory', 'import the directory'],
  afterAlias: /^(?:$|--)/u,
  summary: 'Bring in a region’s list of branches: shows what would change first',
  input: z.object({
    file: fileField('A CSV file: Branch, Code, Region, Service groups, Tags', { kinds: ['csv', 'tsv', 'txt'], mostBytes: MOST_BYTES }).optional(),
    rows: z.string().default('').meta({ description: 'Or its rows, pasted, the names of the columns first', rest: true }),
    region: z.string().trim().optional().meta({ description: 'The region of rows that name none', suggest: 'region' }),
  }),
  allow: GOVERNORS,
  examples: ['directory import', 'directory import --region "North West"'],
  async run({ file, rows, region: said }, context: Run) {
    const { services, request } = context;
    const [directory, imports] = [await services.directory(), await services.imports()];
    const held = await context.held();
    const region = said === undefined || said === '' ? ownRegion(held, directory) : regionNamed(said, directory, (id) => `directory import --region ${id}`).id;
    if (file === undefined && rows.trim() === '') return askFile(region === undefined ? undefined : regionName(directory, region));
    if (file === undefined && !rows.includes('\n')) throw noRows(rows);
    const drafted = await imports.draft(file?.bytes ?? new TextEncoder().encode(rows), limitsOf(held, region), request);
    const left = drafted.ignored.length === 0 ? [] : [text(`These columns mean nothing to me and are not kept: ${drafted.ignored.join(', ')}.`, 'muted')];
    return privately([...planBlocks(drafted, directory), ...left], planData(drafted));
  },
});

const askFile = (region: string | undefined): Reply =>
  privately(
    [
      text(
        'Give a CSV file with a first line such as `Branch,Code,Region,Service groups,Tags`. I show what would change, and change nothing until you say so.',
      ),
      { kind: 'form', form: { title: 'Import branches', command: 'directory import', fields: filledIn(importCommand.fields, { region }) } },
      text('In a terminal: `directory import --file branches.csv`.', 'muted'),
    ],
    { drafted: false },
  );

const noRows = (rows: string): UserError =>
  /\.(?:csv|tsv|txt|xlsx?|ods)"?$/iu.test(rows.trim())
    ? new UserError(
        'That is the name of a file, and not what is in it.',
        'Attach it in the form of `directory import`; in a terminal, say `directory import --file branches.csv`.',
        {
          field: 'rows',
          tryThese: ['directory import'],
        },
      )
    : new UserError(
        'That is one line, and a list has two at least: the names of its columns, then a branch in each line.',
        'Paste the whole list, or attach the file in the form.',
        {
          field: 'rows',
          tryThese: ['directory import'],
        },
      );

const apply = defineCommand({
  name: 'directory apply',
  summary: 'Do what an import showed',
  input: z.object({ import: named }),
  allow: GOVERNORS,
  examples: ['directory apply m4n8pq'],
  async run({ import: id }, context: Run) {
    const { services, request } = context;
    const [directory, imports] = [await services.directory(), await services.imports()];
    const result = await imports.apply(id, limitsOf(await context.held()), request);
    if (result.outcome === 'anew') {
      const said =
        result.plan.changes.length === 0
          ? 'There is nothing left of it to do, so nothing was done.'
          : 'The directory has changed since this was shown, so nothing was done yet. This is how it stands now:';
      return privately([text(said, 'warning'), ...planBlocks(result, directory)], { applied: false, ...planData(result) });
    }
    const added = result.done.done.filter(({ before }) => before === undefined).length;
    const changed = result.done.done.length - added;
    return privately(
      [
        text(`Done: ${counted(added, 'branch', 'branches')} added, ${changed} changed.`),
        ...(result.done.done.some(({ links }) => links.length > 0) ? await notAccepted(context) : []),
        ...buttons(button('Undo', `directory undo ${result.done.id}`, 'danger'), button('Show the branches', 'branches')),
      ],
      { applied: true, id: result.done.id, added, changed },
    );
  },
});

/** A file only says where branches are: that vouches for nobody. */
async function notAccepted({ services }: Run): Promise<Block[]> {
  const all = await (await services.workspaces()).all();
  const count = all.filter(({ decision, channels }) => decision?.state !== 'accepted' && channels > 0).length;
  if (count === 0) return [];
  const which = counted(count, 'workspace with channels of branches has', 'workspaces with channels of branches have');
  return [text(`${which} not been accepted, so nothing from elsewhere is sent there. They are accepted by ${WHO_ACCEPTS}: \`workspaces\`.`, 'warning')];
}

const history = defineCommand({
  name: 'directory history',
  summary: 'The imports there were, and what they changed',
  input: z.object({}),
  allow: GOVERNORS,
  examples: ['directory history'],
  async run(_, { services, request }: Run) {
    const found = await (await services.imports()).list();
    const data = {
      imports: found.map(({ id, state, done, appliedAt }) => ({ id, state, branches: done.length, appliedAt: appliedAt?.toISOString() ?? null })),
    };
    if (found.length === 0) return privately([text('Nothing was imported yet.'), ...buttons(button('Import a list', 'directory import'))], data);
    const shown = found.map(({ id, state, done, appliedAt }) => {
      const added = done.filter(({ before }) => before === undefined).length;
      const when = appliedAt === undefined ? '' : describeMoment(appliedAt, request.timeZone);
      return `${when}: ${added} added, ${done.length - added} changed${state === 'undone' ? '; undone' : ''} [${id}]`;
    });
    const last = found.find(({ state }) => state === 'applied');
    return privately([list(shown), ...buttons(...(last ? [button('Undo the last one', `directory undo ${last.id}`)] : []))], data);
  },
});

/** Many branches at once. */
export const directoryCommands: readonly Command<Services>[] = [importCommand, apply, undo, history];
