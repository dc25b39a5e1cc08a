import { createHash } from 'node:crypto';
import { newId } from '../reminders/reminders.ts';
import type { Branch, Link } from './branch.ts';
import type { BranchChange } from './directory-store.ts';
import type { Import, ImportedBranch } from './import.ts';
import type { Plan } from './import-plan.ts';
import { newLinkId } from './registry.ts';

/** Of what would be changed and how; another version of a branch is another change. */
export const digestOf = ({ changes }: Plan): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        changes.map(({ before, after, channels }) => [
          before?.id,
          before?.version,
          after.name,
          after.code,
          after.region,
          after.serviceGroups,
          after.tags,
          channels,
        ]),
      ),
    )
    .digest('base64url');

/**
 * The plan as a change of the directory, and what is kept to take it back.
 * @param existing all branches there are
 */
export function carryOut(draft: Import, { changes }: Plan, existing: readonly Branch[], at: Date) {
  const taken = new Set(existing.map(({ id }) => id));
  const branches: BranchChange[] = [];
  const linked: Link[] = [];
  const done: ImportedBranch[] = [];
  for (const { before, after: details, channels } of changes) {
    const after: Branch = before ? { ...before, ...details } : { ...details, id: unusedId(taken), mutes: [], state: 'open', version: 1, createdAt: at };
    const links = channels.map((channel): Link => ({ ...channel, id: newLinkId(), branch: after.id, linkedAt: at }));
    branches.push({ before, after });
    linked.push(...links);
    done.push({ id: after.id, version: (before?.version ?? 0) + 1, before: before && detailsIn(before), links: links.map(({ id }) => id) });
  }
  const applied: Import = { ...draft, state: 'applied', done, appliedAt: at };
  return { change: { branches, linked, import: applied, at }, done: applied };
}

const detailsIn = ({ name, code, region, serviceGroups, tags }: Branch) => ({ name, code, region, serviceGroups, tags });

/** Of thousands, two might get one name by chance. */
function unusedId(taken: Set<string>): string {
  const id = newId();
  if (taken.has(id)) return unusedId(taken);
  taken.add(id);
  return id;
}
