import { nearestLabels } from '../core/spelling.ts';
import type { Division } from './branch.ts';
import type { BranchName } from './directory-store.ts';
import { codeKey, nameKey } from './names.ts';

/** Whether `words` name this branch and are not only like its name: its name, code or short name. */
export const isNamed = ({ id, name, code }: Pick<BranchName, 'id' | 'name' | 'code'>, words: string): boolean =>
  id === words.trim().toLowerCase() || nameKey(name) === nameKey(words) || (code !== undefined && codeKey(code) === codeKey(words));

/**
 * Those that somebody may mean, best first: named just so, then with every word typed at the beginning of one of theirs (the region's name counts:
 * `bolton north west`), and only when there are none of these, those spelt like it. All in order of name when nothing is typed.
 */
export function findBranches(words: string, names: readonly BranchName[], regions: readonly Division[], limit: number): readonly BranchName[] {
  const typed = nameKey(words);
  if (typed === '') return names.slice(0, limit);
  const regionKey = new Map(regions.map(({ id, name }) => [id, nameKey(name)]));
  const named = names.filter((name) => isNamed(name, words));
  const parts = typed.split(' ');
  const holding = names.filter((name) => {
    const own = `${nameKey(name.name)} ${regionKey.get(name.region) ?? ''}`.split(' ');
    return parts.every((part) => own.some((word) => word.startsWith(part)));
  });
  // One of the region alone is none of the branch: `north west` finds no branch by it.
  const ofName = holding.filter((name) =>
    parts.some((part) =>
      nameKey(name.name)
        .split(' ')
        .some((word) => word.startsWith(part)),
    ),
  );
  const sure = [...new Set([...named, ...ofName.sort((one, other) => one.name.length - other.name.length)])];
  return (sure.length > 0 ? sure : speltLike(words, names, limit)).slice(0, limit);
}

function speltLike(words: string, names: readonly BranchName[], limit: number): readonly BranchName[] {
  const byName = new Map<string, BranchName[]>();
  for (const name of names) byName.set(name.name, [...(byName.get(name.name) ?? []), name]);
  return nearestLabels(words, [...byName.keys()], limit).flatMap((label) => byName.get(label) ?? []);
}
