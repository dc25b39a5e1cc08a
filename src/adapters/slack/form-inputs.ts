import type { types } from '@slack/bolt';
import { type Field, partsIn } from '../../core/form.ts';
import { plain, type SlackBlock } from './blocks.ts';
import { isBlank } from './escape.ts';
import { INPUT_LABEL, INPUT_TEXT, OPTION_LABEL, OPTION_VALUE, OPTIONS } from './limits.ts';
import { shortened } from './render-text.ts';

/** `action_id` of a type-ahead begins with this; what it suggests follows. */
export const SUGGEST = 'suggest.';

/** One input of a modal. Its block is named after the field, so that an error can stand beside it. */
export function inputOf(field: Field, initial: string | undefined): SlackBlock {
  return {
    type: 'input',
    block_id: field.name,
    optional: !field.required || field.type === 'boolean',
    label: plain(shortened(sentence(field.name), INPUT_LABEL)),
    ...hintOf(field),
    element: elementOf(field, initial),
  };
}

/** Slack's own menu of people has no user groups. */
const GROUPS = 'A user group can be named only in a typed line: to @group.';

function hintOf({ help, type }: Field): { hint?: types.PlainTextElement } {
  const hint = type === 'person' ? `${help}${/[.!?]$/u.test(help) || isBlank(help) ? '' : '.'} ${GROUPS}` : help;
  return isBlank(hint) ? {} : { hint: plain(shortened(hint.trim(), INPUT_LABEL)) };
}

function elementOf(field: Field, initial: string | undefined): types.InputBlockElement {
  if (field.type === 'boolean') return yesOrNo(initial);
  if (field.type === 'file') return fileInput(field);
  if (field.type === 'person') return people(initial);
  // A menu takes only what is in it, and nobody can list every way to say when: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
  if (field.suggest === 'date') return { ...words(field, initial), placeholder: plain('For example: 31 July, or next Tuesday 9am') };
  if (field.suggest !== undefined) return field.many ? typeAheadOfSeveral(field.suggest, initial) : typeAhead(field.suggest, initial);
  if (isMenu(field.choices)) return menu(field.choices, initial);
  return field.type === 'number' ? number(initial) : words(field, initial);
}

function yesOrNo(initial: string | undefined): types.Checkboxes {
  const yes = optionOf('Yes', 'true');
  return { type: 'checkboxes', action_id: 'value', options: [yes], ...(initial === 'true' ? { initial_options: [yes] } : {}) };
}

/** Slack's own check of the kind is only a help: https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const fileInput = ({ file }: Field): types.FileInput => ({
  type: 'file_input',
  action_id: 'value',
  max_files: 1,
  ...(file === undefined || file.kinds.length === 0 ? {} : { filetypes: [...file.kinds] }),
});

/** Nobody needs to know a member id. */
function people(initial: string | undefined): types.UsersSelect {
  const id = /^(?:<@)?([UW][A-Z0-9]{1,23})(?:\|[^>]*)?>?$/u.exec(initial ?? '')?.[1];
  return { type: 'users_select', action_id: 'value', placeholder: plain('Choose somebody'), ...(id === undefined ? {} : { initial_user: id }) };
}

function typeAhead(what: string, initial: string | undefined): types.ExternalSelect {
  const given = initial === undefined || isBlank(initial) || initial.length > OPTION_VALUE ? {} : { initial_option: optionOf(initial, initial) };
  return { type: 'external_select', action_id: SUGGEST + what, min_query_length: 0, placeholder: plain('Type to search'), ...given };
}

function typeAheadOfSeveral(what: string, initial: string | undefined): types.MultiExternalSelect {
  const parts = [...new Set(partsIn(initial ?? ''))].filter((part) => !isBlank(part) && part.length <= OPTION_VALUE).slice(0, OPTIONS);
  const given = parts.length === 0 ? {} : { initial_options: parts.map((part) => optionOf(part, part)) };
  return { type: 'multi_external_select', action_id: SUGGEST + what, min_query_length: 0, placeholder: plain('Type to search, and choose'), ...given };
}

const isMenu = (choices: readonly string[]): boolean =>
  choices.length > 0 && choices.length <= OPTIONS && choices.every((choice) => !isBlank(choice) && choice.length <= OPTION_VALUE);

function menu(choices: readonly string[], initial: string | undefined): types.StaticSelect {
  const given = initial !== undefined && choices.includes(initial) ? { initial_option: optionOf(initial, initial) } : {};
  return { type: 'static_select', action_id: 'value', options: choices.map((choice) => optionOf(choice, choice)), ...given };
}

function number(initial: string | undefined): types.NumberInput {
  const given = initial !== undefined && initial.trim() !== '' && Number.isFinite(Number(initial)) ? { initial_value: initial } : {};
  return { type: 'number_input', action_id: 'value', is_decimal_allowed: true, ...given };
}

/** Its beginning alone would be taken for the whole. */
const TOO_LONG = { placeholder: plain('What it says now is too long to be shown here') };

function words({ rest, required }: Field, initial: string | undefined): types.PlainTextInput {
  const given = initial === undefined ? {} : initial.length > INPUT_TEXT && !required ? TOO_LONG : { initial_value: initial.slice(0, INPUT_TEXT) };
  return { type: 'plain_text_input', action_id: 'value', multiline: rest, max_length: INPUT_TEXT, ...given };
}

export const optionOf = (label: string, value: string): types.PlainTextOption => ({ text: plain(shortened(label, OPTION_LABEL)), value });

/** `payback-years` -> `Payback years`. */
export const sentence = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll(/[-_]/g, ' ');
