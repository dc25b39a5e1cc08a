import { type Block, button, buttons, list, text } from '../src/core/reply.ts';
import type { Branch } from '../src/directory/branch.ts';
import type { Directory } from '../src/directory/directory.ts';
import type { PlannedUndo } from '../src/directory/imports.ts';
import { csv } from '../src/exports/csv.ts';
import { placedName, regionName } from './branch-blocks.ts';
import { counted, differences, some } from './import-blocks.ts';

const SHOWN = { going: 30, left: 20 } as const;

/** What taking an import back would do: which branches go, how the others will be, and the button that does it. */
export function undoBlocks({ id, going, changing, unlinked, left }: PlannedUndo, directory: Directory): Block[] {
  const count = going.length + changing.length;
  const changes = changing.map(({ before, after }) => `${before.name}: ${differences({ before, after, channels: [] }, directory)}`);
  return [
    ...(count === 0 ? [text('Nothing of it can be taken back.')] : []),
    ...goingBlocks(going, directory),
    ...some(
      `It changed ${changing.length === 1 ? 'one branch, which' : `${changing.length.toLocaleString('en-GB')} branches, which`} will be as before:`,
      changes,
    ),
    ...(unlinked === 0 ? [] : [text(`${counted(unlinked, 'channel that it linked to one of those is', 'channels that it linked to those are')} unlinked.`)]),
    ...leftBlocks(left, 'is left as it is', 'are left as they are'),
    ...(count === 0
      ? []
      : [
          text('Nothing is changed yet.', 'muted'),
          ...buttons(button(`Take it back: ${counted(count, 'branch', 'branches')}`, `directory undo ${id} --sure`, 'danger')),
        ]),
  ];
}

/** Each is named: what does not fit a message is in a file. */
function goingBlocks(going: readonly Branch[], directory: Directory): Block[] {
  if (going.length === 0) return [];
  const title = going.length === 1 ? 'It added one branch, and it goes:' : `It added ${going.length.toLocaleString('en-GB')} branches, and they go:`;
  const rows = going.map(({ name, code, region }) => [name, code ?? '', regionName(directory, region)]);
  const all: Block = {
    kind: 'file',
    bytes: csv([['Branch', 'Code', 'Region'], ...rows]),
    ...{ fileName: 'branches-that-go.csv', mediaType: 'text/csv', about: `All ${going.length.toLocaleString('en-GB')} branches that go` },
  };
  const isLong = going.length > SHOWN.going;
  return [text(title, 'warning'), list(going.slice(0, SHOWN.going).map((branch) => placedName(branch, directory))), ...(isLong ? [all] : [])];
}

/** Those that are not touched, with why. @param one what is said of one of them @param many the same of several */
export function leftBlocks(left: PlannedUndo['left'], one: string, many: string): Block[] {
  if (left.length === 0) return [];
  const lines = left.slice(0, SHOWN.left).map(({ name, why, id }) => `${name}: ${why} [${id}]`);
  const more = left.length > SHOWN.left ? [text(`and ${(left.length - SHOWN.left).toLocaleString('en-GB')} more.`, 'muted')] : [];
  return [text(`${counted(left.length, `branch ${one}`, `branches ${many}`)}:`, 'warning'), list(lines), ...more];
}

export const undoData = ({ id, going, changing, unlinked, left }: PlannedUndo) => ({
  ...{ id, undone: 0, unlinked },
  going: going.map(({ name }) => name),
  changing: changing.map(({ before }) => before.id),
  left: left.map(({ id: branch, why }) => ({ branch, why })),
});
