import { setTimeout as sleep } from 'node:timers/promises';
import type { Field } from '../../core/form.ts';
import type { Steward } from '../../core/steward.ts';
import { SELECT } from './limits.ts';

/** Whatever can be picked in a field that takes several, by the name of the field; nothing of a field whose list is longer than a menu. */
export type Lists = ReadonlyMap<string, readonly Item[]>;

export interface Item {
  readonly label: string;
  readonly value: string;
}

/** A form opens within three seconds or not at all: without its lists they are typed. */
const WITHIN_MS = 1_000;

/** Nobody types the names of regions who can pick them. Never rejects. */
export async function listsFor({ suggest }: Pick<Steward, 'suggest'>, fields: readonly Field[]): Promise<Lists> {
  const read = Promise.all(fields.map(async (field) => [field.name, await listOf(field, suggest)] as const));
  const lists = await Promise.race([read.catch(() => []), sleep(WITHIN_MS, [], { ref: false })]);
  return new Map(lists.flatMap(([name, items]) => (items === undefined ? [] : [[name, items]])));
}

async function listOf({ many, suggest: what }: Field, suggest: Steward['suggest']): Promise<readonly Item[] | undefined> {
  if (many !== true || what === undefined) return undefined;
  const found = await suggest(what, '', SELECT.options + 1);
  const isWhole = found.length > 0 && found.length <= SELECT.options && new Set(found.map(({ value }) => value)).size === found.length;
  return isWhole && found.every(({ value }) => value !== '' && value.length <= SELECT.value) ? found : undefined;
}
