/** Finds elements in blocks, and what a person can put into them. */
import { z } from 'zod';
import type { Json } from './types.ts';

const object = z.record(z.string(), z.unknown());
const text = z.looseObject({ text: z.string() });
const choice = z.looseObject({ text, value: z.string() });

export interface Found {
  readonly blockId: string;
  readonly block: Json;
  readonly element: Json;
}

const listOf = <S extends z.ZodType>(schema: S, value: unknown): z.infer<S>[] => z.array(schema).safeParse(value).data ?? [];

/** Every interactive element of the blocks. */
export function elementsOf(blocks: unknown): Found[] {
  return listOf(object, blocks).flatMap((block) => {
    const candidates = [...listOf(z.unknown(), block.elements), block.accessory, block.element];
    const elements = candidates.map((candidate): Json => object.safeParse(candidate).data ?? {}).filter(({ action_id }) => typeof action_id === 'string');
    return elements.map((element) => ({ blockId: String(block.block_id), block, element }));
  });
}

/** The element with this action id, or whose text is the label. Throws when a person would not find it. */
export function findElement(blocks: unknown, actionIdOrLabel: string): Found {
  const all = elementsOf(blocks);
  const labelled = ({ element }: Found) => text.safeParse(element.text).data?.text === actionIdOrLabel;
  const found = all.find(({ element }) => element.action_id === actionIdOrLabel) ?? all.find(labelled);
  if (found !== undefined) return found;
  const there = all.map(({ element }) => `${String(element.action_id)} "${text.safeParse(element.text).data?.text ?? ''}"`);
  throw new Error(`No one can press "${actionIdOrLabel}". There is: ${there.join(', ') || 'nothing to press'}`);
}

const group = z.looseObject({ options: z.array(choice) });
const choicesOf = (element: Json): z.infer<typeof choice>[] => [
  ...listOf(choice, element.options),
  ...listOf(group, element.option_groups).flatMap(({ options }) => options),
];

/** The option a person picks, by value or label. Any value goes for a menu whose options come from the app. */
function pick(element: Json, wanted: string): Json {
  if (String(element.type).includes('external')) return { text: { type: 'plain_text', text: wanted, emoji: true }, value: wanted };
  const found = choicesOf(element).find((option) => option.value === wanted || option.text.text === wanted);
  if (found === undefined) throw new Error(`"${wanted}" is not among: ${choicesOf(element).map(({ value }) => value)}`);
  return found;
}

const SELECTED: Readonly<Record<string, string>> = {
  users_select: 'selected_user',
  channels_select: 'selected_channel',
  conversations_select: 'selected_conversation',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
};

const isChoice = (type: string): boolean => ['static_select', 'external_select', 'radio_buttons', 'overflow'].includes(type);
const isMany = (type: string): boolean => type.startsWith('multi_') || type === 'checkboxes';

/** The state of an element after a person filled it in; `null` leaves it empty. */
export function stateOf(element: Json, value: unknown): Json {
  const type = String(element.type);
  if (isMany(type))
    return {
      type,
      selected_options: z
        .array(z.string())
        .parse(value ?? [])
        .map((each) => pick(element, each)),
    };
  if (isChoice(type)) return { type, selected_option: value === null ? null : pick(element, String(value)) };
  const selected = SELECTED[type];
  if (selected !== undefined) return { type, [selected]: value };
  return { type, value: value === null ? null : String(value) };
}

/** What an element holds before anyone touched it. */
export function initialState(element: Json): Json {
  const type = String(element.type);
  if (type === 'file_input') return { type, files: [] };
  if (isMany(type)) return { type, selected_options: element.initial_options ?? [] };
  if (isChoice(type)) return { type, selected_option: element.initial_option ?? null };
  const selected = SELECTED[type];
  if (selected !== undefined) return { type, [selected]: element[selected.replace('selected', 'initial')] ?? null };
  return { type, value: element.initial_value ?? null };
}

export function isEmpty({ type: _, ...state }: Json): boolean {
  return Object.values(state).every((value) => value === null || value === '' || (Array.isArray(value) && value.length === 0));
}
