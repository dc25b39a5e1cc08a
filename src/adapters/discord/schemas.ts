import { z } from 'zod';

/**
 * What Steward reads of what Discord sends, and no more: fields it does not use may change as they like.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
 */

/** Ids are numbers in text: https://docs.discord.com/developers/reference#snowflakes */
const snowflake = z.string().regex(/^\d{1,20}$/u);

const user = z.object({ id: snowflake, bot: z.boolean().optional() });

/** Enough to answer an interaction, whatever is in it. */
export const interactionBase = z.object({
  id: snowflake,
  application_id: snowflake,
  type: z.int(),
  token: z.string().regex(/^[\w.-]{1,1000}$/u),
  guild_id: snowflake.optional(),
  channel_id: snowflake.optional(),
  channel: z.object({ id: snowflake }).optional(),
  member: z.object({ user }).optional(),
  user: user.optional(),
  locale: z.string().optional(),
});

export type InteractionBase = z.output<typeof interactionBase>;

const option = z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]).optional(), focused: z.boolean().optional() });

/** A file that a person gave, by its id: https://docs.discord.com/developers/resources/message#attachment-object */
const attachments = z.record(z.string(), z.object({ url: z.string() })).default({});

/** Those that were picked, by their ids: a role can be told from a person only by where it stands. */
const roles = z.record(z.string(), z.unknown()).default({});

/** An option, or a subcommand with options of its own. */
const optionOrSubcommand = option.extend({ type: z.int().optional(), options: z.array(option).default([]) });

/** Of a slash command, an entry of a message's menu, or an option being typed. */
export const commandData = z.object({
  data: z.object({
    name: z.string(),
    type: z.int().default(1),
    options: z.array(optionOrSubcommand).default([]),
    target_id: snowflake.optional(),
    resolved: z.object({ messages: z.record(z.string(), z.object({ content: z.string().default('') })).default({}), attachments, roles }).optional(),
  }),
});

/** The message that a button, a list or a modal belongs to. */
const source = z.object({ components: z.array(z.unknown()).default([]) });

export const componentData = z.object({
  data: z.object({ custom_id: z.string().min(1), values: z.array(z.string()).default([]) }),
  message: source.optional(),
});

const filled = z.object({ custom_id: z.string(), value: z.string().nullish(), values: z.array(z.string()).optional() });

/** Inputs come in labels, or in rows from older clients; text displays come back too and hold nothing. */
const filledPlace = z.object({ component: filled.optional(), components: z.array(filled).default([]) });

export const modalData = z.object({
  data: z.object({ custom_id: z.string().min(1), components: z.array(filledPlace).default([]), resolved: z.object({ attachments, roles }).optional() }),
  message: source.optional(),
});

/** https://docs.discord.com/developers/resources/message#message-object */
export const message = z.object({
  id: snowflake,
  channel_id: snowflake,
  guild_id: snowflake.optional(),
  author: user,
  webhook_id: snowflake.optional(),
  /** 0 is an ordinary message and 19 a reply; others are announcements of Discord's own. */
  type: z.int(),
  content: z.string(),
});

export type IncomingMessage = z.output<typeof message>;

/** A component of one of our messages, with what is inside it: https://docs.discord.com/developers/components/reference */
const shallow = z.object({ type: z.int(), id: z.int().optional(), content: z.string().optional(), components: z.array(z.unknown()).optional() });

/** Every text of a message by the id of its component. */
export function textsById(components: readonly unknown[], depth = 0): Map<number, string> {
  const texts = new Map<number, string>();
  if (depth > 3) return texts;
  for (const component of components) {
    const { data } = shallow.safeParse(component);
    if (data?.id !== undefined && data.content !== undefined) texts.set(data.id, data.content);
    for (const [id, content] of textsById(data?.components ?? [], depth + 1)) texts.set(id, content);
  }
  return texts;
}
