import { type Field, partsIn, written } from './form.ts';
import type { Steward, Suggested } from './steward.ts';

/** What to offer while a person types into a field, nearest first. In a field that takes several it is the last of them that is being typed. */
export async function suggestFor(
  { suggest: what, many }: Pick<Field, 'suggest' | 'many'>,
  typed: string,
  suggest: Steward['suggest'],
  limit: number,
): Promise<readonly Suggested[]> {
  if (what === undefined) return [];
  if (many !== true) return suggest(what, typed, limit);
  const begins = typed.lastIndexOf(';') + 1;
  const before = partsIn(typed.slice(0, begins));
  const found = await suggest(what, typed.slice(begins).trim(), limit);
  return found.map(({ label, value }) => ({ label: written([...before, label]), value: written([...before, value]) }));
}
