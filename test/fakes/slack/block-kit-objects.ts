/** Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects */
import { z } from 'zod';

const length = (text: string): number => [...text].length;

/** A string of between `min` and `max` characters, in the words Slack uses to refuse it. */
export const string = (max: number, min = 1) =>
  z
    .string()
    .refine((text) => length(text) >= min, `must be more than ${min - 1} characters`)
    .refine((text) => length(text) <= max, `must be less than ${max + 1} characters`);

/** A list of between `min` and `max` items. */
export const items = <S extends z.ZodType>(schema: S, max: number, min = 1) =>
  z.array(schema).min(min, `no fewer than ${min} items allowed`).max(max, `no more than ${max} items allowed`);

export const id = string(255);

export const plainText = (max: number) => z.strictObject({ type: z.literal('plain_text'), text: string(max), emoji: z.boolean().optional() });

export const mrkdwn = (max: number) => z.strictObject({ type: z.literal('mrkdwn'), text: string(max), verbatim: z.boolean().optional() });

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
const option = <S extends z.ZodType>(text: S) =>
  z.strictObject({ text, value: string(150), description: anyText(75).optional(), url: string(3000).optional() });

export const plainOption = option(plainText(75));
export const anyOption = option(anyText(75));

export const optionGroup = z.strictObject({ label: plainText(75), options: items(plainOption, 100) });

export const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

export const slackFile = z.union([z.strictObject({ id: z.string().min(1) }), z.strictObject({ url: z.string().min(1) })]);

/** An image has a public https address or a Slack file: http and relative addresses are refused. */
export const imageSource = {
  image_url: string(3000)
    .refine((url) => /^https?:\/\//.test(url), 'invalid_url')
    .optional(),
  slack_file: slackFile.optional(),
  alt_text: string(2000),
};

export const hasOneImage = (image: { image_url?: unknown; slack_file?: unknown }) => (image.image_url === undefined) !== (image.slack_file === undefined);
