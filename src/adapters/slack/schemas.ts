/** What we read of Slack's payloads; the rest of them is left alone. https://docs.slack.dev/reference/interaction-payloads https://docs.slack.dev/reference/events */
import { z } from 'zod';

const id = z.string().min(1);
const withId = z.object({ id });

export const slashCommand = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: id,
  channel_id: id,
  user_id: id,
  response_url: z.string().optional(),
  trigger_id: id,
});

/** `message` and `app_mention`. A message with a subtype is an edit, a join, a bot's: nobody asked anything with it. */
export const spoken = z.object({
  team_id: id,
  event: z.object({
    user: id,
    text: z.string().default(''),
    channel: id,
    ts: id,
    thread_ts: z.string().optional(),
    channel_type: z.string().optional(),
    subtype: z.string().optional(),
    bot_id: z.string().optional(),
  }),
});

const actor = { user: withId.extend({ team_id: z.string().optional() }), team: withId.nullish(), enterprise: withId.nullish() };

export const messageShortcut = z.object({
  ...actor,
  callback_id: z.string(),
  trigger_id: id,
  response_url: z.string().optional(),
  channel: withId,
  message: z.object({ text: z.string().default(''), thread_ts: z.string().optional() }),
});

export const globalShortcut = z.object({ ...actor, callback_id: z.string(), trigger_id: id });

export const blockActions = z.object({
  ...actor,
  trigger_id: id,
  response_url: z.string().optional(),
  channel: withId.optional(),
  container: z.object({ type: z.string(), thread_ts: z.string().optional(), is_ephemeral: z.boolean().optional() }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  view: z.object({ type: z.string() }).optional(),
  actions: z.tuple([z.object({ action_id: z.string(), value: z.string().nullish() })], z.unknown()),
});

export const blockSuggestion = z.object({ action_id: z.string(), value: z.string().default('') });

export const viewSubmission = z.object({ ...actor, view: z.unknown() });

export const homeOpened = z.object({ team_id: id, event: z.object({ user: id, channel: id, tab: z.string() }) });

export const assistantThreadStarted = z.object({
  event: z.object({ assistant_thread: z.object({ channel_id: id, thread_ts: id }) }),
});

export const farewell = z.object({
  team_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
  event: z.object({ type: z.string(), tokens: z.object({ bot: z.array(z.string()).optional() }).optional() }),
});

/** What tells a repeated delivery from a new one. */
export const delivery = z.object({ event_id: id.optional(), trigger_id: id.optional(), type: z.string().default('command') });

export type Actor = Pick<z.infer<typeof globalShortcut>, 'user' | 'team' | 'enterprise'>;
