import { z } from 'zod';
import type { Asker, Broadcasts } from '../src/broadcasts/broadcasts.ts';
import type { Context } from '../src/core/command.ts';
import type { Role } from '../src/core/request.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Services } from './services.ts';
import { SHORT_NAME } from './short-name.ts';

/** Who may send, see and chase: each only what goes to branches that are theirs, which the service looks at. */
export const OFFICERS: readonly Role[] = ['regional-officer', 'national-officer'];

/** The broadcasts, and who asks with what they may do at this moment. */
export async function deskOf({ services, request, held }: Context<Services>): Promise<readonly [Broadcasts, Asker]> {
  return [await services.broadcasts(), { request, held: await held() }];
}

/** `k3m9xq the rest`: the short name comes first. */
export function idAndRest(said: string): { readonly id: string; readonly rest: string } {
  const [, id = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/u.exec(said.trim()) ?? [];
  return { id: id.toLowerCase(), rest };
}

/** Looked through for a title. */
const LATEST = 50;
const OFFERED = 5;

/**
 * The short name of the one that somebody means by it, or by its title or a part of that. Words that are neither are given back, for the service to refuse.
 * @throws {UserError} when several have that title
 */
export async function idMeant(said: string, [broadcasts, asker]: readonly [Broadcasts, Asker], command: string): Promise<string> {
  const { id, rest } = idAndRest(said);
  if (rest === '' && SHORT_NAME.test(id) && /\d/u.test(id)) return id;
  const latest = (await broadcasts.list(asker, LATEST)).found.map(({ broadcast }) => broadcast);
  const words = said.toLowerCase();
  const named = latest.filter((one) => one.id === id);
  const exact = latest.filter(({ title }) => title.toLowerCase() === words);
  const found = [named, exact, latest.filter(({ title }) => words.length > 2 && title.toLowerCase().includes(words))].find(({ length }) => length > 0) ?? [];
  const [only, ...more] = found;
  if (only !== undefined && more.length === 0) return only.id;
  if (only === undefined) return SHORT_NAME.test(id) ? id : said;
  throw new UserError(`${found.length === latest.length ? 'All' : 'Several'} have “${said}” in their title.`, 'Which one?', {
    tryThese: found.slice(0, OFFERED).map((one) => `${command} ${one.id}`),
  });
}

/** A field for a broadcast's short name, and what may follow it. */
export const shortName = (description = 'Its short name, as `broadcasts` shows it') =>
  z
    .string()
    .trim()
    .min(1, 'is missing: `broadcasts` shows the short name of each')
    .transform((said) => said.replace(/[.,`“”"]+$|^[`“”"]+/gu, ''))
    .meta({ description, rest: true });
