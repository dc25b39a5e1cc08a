import type { Branch, Link } from './branch.ts';
import type { BranchChange } from './directory-store.ts';
import type { Import, ImportedBranch } from './import.ts';
import { codeKey, nameKey } from './names.ts';

type Undo = Extract<BranchChange, { readonly before: Branch }>;

export interface UndoPlan {
  readonly changes: readonly Undo[];
  /** Links that it added and that are in force; those of a branch that goes, go with it. */
  readonly unlinked: readonly Link[];
  readonly left: readonly { readonly id: string; readonly name: string; readonly why: string }[];
}

/**
 * What takes an import back: branches that it added go, those that it changed are as they were. One that somebody has changed or linked since is left,
 * and so is one whose old name or code another branch has now. Pure.
 */
export function undoOf({ done }: Pick<Import, 'done'>, branches: readonly Branch[], links: readonly Link[]): UndoPlan {
  const byId = new Map(branches.map((branch) => [branch.id, branch]));
  const left: { id: string; name: string; why: string }[] = [];
  let changes: Undo[] = [];
  for (const one of done) {
    const now = byId.get(one.id);
    const why = reasonToLeave(one, now);
    if (why !== undefined) left.push({ id: one.id, name: now?.name ?? one.before?.name ?? one.id, why });
    else if (now) changes.push(one.before ? { before: now, after: { ...now, ...one.before, code: one.before.code } } : { before: now });
  }
  for (;;) {
    const doubled = new Set(doublesIn(changes, branches));
    if (doubled.size === 0) return { changes, unlinked: linksAdded(done, changes, links), left };
    for (const { before } of doubled) left.push({ id: before.id, name: before.name, why: 'another branch has its old name or code now' });
    changes = changes.filter((change) => !doubled.has(change));
  }
}

function linksAdded(done: readonly ImportedBranch[], changes: readonly Undo[], links: readonly Link[]): readonly Link[] {
  const staying = new Set(changes.flatMap(({ before, after }) => (after === undefined ? [] : [before.id])));
  const added = new Set(done.flatMap((one) => (staying.has(one.id) ? one.links : [])));
  return links.filter(({ id }) => added.has(id));
}

function reasonToLeave({ version }: ImportedBranch, now: Branch | undefined): string | undefined {
  if (now === undefined) return 'it is not there any more';
  return now.version === version ? undefined : 'it was changed or linked since';
}

/** Those that would bring back a name or a code that another open branch has. */
function doublesIn(changes: readonly Undo[], branches: readonly Branch[]): Undo[] {
  const changing = new Map(changes.map((change) => [change.before.id, change]));
  const labels = ({ name, region, code }: Branch): string[] => [`${region} ${nameKey(name)}`, ...(code === undefined ? [] : [`#${codeKey(code)}`])];
  const owners = new Set(branches.flatMap((branch) => (branch.state === 'open' && !changing.has(branch.id) ? labels(branch) : [])));
  return changes.filter(({ after }) => {
    if (after === undefined || after.state !== 'open') return false;
    const own = labels(after);
    const isTaken = own.some((label) => owners.has(label));
    for (const label of own) owners.add(label);
    return isTaken;
  });
}
