/** What Slack's servers check before they take blocks or a view, in Slack's words: `must be less than 3001 characters [json-pointer:/blocks/0/text/text]`. */
import { z } from 'zod';
import { messageBlock, viewBlock } from './block-kit-blocks.ts';
import { anyOption, id, items, optionGroup, plainText, string } from './block-kit-objects.ts';
import type { Json } from './types.ts';

/** https://docs.slack.dev/reference/block-kit/blocks: 50 in a message, 100 in a modal or Home tab. */
export const BLOCKS_PER_MESSAGE = 50;
export const BLOCKS_PER_VIEW = 100;
/** https://docs.slack.dev/reference/block-kit/blocks/table-block: characters in all table cells of one message. */
export const TABLE_CHARACTERS = 10_000;
/** https://docs.slack.dev/reference/block-kit/blocks/markdown-block: characters in all markdown blocks of one message. */
export const MARKDOWN_CHARACTERS = 12_000;
/**
 * `chat.postMessage` refuses blocks that are long in sum with `msg_blocks_too_long`. Slack does not publish the sum.
 * Measured by others: about 13,200 characters, of which each block costs about 125 beside its text; some met it at 11,341.
 * https://github.com/slackapi/bolt-js/issues/2509 and https://github.com/slackapi/bolt-js/issues/2867
 */
export const MESSAGE_CHARACTERS = 13_200;
const CHARACTERS_PER_BLOCK = 125;

const object = z.record(z.string(), z.unknown());

/** Every object in a tree of JSON, with its JSON pointer. */
function* walk(value: unknown, pointer: string): Generator<readonly [Json, string]> {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* walk(item, `${pointer}/${index}`);
  const parsed = object.safeParse(value);
  if (Array.isArray(value) || !parsed.success) return;
  yield [parsed.data, pointer];
  for (const [key, item] of Object.entries(parsed.data)) yield* walk(item, `${pointer}/${key}`);
}

function repeated(blocks: unknown, key: 'block_id' | 'action_id', pointer: string): string[] {
  const seen = new Set<unknown>();
  const messages: string[] = [];
  for (const [node, at] of walk(blocks, pointer)) {
    const value = node[key];
    if (typeof value !== 'string') continue;
    if (seen.has(value))
      messages.push(`\`${key}\` ${value} already exists${key === 'action_id' ? ' for another element in the same block' : ''} [json-pointer:${at}/${key}]`);
    seen.add(value);
  }
  return messages;
}

const issuesOf = (error: z.ZodError, pointer: string): string[] =>
  error.issues.flatMap((issue) => {
    const at = `[json-pointer:${[pointer, ...issue.path.map(String)].join('/')}]`;
    return [`${issue.code === 'invalid_type' && issue.message.endsWith('undefined') ? 'missing required field' : issue.message} ${at}`];
  });

function blockMessages(blocks: readonly unknown[], schema: z.ZodType, pointer: string): string[] {
  const shape = blocks.flatMap((block, index) => {
    const parsed = schema.safeParse(block);
    return parsed.success ? [] : issuesOf(parsed.error, `${pointer}/${index}`);
  });
  const ids = blocks.map((block) => ({ block_id: object.safeParse(block).data?.block_id }));
  const inBlocks = blocks.flatMap((block, index) => repeated(block, 'action_id', `${pointer}/${index}`));
  return [...shape, ...repeated(ids, 'block_id', pointer), ...inBlocks];
}

const textLength = (blocks: unknown): number => {
  let sum = 0;
  for (const [node] of walk(blocks, '')) if (typeof node.text === 'string') sum += [...node.text].length;
  return sum;
};

const ofType = (blocks: readonly unknown[], type: string) => blocks.filter((block) => object.safeParse(block).data?.type === type);

function sums(blocks: readonly unknown[], limit: number, pointer: string): string[] {
  const messages = blocks.length > limit ? [`no more than ${limit} items allowed [json-pointer:${pointer}]`] : [];
  if (textLength(ofType(blocks, 'table')) > TABLE_CHARACTERS) messages.push(`table cells exceed ${TABLE_CHARACTERS} characters [json-pointer:${pointer}]`);
  if (textLength(ofType(blocks, 'markdown')) > MARKDOWN_CHARACTERS)
    messages.push(`markdown exceeds ${MARKDOWN_CHARACTERS} characters [json-pointer:${pointer}]`);
  return messages;
}

/** Why Slack would answer `invalid_blocks`; empty when it would not. */
export function checkMessageBlocks(blocks: readonly unknown[], pointer = '/blocks'): string[] {
  return [...sums(blocks, BLOCKS_PER_MESSAGE, pointer), ...blockMessages(blocks, messageBlock, pointer)];
}

/** Slack answers a second table in a message with `invalid_attachments`, `only_one_table_allowed`. */
export const hasManyTables = (blocks: readonly unknown[]): boolean => ofType(blocks, 'table').length > 1;

/** Whether `chat.postMessage` would answer `msg_blocks_too_long`. */
export const tooLongInSum = (blocks: readonly unknown[]): boolean => textLength(blocks) + CHARACTERS_PER_BLOCK * blocks.length > MESSAGE_CHARACTERS;

const common = {
  blocks: z.array(z.unknown()),
  private_metadata: string(3000, 0).optional(),
  callback_id: id.or(z.literal('')).optional(),
  external_id: id.or(z.literal('')).optional(),
};
const modal = z.strictObject({
  type: z.literal('modal'),
  ...common,
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});
const home = z.strictObject({ type: z.literal('home'), ...common });

/** Why Slack would answer `invalid_arguments` to a view; empty when it would not. https://docs.slack.dev/reference/views/modal-views */
export function checkView(view: unknown, kind: 'modal' | 'home'): string[] {
  const parsed = (kind === 'modal' ? modal : home).safeParse(view);
  if (!parsed.success) return issuesOf(parsed.error, '/view');
  const { blocks } = parsed.data;
  const needsSubmit = parsed.data.type === 'modal' && parsed.data.submit === undefined && ofType(blocks, 'input').length > 0;
  return [
    ...sums(blocks, BLOCKS_PER_VIEW, '/view/blocks'),
    ...blockMessages(blocks, viewBlock, '/view/blocks'),
    ...(needsSubmit ? ['submit is required when an input block is within the blocks array [json-pointer:/view]'] : []),
  ];
}

const suggestions = z.union([z.strictObject({ options: items(anyOption, 100, 0) }), z.strictObject({ option_groups: items(optionGroup, 100, 0) })]);

/** Why Slack would show no suggestions; empty when it would show them. */
export function checkSuggestions(answer: unknown): string[] {
  const parsed = suggestions.safeParse(answer);
  return parsed.success ? [] : issuesOf(parsed.error, '');
}
