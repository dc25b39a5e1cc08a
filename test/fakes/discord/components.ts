import type { Obj } from './guilds.ts';

/** https://docs.discord.com/developers/components/reference#component-object-component-types */
export const TYPE = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  container: 17,
  label: 18,
  upload: 19,
  radio: 21,
  checkboxes: 22,
  checkbox: 23,
} as const;

export const SELECTS: readonly number[] = [3, 5, 6, 7, 8];

export interface Placed {
  readonly component: Obj;
  readonly path: readonly PropertyKey[];
}

/** Every component in a tree, outermost first, with where it stands. */
export function everyComponent(components: unknown, path: readonly PropertyKey[] = ['components']): Placed[] {
  if (!Array.isArray(components)) return [];
  return components.flatMap((component: Obj, index) => withChildren(component, [...path, index]));
}

function withChildren(component: Obj, path: readonly PropertyKey[]): Placed[] {
  const single = ['accessory', 'component'].flatMap((key) => (isObject(component[key]) ? withChildren(component[key], [...path, key]) : []));
  return [{ component, path }, ...everyComponent(component.components, [...path, 'components']), ...single];
}

/** Discord counts code points, not UTF-16 units: https://github.com/discord/discord-api-docs/issues/1315 */
export const characters = (text: string): number => [...text].length;

export function isObject(value: unknown): value is Obj {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Gives every component the `id` the API generates: 1, 2, 3 … in order, past the ones already taken. */
export function numbered(components: unknown): unknown {
  const copy: unknown = structuredClone(components);
  const placed = everyComponent(copy);
  const taken = new Set(placed.map(({ component }) => component.id).filter((id) => typeof id === 'number' && id !== 0));
  let next = 1;
  for (const { component } of placed) {
    if (typeof component.id === 'number' && component.id !== 0) continue;
    while (taken.has(next)) next += 1;
    component.id = next;
    taken.add(next);
  }
  return copy;
}
