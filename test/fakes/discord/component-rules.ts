import { characters, everyComponent, type Placed, SELECTS, TYPE } from './components.ts';
import { type Mistake, mistake } from './errors.ts';
import type { Obj } from './guilds.ts';

/** What the published schemas leave out about components: https://docs.discord.com/developers/components/reference */
export function componentMistakes(body: Obj, version2: boolean): Mistake[] {
  const all = everyComponent(body.components);
  const totals = version2 ? version2Mistakes(all) : legacyMistakes(body.components);
  return [...totals, ...duplicates(all), ...all.flatMap(ownMistakes)];
}

/** "Legacy message component behavior": at most five action rows and nothing else at the top. */
function legacyMistakes(components: unknown): Mistake[] {
  if (!Array.isArray(components)) return [];
  const tooMany = components.length > 5 ? [mistake(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')] : [];
  const strays = components.flatMap((component: Obj, index) =>
    component.type === TYPE.row ? [] : [mistake(['components', index, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).')],
  );
  return [...tooMany, ...strays];
}

function version2Mistakes(all: readonly Placed[]): Mistake[] {
  const text = all.reduce((sum, { component }) => sum + (component.type === TYPE.text ? characters(String(component.content)) : 0), 0);
  const tooMany =
    all.length > 40 ? [mistake(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', 'The maximum number of total components (40) was exceeded')] : [];
  const tooLong =
    text > 4_000 ? [mistake(['components'], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', 'The total displayable text size is over the maximum of 4000')] : [];
  return [...tooMany, ...tooLong];
}

export function duplicates(all: readonly Placed[]): Mistake[] {
  return [
    ...repeated(all, 'custom_id').map((path) => mistake(path, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')),
    ...repeated(all, 'id').map((path) => mistake(path, 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated')),
  ];
}

function repeated(all: readonly Placed[], key: string): PropertyKey[][] {
  const seen = new Set<unknown>();
  return all.flatMap(({ component, path }) => {
    const value = component[key];
    if (value === undefined || value === null || value === 0) return [];
    if (seen.has(value)) return [[...path, key]];
    seen.add(value);
    return [];
  });
}

function ownMistakes(placed: Placed): Mistake[] {
  if (placed.component.type === TYPE.row) return rowMistakes(placed);
  if (placed.component.type === TYPE.button) return buttonMistakes(placed);
  if (SELECTS.includes(Number(placed.component.type))) return selectMistakes(placed);
  return [];
}

/** Five buttons, or one select: https://docs.discord.com/developers/components/reference#action-row */
function rowMistakes({ component, path }: Placed): Mistake[] {
  const children = (component.components ?? []) as Obj[];
  const buttons = children.filter((child) => child.type === TYPE.button).length;
  if (buttons === children.length || children.length === 1) return [];
  return [mistake([...path, 'components'], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width')];
}

/** https://docs.discord.com/developers/components/reference#button-button-structure */
function buttonMistakes({ component, path }: Placed): Mistake[] {
  const problems: Mistake[] = [];
  const has = (key: string) => component[key] !== undefined && component[key] !== null && component[key] !== '';
  const link = component.style === 5;
  const premium = component.style === 6;
  const required = (key: string) => problems.push(mistake([...path, key], 'BASE_TYPE_REQUIRED', 'This field is required'));
  if (link && !has('url')) required('url');
  if (premium && !has('sku_id')) required('sku_id');
  if (!link && !premium && !has('custom_id')) required('custom_id');
  if (!premium && !has('label') && !has('emoji')) required('label');
  if (has('custom_id') && has('url'))
    problems.push(mistake(path, 'BUTTON_COMPONENT_CUSTOM_ID_AND_URL_MUTUALLY_EXCLUSIVE', 'A custom id and url cannot both be specified'));
  if (!link && has('url')) problems.push(mistake([...path, 'url'], 'BUTTON_COMPONENT_INVALID_URL_STYLE', 'Only link buttons may have a url'));
  if (has('url') && !/^(https?|discord):\/\//.test(String(component.url)))
    problems.push(
      mistake(
        [...path, 'url'],
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${String(component.url).split(':')[0]}" is not supported. Scheme must be one of ('http', 'https', 'discord').`,
      ),
    );
  return problems;
}

/** https://docs.discord.com/developers/components/reference#string-select */
export function selectMistakes({ component, path }: Placed): Mistake[] {
  const options = (component.options ?? []) as Obj[];
  const min = Number(component.min_values ?? 1);
  const max = Number(component.max_values ?? 1);
  const problems = repeatedValues({ component, path });
  if (min > max)
    problems.push(mistake([...path, 'min_values'], 'SELECT_COMPONENT_MIN_VALUES_GREATER_THAN_MAX', 'min_values must not be greater than max_values'));
  if (component.type === TYPE.stringSelect && max > options.length)
    problems.push(mistake([...path, 'max_values'], 'SELECT_COMPONENT_MAX_VALUES_EXCEEDED', 'max_values must not be greater than the number of options'));
  if (options.filter((option) => option.default === true).length > max)
    problems.push(mistake([...path, 'options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'The number of default values exceeds max_values'));
  return problems;
}

export function repeatedValues({ component, path }: Placed): Mistake[] {
  const values = ((component.options ?? []) as Obj[]).map((option) => option.value);
  return values.flatMap((value, index) =>
    values.indexOf(value) < index
      ? [mistake([...path, 'options', index, 'value'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used')]
      : [],
  );
}
