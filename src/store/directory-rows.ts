import { z } from 'zod';
import type { Branch, Division, Link } from '../directory/branch.ts';
import type { Import } from '../directory/import.ts';
import { codeKey, nameKey } from '../directory/names.ts';
import { branchRow } from '../directory/read-branches.ts';
import type { BranchLinkRows, BranchRows, DirectoryImportRows } from './directory-schema.ts';
import { StoreError } from './store-error.ts';

const words = z.array(z.string());
const branchState = z.enum(['open', 'closed', 'merged']);
const trouble = z.enum(['gone', 'forbidden', 'removed']).nullable();
const importState = z.enum(['draft', 'applied', 'undone']);
const branchDetails = z.object({
  name: z.string(),
  code: z.string().optional(),
  region: z.string(),
  serviceGroups: words,
  tags: words,
});
const done = z.array(z.object({ id: z.string(), version: z.number(), before: branchDetails.optional(), links: words }));

/** @throws {StoreError} `damaged` when a row is not as it was written */
export function branchOf(row: BranchRows): Branch {
  return reading(`The branch ${row.id}`, () => {
    const state = branchState.parse(row.state);
    return {
      ...{ id: row.id, name: row.name, code: row.code ?? undefined, region: row.region },
      serviceGroups: words.parse(JSON.parse(row.service_groups)),
      tags: words.parse(JSON.parse(row.tags)),
      mutes: words.parse(JSON.parse(row.mutes)),
      state: state === 'merged' ? { mergedInto: row.merged_into ?? '' } : state,
      version: row.version,
      createdAt: new Date(row.created_at),
    };
  });
}

export function branchRowOf({ id, name, code, region, version, ...branch }: Branch): BranchRows {
  const { state } = branch;
  return {
    ...{ id, name, name_key: nameKey(name), code: code ?? null, code_key: code === undefined ? null : codeKey(code), region },
    service_groups: JSON.stringify(branch.serviceGroups),
    tags: JSON.stringify(branch.tags),
    mutes: JSON.stringify(branch.mutes),
    state: typeof state === 'string' ? state : 'merged',
    merged_into: typeof state === 'string' ? null : state.mergedInto,
    version,
    created_at: branch.createdAt.getTime(),
  };
}

/** @param row with the state of its workspace, where somebody decided on that */
export function linkOf(row: BranchLinkRows & { readonly workspace_state: string | null }): Link {
  return reading(`The channel ${row.id} of a branch`, () => ({
    ...{ id: row.id, branch: row.branch, platform: row.platform, workspace: row.workspace, channel: row.channel },
    linkedAt: new Date(row.linked_at),
    endedAt: row.ended_at === null ? undefined : new Date(row.ended_at),
    trouble: trouble.parse(row.trouble) ?? undefined,
    isAccepted: row.workspace_state === 'accepted',
  }));
}

export const linkRowOf = ({ linkedAt, endedAt, trouble: why, isAccepted: _, ...link }: Link): BranchLinkRows => ({
  ...link,
  linked_at: linkedAt.getTime(),
  ended_at: endedAt?.getTime() ?? null,
  trouble: why ?? null,
});

export const divisionOf = (row: { id: string; name: string; aliases: string }): Division =>
  reading(`The region or service group ${row.id}`, () => ({ id: row.id, name: row.name, aliases: words.parse(JSON.parse(row.aliases)) }));

export const divisionRowOf = ({ id, name, aliases }: Division) => ({ id, name, aliases: JSON.stringify(aliases) });

export function importOf(row: DirectoryImportRows): Import {
  return reading(`The import ${row.id}`, () => ({
    ...{ id: row.id, state: importState.parse(row.state), shown: row.shown, version: row.version },
    rows: z.array(branchRow).parse(JSON.parse(row.rows)),
    done: done.parse(JSON.parse(row.done)),
    createdAt: new Date(row.created_at),
    appliedAt: row.applied_at === null ? undefined : new Date(row.applied_at),
  }));
}

export const importRowOf = ({ rows, done: what, createdAt, appliedAt, ...draft }: Import): DirectoryImportRows => ({
  ...draft,
  rows: JSON.stringify(rows),
  done: JSON.stringify(what),
  created_at: createdAt.getTime(),
  applied_at: appliedAt?.getTime() ?? null,
});

function reading<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new StoreError('damaged', `${what} in the database cannot be read. Keep a copy of the database, and restore a backup.`, { cause: error });
  }
}
