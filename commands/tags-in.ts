import { UserError } from '../src/core/user-error.ts';
import type { Branch } from '../src/directory/branch.ts';
import type { Directory } from '../src/directory/directory.ts';
import { isNamed } from '../src/directory/find-branches.ts';
import { tagsIn } from '../src/directory/names.ts';
import { partedAt, quoted } from './branch-named.ts';

const NEAR = 3;

/**
 * What of `pfi, schools for Bolton` are tags, and what names the branch (nothing: that of the channel).
 * @throws {UserError} for `Bolton pfi`, which may be one tag or a branch and its tag
 */
export async function tagsAndBranch(
  command: string,
  words: string,
  option: string | undefined,
  directory: Directory,
): Promise<{ readonly before: string; readonly after: string }> {
  const parted = partedAt(/for/, words, option);
  if (parted.after !== '') return parted;
  const from = partedAt(/(?:from|on|off|to)/, words, undefined);
  if (from.after !== '' && (await branchOf(from.after, directory)) !== undefined) return from;
  const typed = words.split(/\s+/u).filter((word) => word !== '');
  for (let count = typed.length; count > 0; count--) {
    const branch = await branchOf(typed.slice(0, count).join(' '), directory);
    if (branch !== undefined) throw which(command, branch, typed.slice(count).join(' '), words);
  }
  return parted;
}

async function branchOf(words: string, directory: Directory): Promise<Branch | undefined> {
  const named = (await directory.find(words.replace(/^"(.*)"$/u, '$1'), NEAR)).filter((branch) => isNamed(branch, words.replace(/^"(.*)"$/u, '$1')));
  return named.length === 1 ? named[0] : undefined;
}

function which(command: string, { name, id }: Branch, rest: string, words: string): UserError {
  const tags = tagsIn(rest.replace(/^(?:with|as)\s+/iu, ''));
  const whole = `${command} ${tagsIn(words).join(', ')} for here`;
  if (tags.length === 0)
    return new UserError(`${name} is a branch. Which tag do you mean?`, `Say it first: \`${command} pay for ${quoted(name)}\`.`, {
      field: 'tags',
      tryThese: [whole],
    });
  return new UserError(`Is ${name} the branch, or a part of the tag?`, 'Nothing is changed yet.', {
    field: 'tags',
    tryThese: [`${command} ${tags.join(', ')} for ${id}`, whole],
  });
}
