import type { Inputs } from '../src/appraisals/appraisal-store.ts';
import type { Appraisals } from '../src/appraisals/appraisals.ts';
import type { Request } from '../src/core/request.ts';

/**
 * The appraisal that is meant: by its short name, by the name it is saved under, or the last one of who asks.
 * @throws {UserError} when there is none
 */
export async function keptAs(said: string | undefined, appraisals: Appraisals, request: Request): Promise<Inputs & { readonly name?: string }> {
  const name = (said ?? '').replace(/["“”]/gu, '').trim();
  if (name === '') return appraisals.last(request);
  const recent = /^[a-z0-9]{6}$/.test(name) ? await appraisals.recent(name, request) : undefined;
  return recent ?? appraisals.find(name, request);
}
