import type { Role } from './request.ts';

/** A role as it is said of a person: "It can be run by a regional officer". */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  organiser: 'an organiser',
  'branch-officer': 'a branch officer',
  'regional-officer': 'a regional officer',
  'national-officer': 'a national officer',
  administrator: 'an administrator',
};

/** `a regional officer or a national officer`. */
export const anyOfRoles = (roles: readonly Role[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(roles.map((role) => ROLE_WORDS[role]));
