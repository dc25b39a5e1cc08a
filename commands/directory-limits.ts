import type { Role } from '../src/core/request.ts';
import type { Held } from '../src/core/standing.ts';
import type { Limits } from '../src/directory/import-plan.ts';
import { mayGovern } from '../src/roles/directory-authority.ts';

/** Who may change many branches at once: each only those of their regions. */
export const GOVERNORS: readonly Role[] = ['regional-officer', 'national-officer', 'administrator'];

/** Somebody whose role counts in one workspace only may look, and finds every row refused. */
export const limitsOf = (held: readonly Held[], region?: string): Limits => ({ mayChange: (id) => mayGovern(held, id), region });
