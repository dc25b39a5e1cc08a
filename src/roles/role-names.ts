import { ROLE_WORDS } from '../core/role-words.ts';
import type { Held } from '../core/standing.ts';
import type { Directory } from '../directory/directory.ts';
import type { Giving } from './authority.ts';

/** Roles in words, with the names of their regions and branches. */
export interface RoleNames {
  /** `regional officer of North West`. */
  name(role: Pick<Held, 'role' | 'of'>): Promise<string>;
  /** The same for many, asked of the directory together. */
  all(roles: readonly Pick<Held, 'role' | 'of'>[]): Promise<readonly string[]>;
  /** `a regional officer of North West, a national officer or an administrator`. */
  whoMayGive(giving: Giving): Promise<string>;
}

export function createRoleNames(directory: Pick<Directory, 'branches' | 'regions'>): RoleNames {
  async function all(roles: readonly Pick<Held, 'role' | 'of'>[]): Promise<readonly string[]> {
    const ids = [...new Set(roles.flatMap(({ role, of }) => (role === 'branch-officer' && of !== undefined ? [of] : [])))];
    const names = new Map(directory.regions().map(({ id, name }) => [id, name]));
    for (const { id, name } of ids.length === 0 ? [] : await directory.branches(ids)) names.set(id, name);
    return roles.map(({ role, of }) => {
      const words = ROLE_WORDS[role].replace(/^an? /u, '');
      return of === undefined ? words : `${words} of ${names.get(of) ?? `one that is gone (${of})`}`;
    });
  }
  return {
    all,
    name: async (role) => (await all([role])).join(''),
    async whoMayGive({ role, of, region }) {
      const officers: Held[] = [
        ...(role === 'branch-officer' ? [{ role, of, reach: 'everywhere' } as const] : []),
        ...(role === 'branch-officer' || role === 'regional-officer'
          ? [{ role: 'regional-officer', of: role === 'regional-officer' ? of : region, reach: 'everywhere' } as const]
          : []),
      ];
      const named = (await all(officers)).map((name) => `a ${name}`);
      return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format([...named, ROLE_WORDS['national-officer'], ROLE_WORDS.administrator]);
    },
  };
}
