/** Blocks: https://docs.slack.dev/reference/block-kit/blocks */
import { z } from 'zod';
import { accessory, actionElement, image, inputElement } from './block-kit-elements.ts';
import * as kit from './block-kit-objects.ts';

const base = { block_id: kit.id.optional() };

const section = z
  .strictObject({
    type: z.literal('section'),
    ...base,
    text: kit.anyText(3000).optional(),
    fields: kit.items(kit.anyText(2000), 10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, 'must define either `fields` or `text`');

const header = z.strictObject({ type: z.literal('header'), ...base, text: kit.plainText(150) });
const divider = z.strictObject({ type: z.literal('divider'), ...base });
const actions = z.strictObject({ type: z.literal('actions'), ...base, elements: kit.items(actionElement, 25) });
const context = z.strictObject({
  type: z.literal('context'),
  ...base,
  elements: kit.items(z.discriminatedUnion('type', [kit.plainText(3000), kit.mrkdwn(3000), image]), 10),
});
const imageBlock = z
  .strictObject({ type: z.literal('image'), ...base, ...kit.imageSource, title: kit.plainText(2000).optional() })
  .refine(kit.hasOneImage, 'must define either `image_url` or `slack_file`');
const input = z.strictObject({
  type: z.literal('input'),
  ...base,
  label: kit.plainText(2000),
  element: inputElement,
  hint: kit.plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});
const markdown = z.strictObject({ type: z.literal('markdown'), ...base, text: kit.string(12_000) });
const feedback = z.strictObject({ text: kit.plainText(75), value: kit.string(2000), accessibility_label: kit.string(75).optional() });
const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...base,
  elements: kit.items(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('feedback_buttons'), action_id: kit.id.optional(), positive_button: feedback, negative_button: feedback }),
      z.looseObject({ type: z.literal('icon_button'), action_id: kit.id.optional(), icon: z.string(), text: kit.plainText(75) }),
    ]),
    5,
  ),
});

const style = { style: z.looseObject({}).optional() };
const verbatim = [
  z.strictObject({ type: z.literal('text'), text: kit.string(Number.POSITIVE_INFINITY), ...style }),
  z.strictObject({ type: z.literal('link'), url: kit.string(3000), text: z.string().optional(), unsafe: z.boolean().optional(), ...style }),
] as const;
const richTextLeaf = z.discriminatedUnion('type', [
  ...verbatim,
  z.strictObject({ type: z.literal('color'), value: z.string().min(1), ...style }),
  z.strictObject({ type: z.literal('team'), team_id: z.string().min(1), ...style }),
  z.strictObject({ type: z.literal('emoji'), name: z.string().min(1), unicode: z.string().optional(), ...style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().min(1), ...style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().min(1), ...style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().min(1), ...style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), ...style }),
  z.strictObject({ type: z.literal('date'), timestamp: z.int(), format: z.string(), url: z.string().optional(), fallback: z.string().optional(), ...style }),
]);
const border = { border: z.int().min(0).max(1).optional() };
const richTextSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richTextLeaf) });
const richText = z.strictObject({
  type: z.literal('rich_text'),
  ...base,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        richTextSection,
        z.strictObject({
          type: z.literal('rich_text_preformatted'),
          elements: z.array(z.discriminatedUnion('type', verbatim)),
          ...border,
          language: z.string().optional(),
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(richTextLeaf), ...border }),
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: kit.items(richTextSection, Number.POSITIVE_INFINITY),
          indent: z.int().min(0).max(8).optional(),
          offset: z.int().min(0).optional(),
          ...border,
        }),
      ]),
    )
    .min(1),
});

/** https://docs.slack.dev/reference/block-kit/blocks/table-block: an empty cell is refused, a cell of one space is not. */
const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: kit.string(Number.POSITIVE_INFINITY) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: kit.string(Number.POSITIVE_INFINITY) }),
  richText,
]);
const column = z.strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() }).nullable();
const table = z.strictObject({
  type: z.literal('table'),
  ...base,
  rows: kit.items(kit.items(cell, 20), 100),
  column_settings: kit.items(column, 20).optional(),
});

const anywhere = [section, header, divider, actions, context, imageBlock, richText, input] as const;

export const messageBlock = z.discriminatedUnion('type', [...anywhere, markdown, table, contextActions]);
export const viewBlock = z.discriminatedUnion('type', [...anywhere]);
