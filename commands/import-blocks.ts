import { type Block, button, buttons, facts, list, text } from '../src/core/reply.ts';
import type { Directory } from '../src/directory/directory.ts';
import type { Plan, PlannedChange } from '../src/directory/import-plan.ts';
import type { PlannedImport } from '../src/directory/imports.ts';
import { csv } from '../src/exports/csv.ts';
import { placedName, regionName } from './branch-blocks.ts';

const SHOWN = { changes: 10, refused: 30 } as const;

export const counted = (count: number, one: string, many: string): string => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** What an import would do: counts, the first of each kind, every row that is refused, and the button that does it. */
export function planBlocks({ id, plan }: PlannedImport, directory: Directory): Block[] {
  const added = plan.changes.filter(({ before }) => before === undefined);
  const changed = plan.changes.filter(({ before }) => before !== undefined);
  return [
    facts(
      { label: 'New', value: counted(added.length, 'branch', 'branches') },
      { label: 'Changed', value: counted(changed.length, 'branch', 'branches') },
      { label: 'As they are', value: counted(plan.same, 'branch', 'branches') },
      { label: 'Refused', value: counted(plan.refused.length, 'row', 'rows') },
    ),
    ...some(
      'New:',
      added.map((change) => placedName(change.after, directory) + channelWords(change)),
    ),
    ...some(
      'Changed:',
      changed.map((change) => `${change.before?.name}: ${differences(change, directory)}`),
    ),
    ...refusedBlocks(plan),
    ...(plan.changes.length === 0
      ? [text('There is nothing to change.')]
      : [
          text('Nothing is changed yet.', 'muted'),
          ...buttons(button(`Change ${counted(plan.changes.length, 'branch', 'branches')}`, `directory apply ${id}`, 'primary')),
        ]),
  ];
}

export function some(title: string, lines: readonly string[]): Block[] {
  if (lines.length === 0) return [];
  const rest = lines.length - SHOWN.changes;
  return [text(title), list(lines.slice(0, SHOWN.changes)), ...(rest > 0 ? [text(`and ${rest.toLocaleString('en-GB')} more.`, 'muted')] : [])];
}

/** Nothing is refused silently: what does not fit a message is in a file. */
function refusedBlocks({ refused }: Plan): Block[] {
  if (refused.length === 0) return [];
  const lines = refused.slice(0, SHOWN.refused).map(({ row, name, why }) => `Row ${row}${name === '' ? '' : `, ${name}`}: ${why}`);
  const all: Block = {
    kind: 'file',
    bytes: csv([['Row', 'Branch', 'Why it is refused'], ...refused.map(({ row, name, why }) => [row, name, why])]),
    ...{ fileName: 'refused-rows.csv', mediaType: 'text/csv', about: `All ${refused.length.toLocaleString('en-GB')} rows that are refused, with why` },
  };
  return [text('Refused:', 'warning'), list(lines), ...(refused.length > SHOWN.refused ? [all] : [])];
}

const channelWords = ({ channels }: PlannedChange): string => (channels.length === 0 ? '' : `, with ${counted(channels.length, 'channel', 'channels')}`);

/** What becomes what, in a line. */
export function differences({ before, after, channels }: Pick<PlannedChange, 'before' | 'after' | 'channels'>, directory: Directory): string {
  if (before === undefined) return '';
  const nameOf = (group: string): string => directory.serviceGroups().find(({ id }) => id === group)?.name ?? group;
  const became = (what: string, old: string, now: string): string[] => (old === now ? [] : [`${what} ${old || 'none'} → ${now || 'none'}`]);
  return [
    ...became('name', before.name, after.name),
    ...became('code', before.code ?? '', after.code ?? ''),
    ...became('region', regionName(directory, before.region), regionName(directory, after.region)),
    ...became('service groups', before.serviceGroups.map(nameOf).join('; '), after.serviceGroups.map(nameOf).join('; ')),
    ...became('tags', before.tags.join(', '), after.tags.join(', ')),
    ...(channels.length === 0 ? [] : [`${counted(channels.length, 'channel', 'channels')} more`]),
  ].join('; ');
}

export const planData = ({ id, plan: { changes, same, refused } }: PlannedImport) => ({
  ...{ id, same },
  added: changes.filter(({ before }) => before === undefined).map(({ after }) => after.name),
  changed: changes.flatMap(({ before }) => before?.id ?? []),
  refused: refused.map(({ row, why }) => ({ row, why })),
});
