import type { Branch } from './branch.ts';
import { codeKey } from './names.ts';
import { keyOf, type Read } from './read-row.ts';

/** What would give two open branches one name in a region, or one code, with why. Names may be exchanged within a file, so all is looked at together. */
export function doublesIn(planned: readonly Read[], branches: readonly Branch[]): ReadonlyMap<Read, string> {
  const changing = new Set(planned.flatMap(({ before }) => before?.id ?? []));
  const others = branches.filter(({ id, state }) => state === 'open' && !changing.has(id));
  const doubled = new Map<Read, string>();
  for (const labelOf of [keyOf, codeOf]) noteDoubles(planned, others, labelOf, doubled);
  return doubled;
}

type LabelOf = (branch: Pick<Branch, 'name' | 'region' | 'code'>) => string | undefined;

const codeOf: LabelOf = ({ code }) => (code === undefined ? undefined : codeKey(code));

/** Of two that would have the same, the one that has it already keeps it, and of two new ones the first. */
function noteDoubles(planned: readonly Read[], others: readonly Branch[], labelOf: LabelOf, doubled: Map<Read, string>): void {
  const what = labelOf === codeOf ? 'code' : 'name in its region';
  const owners = new Map<string | undefined, string>(others.map((branch) => [labelOf(branch), branch.name]));
  const keeps = ({ before, after }: Read): boolean => before !== undefined && labelOf(before) === labelOf(after);
  for (const change of [...planned.filter(keeps), ...planned.filter((one) => !keeps(one))]) {
    const label = labelOf(change.after);
    if (label === undefined) continue;
    const owner = owners.get(label);
    if (owner !== undefined) doubled.set(change, `${owner} has the same ${what}`);
    else owners.set(label, change.after.name);
  }
}
