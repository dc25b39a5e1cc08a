import { ModalInteractionCallbackRequestSchema } from 'discord-api-spec/zod';
import { duplicates, repeatedValues, selectMistakes } from './component-rules.ts';
import { characters, everyComponent, type Placed, SELECTS, TYPE } from './components.ts';
import { invalidForm, type Mistake, mistake } from './errors.ts';
import type { Obj } from './guilds.ts';
import { checkAgainstSpec } from './spec-check.ts';

/** A modal, as an interaction callback of type 9: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
export function checkModal(body: Obj): void {
  checkAgainstSpec(ModalInteractionCallbackRequestSchema, body);
  const data = body.data as Obj;
  const all = everyComponent(data.components);
  const top = data.components as Obj[];
  // The schema allows 40, the documentation five.
  const mistakes = [
    ...(top.length > 5 ? [mistake(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')] : []),
    ...duplicates(all),
    ...all.flatMap((placed) => fieldMistakes(placed)),
    ...all.flatMap((placed) => labelMistakes(placed, all)),
  ];
  if (mistakes.length > 0) throw invalidForm(mistakes.map((one) => ({ ...one, path: ['data', ...one.path] })));
}

function fieldMistakes(placed: Placed): Mistake[] {
  const { component, path } = placed;
  // "min_values must be either omitted or at least 1 if required is omitted or true."
  const none =
    component.min_values === 0 && component.required !== false
      ? [mistake([...path, 'min_values'], 'NUMBER_TYPE_MIN', 'int value should be greater than or equal to 1.')]
      : [];
  if (SELECTS.includes(Number(component.type))) return [...none, ...selectMistakes(placed)];
  if (component.type === TYPE.radio || component.type === TYPE.checkboxes) return [...none, ...repeatedValues(placed)];
  if (placed.component.type === TYPE.textInput) return textMistakes(placed);
  return [];
}

/** https://docs.discord.com/developers/components/reference#text-input-text-input-structure */
function textMistakes({ component, path }: Placed): Mistake[] {
  const value = typeof component.value === 'string' ? component.value : '';
  const max = Number(component.max_length ?? 4_000);
  const min = Number(component.min_length ?? 0);
  if (min > max) return [mistake([...path, 'min_length'], 'TEXT_INPUT_COMPONENT_INVALID_LENGTH', 'min_length must not be greater than max_length')];
  if (characters(value) > max) return [mistake([...path, 'value'], 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`)];
  return value !== '' && characters(value) < min ? [mistake([...path, 'value'], 'BASE_TYPE_MIN_LENGTH', `Must be ${min} or more in length.`)] : [];
}

/** A text input needs its own label in a row, and must not have one inside a Label. */
function labelMistakes({ component, path }: Placed, all: readonly Placed[]): Mistake[] {
  if (component.type !== TYPE.textInput) return [];
  const inLabel = path.at(-1) === 'component' && all.some((placed) => placed.component.component === component);
  const has = typeof component.label === 'string';
  if (!inLabel && !has) return [mistake([...path, 'label'], 'BASE_TYPE_REQUIRED', 'This field is required')];
  return inLabel && has ? [mistake([...path, 'label'], 'TEXT_INPUT_LABEL_NOT_ALLOWED', 'A text input inside a label cannot have a label of its own')] : [];
}
