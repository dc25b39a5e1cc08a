import { z } from 'zod';
import type { Asker, Broadcasts } from '../src/broadcasts/broadcasts.ts';
import type { Context } from '../src/core/command.ts';
import type { Role } from '../src/core/request.ts';
import type { Services } from './services.ts';

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

/** A field for a broadcast's short name, and what may follow it. */
export const shortName = (description = 'Its short name, as `broadcasts` shows it') =>
  z
    .string()
    .trim()
    .min(1, 'is missing: `broadcasts` shows the short name of each')
    .transform((said) => said.replace(/[.,`“”"]+$|^[`“”"]+/gu, ''))
    .meta({ description, rest: true });
