import type { Branch } from '../directory/branch.ts';
import type { Directory } from '../directory/directory.ts';

/** Whether that is this branch, or one that has been merged into it. @param id of a branch */
export async function isPartOf(branch: Branch, id: string, directory: Pick<Directory, 'branch'>): Promise<boolean> {
  const passed = new Set<string>();
  for (let at = id; !passed.has(at); ) {
    if (at === branch.id) return true;
    passed.add(at);
    const state = (await directory.branch(at))?.state;
    if (typeof state !== 'object') return false;
    at = state.mergedInto;
  }
  return false;
}
