import type { Context } from '../src/core/command.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Branch } from '../src/directory/branch.ts';
import type { Directory } from '../src/directory/directory.ts';
import { isNamed } from '../src/directory/find-branches.ts';
import { choiceName } from './branch-blocks.ts';
import type { Services } from './services.ts';

const OFFERED = 5;

/** Branches that may be meant. */
interface Among {
  readonly find: Directory['find'];
  /** The command that lists them. */
  readonly list: string;
}

/** Open branches, and only where none is named so, those that are no more. */
const openFirst = (directory: Directory): Among => ({ ...among(directory.find, directory.findEnded), list: 'branches' });

/** Branches that are no more, and only where none is named so, open ones. */
export const endedFirst = (directory: Directory): Among => ({ ...among(directory.findEnded, directory.find), list: 'branches --closed' });

function among(first: Directory['find'], then: Directory['find']): Pick<Among, 'find'> {
  return {
    async find(words, limit) {
      const found = await first(words, limit);
      if (found.some((branch) => isNamed(branch, words))) return found;
      const others = (await then(words, limit)).filter((branch) => isNamed(branch, words));
      return others.length > 0 ? others : found;
    },
  };
}

/**
 * The branch that somebody named, or that of the channel when nothing is named. One that is only like what was typed is offered and not taken.
 * @param lineFor the line that would mean a branch, by how it is named
 * @param those among which; open ones first when left out
 * @throws {UserError} when none is named so, or several are
 */
export async function branchNamed(
  words: string,
  directory: Directory,
  { request }: Pick<Context<Services>, 'request'>,
  lineFor: (name: string) => string,
  those: Among = openFirst(directory),
): Promise<Branch> {
  const typed = words.trim().replace(/^"(.*)"$/u, '$1');
  if (typed === '' || /^(?:here|this branch|this channel|us|ours)$/iu.test(typed)) return branchHere(directory, request.place);
  const known = /^[a-z0-9]{6}$/iu.test(typed) ? await directory.branch(typed.toLowerCase()) : undefined;
  if (known) return known;
  const found = await those.find(typed, OFFERED + 1);
  const named = found.filter((branch) => isNamed(branch, typed));
  const [only] = named;
  if (only && named.length === 1) return only;
  const offered = (only ? named : found).slice(0, OFFERED);
  throw new UserError(
    only
      ? `Several branches are called “${typed}”: ${offered.map((branch) => choiceName(branch, directory)).join('; ')}.`
      : `I know of no branch called “${typed}”.`,
    offered.length === 0
      ? `\`${those.list}\` lists those there are.`
      : `Say which: ${offered.map(({ id, ...branch }) => `${choiceName(branch, directory)} is \`${id}\``).join('; ')}.`,
    { field: 'branch', tryThese: offered.length === 0 ? [those.list] : offered.map((branch) => lineFor(only ? branch.id : quoted(branch.name))) },
  );
}

async function branchHere(directory: Directory, place: Parameters<Directory['branchAt']>[0]): Promise<Branch> {
  const branch = await directory.branchAt(place);
  if (branch) return branch;
  throw new UserError('This channel is linked to no branch.', 'Say `setup` and the branch’s name to link it, or name the branch you mean.', {
    field: 'branch',
    tryThese: ['setup'],
  });
}

/** As a line takes it. */
export const quoted = (name: string): string => (/^[\p{L}\d-]+$/u.test(name) ? name : `"${name.replaceAll('"', '')}"`);

/** `Bolton to Northern`: what stands before and after the last such word; an option says the latter too. */
export function partedAt(word: RegExp, words: string, option: string | undefined): { readonly before: string; readonly after: string } {
  if (option !== undefined && option !== '') return { before: words, after: option };
  // A name in quotes may hold the word.
  const outside = words.replace(/"[^"]*"/gu, (quote) => '"'.repeat(quote.length));
  const cuts = [...outside.matchAll(new RegExp(`(?:^|\\s)${word.source}(?:\\s|$)`, 'giu'))];
  const cut = cuts.at(-1);
  if (cut === undefined) return { before: words, after: '' };
  const bare = (part: string): string => part.trim().replace(/^"(.*)"$/u, '$1');
  return { before: bare(words.slice(0, cut.index)), after: bare(words.slice(cut.index + cut[0].length)) };
}

/** The same for two names, where quotes may part them without the word: `"Wigan" "Wigan and Leigh"`. */
export function namesParted(word: RegExp, words: string, option: string | undefined): { readonly before: string; readonly after: string } {
  const parted = partedAt(word, words, option);
  const [, first = '', second = ''] = /^("[^"]+"|\S+)\s+("[^"]+")$|^("[^"]+")\s+(\S.*)$/u.exec(words)?.filter((part) => part !== undefined) ?? [];
  if (parted.after !== '' || first === '') return parted;
  return { before: first.replaceAll('"', ''), after: second.replaceAll('"', '') };
}
