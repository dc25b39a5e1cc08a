import { randomBytes } from 'node:crypto';
import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import type { Context } from './context.ts';
import { botPermissions, type Channel, type Obj, type Person, permissionsOf, toChannel, toMember, toUser } from './guilds.ts';
import { ACK_WITHIN_MS, startClock } from './interaction-routes.ts';
import { ATTACHMENT_LIMIT } from './message-rules.ts';
import { toApiMessage } from './messages.ts';
import { type FakeInteraction, type FakeMessage, waitFor } from './world.ts';

/** What came of something a person did. */
export interface Acted {
  readonly interaction: FakeInteraction;
  /** Milliseconds until the app answered the interaction; undefined when it did not in time. */
  readonly ackAfterMs: number | undefined;
  /** The callback: 4 message, 5 thinking, 6 later, 7 update, 8 choices, 9 modal. */
  readonly response: { readonly type: number; readonly data: Obj } | undefined;
  /** What the person reads when the app did not answer. */
  readonly failed: 'The application did not respond' | undefined;
  readonly modal: APIModalInteractionResponseCallbackData | undefined;
  readonly choices: readonly { readonly name: string; readonly value: string | number }[];
  /** The message the app answered with, once it is no longer "thinking" (or, for an update, has changed). */
  answer(timeoutMs?: number): Promise<FakeMessage>;
}

export interface Happening {
  readonly type: 2 | 3 | 4 | 5;
  readonly name: string;
  readonly data: Obj;
  readonly person: Person;
  readonly channel: Channel;
  readonly source?: FakeMessage | undefined;
}

/** Sends an interaction to the app and waits for its first answer, three seconds at most. */
export async function happen(context: Context, happening: Happening): Promise<Acted> {
  const { world, gateway } = context;
  await waitFor(() => gateway.sessions.length > 0, 2_000, 'a session of the app');
  const { type, name, person, channel, source } = happening;
  const interaction: FakeInteraction = {
    id: world.snowflake(),
    token: randomBytes(48).toString('base64url'),
    type,
    name,
    person,
    channel,
    sentAt: world.now(),
    followUps: [],
    ...(source === undefined ? {} : { source }),
  };
  world.interactions.push(interaction);
  const editsBefore = source?.edits ?? 0;
  startClock(interaction);
  gateway.dispatch('INTERACTION_CREATE', payload(context, interaction, happening.data), { guildId: channel.guildId });
  await answered(context, interaction);
  return acted(interaction, editsBefore);
}

async function answered({ world }: Context, interaction: FakeInteraction): Promise<void> {
  await waitFor(() => interaction.response !== undefined || world.now() - interaction.sentAt > ACK_WITHIN_MS, ACK_WITHIN_MS + 1_000, 'an answer');
}

function acted(interaction: FakeInteraction, editsBefore: number): Acted {
  const { response, ackAfterMs, modal } = interaction;
  const done = (): FakeMessage | undefined => {
    const message = interaction.original;
    if (message === undefined || message.loading) return undefined;
    return message === interaction.source && message.edits === editsBefore ? undefined : message;
  };
  return {
    interaction,
    ackAfterMs,
    response,
    failed: response === undefined ? 'The application did not respond' : undefined,
    modal,
    choices: (response?.type === 8 ? (response.data.choices ?? []) : []) as Acted['choices'],
    answer: (timeoutMs = 5_000) => waitFor(done, timeoutMs, `an answer to ${interaction.name}`),
  };
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
function payload({ world }: Context, interaction: FakeInteraction, data: Obj): Obj {
  const { person, channel, source } = interaction;
  return {
    id: interaction.id,
    application_id: world.applicationId,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: { ...toChannel(world, channel), permissions: botPermissions(channel) },
    app_permissions: botPermissions(channel),
    locale: person.locale,
    entitlements: [],
    attachment_size_limit: ATTACHMENT_LIMIT,
    ...place({ world }, person, channel),
    ...(source === undefined ? {} : { message: toApiMessage(world, source) }),
  };
}

function place({ world }: Pick<Context, 'world'>, person: Person, channel: Channel): Obj {
  if (channel.guildId === undefined) return { user: toUser(person), context: 1, authorizing_integration_owners: { '0': '0' } };
  const guild = world.guild(channel.guildId);
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_locale: guild.locale,
    member: { ...toMember(person), permissions: permissionsOf(person, guild) },
    context: 0,
    authorizing_integration_owners: { '0': guild.id },
  };
}
