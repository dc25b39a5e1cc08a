import type { Context } from '../src/core/command.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Branch } from '../src/directory/branch.ts';
import { isNamed } from '../src/directory/find-branches.ts';
import { findDivision, nearestDivisions } from '../src/directory/names.ts';
import type { Wanted } from '../src/roles/grant.ts';
import { isHere, roleLine, type WrittenRole } from './role-in.ts';
import type { Services } from './services.ts';

type Run = Context<Services>;

/** Offered when several branches may be meant. */
const OFFERED = 5;

/** The region or the branch that a role is of, by its name as somebody wrote it. @throws {UserError} with those that may be meant, as lines of `command` */
export async function roleOf(command: string, written: WrittenRole, context: Run): Promise<Wanted['of']> {
  switch (written.role) {
    case 'regional-officer':
      return regionOf(command, written, context);
    case 'branch-officer':
      return (await branchOf(command, written, context)).id;
    default:
      return nothingOf(written);
  }
}

function nothingOf({ of, role }: WrittenRole): undefined {
  if (of === undefined || /^(?:this )?(?:union|workspace|server|guild|whole union)$/iu.test(of)) return undefined;
  const what = role === 'national-officer' ? 'A national officer is one of the whole union' : 'An administrator is one of a whole workspace';
  throw new UserError(`${what}, and I do not know what “${of}” is.`, 'Leave it out: for example `role grant national-officer to @name`.', { field: 'of' });
}

async function regionOf(command: string, written: WrittenRole, { services }: Run): Promise<string> {
  const regions = (await services.directory()).regions();
  const { of } = written;
  if (of === undefined)
    throw new UserError('A regional officer is one of a region: which?', `It is one of ${regions.map(({ name }) => name).join(', ')}.`, { field: 'of' });
  const found = findDivision(of, regions);
  if (found) return found.id;
  const near = nearestDivisions(of, regions);
  const [only] = near;
  if (only !== undefined && near.length === 1) return only.id;
  throw new UserError(
    `I know no region called “${of}”.`,
    near.length > 0 ? 'Did you mean one of these?' : `It is one of ${regions.map(({ name }) => name).join(', ')}.`,
    { field: 'of', tryThese: near.map(({ name }) => roleLine(command, { ...written, of: name })) },
  );
}

async function branchOf(command: string, written: WrittenRole, { services, request }: Run): Promise<Branch> {
  const directory = await services.directory();
  const { of = '' } = written;
  if (isHere(of)) {
    const here = await directory.branchAt(request.place);
    if (here) return here;
    throw new UserError(
      'A branch officer is one of a branch, and this channel is not linked to one.',
      'Name the branch: `role grant branch-officer branch "Bolton" to @name`.',
      {
        field: 'of',
      },
    );
  }
  const found = await directory.find(of, OFFERED);
  const named = found.filter((branch) => isNamed(branch, of));
  const [only] = named.length === 1 ? named : found;
  if (only !== undefined && (named.length === 1 || found.length === 1)) return only;
  throw new UserError(
    found.length === 0 ? `I know no branch called “${of}”.` : `“${of}” may be one of several branches.`,
    found.length === 0 ? '`branches` shows those there are.' : 'Which of these is meant?',
    { field: 'of', tryThese: found.map((branch) => roleLine(command, { ...written, of: branch.code ?? branch.name })) },
  );
}
