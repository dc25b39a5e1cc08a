/** Block elements: https://docs.slack.dev/reference/block-kit/block-elements */
import { z } from 'zod';
import * as kit from './block-kit-objects.ts';

const action = { action_id: kit.id.optional() };
const confirmable = { ...action, confirm: kit.confirm.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: kit.plainText(150).optional() };
const url = kit.string(3000).refine((text) => URL.canParse(text), 'invalid_url');

const button = z.strictObject({
  type: z.literal('button'),
  ...confirmable,
  text: kit.plainText(75),
  url: url.optional(),
  value: kit.string(2000, 0).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: kit.string(75).optional(),
});

/** `options` or `option_groups`, one of the two, with different values. */
const choices = { options: kit.items(kit.plainOption, 100).optional(), option_groups: kit.items(kit.optionGroup, 100).optional() };
const oneOfChoices = (element: { options?: unknown; option_groups?: unknown }) => (element.options === undefined) !== (element.option_groups === undefined);
const choicesMessage = 'must define either `options` or `option_groups`';

type Options = readonly { readonly value?: string | undefined }[] | undefined;
/** What is chosen at first must be among the options. */
const isAmong = (chosen: Options, options: Options, groups?: readonly { readonly options: Options }[]): boolean => {
  const all = [...(options ?? []), ...(groups ?? []).flatMap((group) => group.options ?? [])];
  return (chosen ?? []).every((each) => all.some(({ value }) => value === each.value));
};
const amongMessage = 'initial option must match one of the options';

const select = <N extends string>(name: N) => ({ type: z.literal(name), ...confirmable, ...focusable, ...placeholder });
const many = { max_selected_items: z.int().min(1).optional() };

const staticSelect = z
  .strictObject({ ...select('static_select'), ...choices, initial_option: kit.plainOption.optional() })
  .refine(oneOfChoices, choicesMessage)
  .refine((menu) => isAmong(menu.initial_option && [menu.initial_option], menu.options, menu.option_groups), amongMessage);
const staticMultiSelect = z
  .strictObject({ ...select('multi_static_select'), ...choices, ...many, initial_options: kit.items(kit.plainOption, 100).optional() })
  .refine(oneOfChoices, choicesMessage)
  .refine((menu) => isAmong(menu.initial_options, menu.options, menu.option_groups), amongMessage);
const minQuery = { min_query_length: z.int().min(0).optional() };
const externalSelect = z.strictObject({ ...select('external_select'), ...minQuery, initial_option: kit.plainOption.optional() });
const externalMultiSelect = z.strictObject({
  ...select('multi_external_select'),
  ...minQuery,
  ...many,
  initial_options: kit.items(kit.plainOption, 100).optional(),
});
const responseUrlEnabled = { response_url_enabled: z.boolean().optional() };
const usersSelect = z.strictObject({ ...select('users_select'), initial_user: z.string().optional() });
const channelsSelect = z.strictObject({ ...select('channels_select'), ...responseUrlEnabled, initial_channel: z.string().optional() });
const conversationsSelect = z.strictObject({
  ...select('conversations_select'),
  ...responseUrlEnabled,
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  filter: z.looseObject({}).optional(),
});

const overflow = z.strictObject({ type: z.literal('overflow'), ...confirmable, options: kit.items(kit.plainOption, 5) });
const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...confirmable,
    ...focusable,
    options: kit.items(kit.anyOption, 10),
    initial_options: kit.items(kit.anyOption, 10).optional(),
  })
  .refine((boxes) => isAmong(boxes.initial_options, boxes.options), amongMessage);
const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...confirmable,
    ...focusable,
    options: kit.items(kit.anyOption, 10),
    initial_option: kit.anyOption.optional(),
  })
  .refine((buttons) => isAmong(buttons.initial_option && [buttons.initial_option], buttons.options), amongMessage);

const datePicker = z.strictObject({
  ...select('datepicker'),
  initial_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
});
const timePicker = z.strictObject({
  ...select('timepicker'),
  initial_time: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional(),
  timezone: z.string().optional(),
});
const dateTimePicker = z.strictObject({ type: z.literal('datetimepicker'), ...confirmable, ...focusable, initial_date_time: z.int().optional() });

const dispatchConfig = {
  dispatch_action_config: z.strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).optional() }).optional(),
};
const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...action,
  ...focusable,
  ...placeholder,
  ...dispatchConfig,
  initial_value: kit.string(3000, 0).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
});
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...action,
  ...focusable,
  ...placeholder,
  ...dispatchConfig,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});
const textLikeInput = (name: 'email_text_input' | 'url_text_input') =>
  z.strictObject({ type: z.literal(name), ...action, ...focusable, ...placeholder, ...dispatchConfig, initial_value: z.string().optional() });
const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...action,
  filetypes: z.array(z.string()).optional(),
  max_files: z.int().min(1).max(10).optional(),
});

const menus = [staticSelect, externalSelect, usersSelect, conversationsSelect, channelsSelect] as const;
const multiMenus = [staticMultiSelect, externalMultiSelect] as const;
const pickers = [datePicker, timePicker] as const;

export const image = z.strictObject({ type: z.literal('image'), ...kit.imageSource }).refine(kit.hasOneImage, 'must define either `image_url` or `slack_file`');

export const actionElement = z.discriminatedUnion('type', [button, overflow, checkboxes, radioButtons, ...menus, ...multiMenus, ...pickers, dateTimePicker]);
export const accessory = z.discriminatedUnion('type', [button, overflow, checkboxes, radioButtons, image, ...menus, ...multiMenus, ...pickers]);
export const inputElement = z.discriminatedUnion('type', [
  plainTextInput,
  numberInput,
  textLikeInput('email_text_input'),
  textLikeInput('url_text_input'),
  fileInput,
  checkboxes,
  radioButtons,
  ...menus,
  ...multiMenus,
  ...pickers,
  dateTimePicker,
]);
