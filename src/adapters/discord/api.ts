import { randomBytes } from 'node:crypto';
import { type APIModalInteractionResponseCallbackData, InteractionResponseType, MessageFlags, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Message } from './components.ts';
import { type Payload, payloadOf } from './payloads.ts';
import type { Call } from './requests.ts';
import type { Choice } from './suggestions.ts';
import { codeOf } from './trouble.ts';

const channelOpened = z.object({ id: z.string() });

interface Visibility {
  readonly isPrivate: boolean;
}

/** Everything Steward says to Discord about what people do there. Every method rejects with what Discord answered. */
export interface DiscordApi {
  /** Says that an answer is coming: within 3 seconds of the interaction. */
  defer(call: Call, visibility: Visibility): Promise<void>;
  /** Says that a press was taken, and shows nothing. */
  acknowledge(call: Call): Promise<void>;
  /** Answers at once. */
  answer(call: Call, message: Message, visibility: Visibility): Promise<void>;
  openModal(call: Call, modal: APIModalInteractionResponseCallbackData): Promise<void>;
  offer(call: Call, choices: readonly Choice[]): Promise<void>;
  /** Fills in what was deferred, as private or public as that was. */
  fill(call: Call, message: Message): Promise<void>;
  followUp(call: Call, message: Message, visibility: Visibility): Promise<void>;
  post(channel: string, message: Message): Promise<void>;
  showTyping(channel: string): Promise<void>;
  /** @returns the channel of direct messages with a person */
  openDirect(person: string): Promise<string>;
}

/**
 * `bot` carries the token; `open` has none, because an interaction's own token is enough to answer it,
 * and those answers are outside the bot's limit of 50 requests a second (https://docs.discord.com/developers/topics/rate-limits).
 */
export function createApi(bot: REST, open: REST): DiscordApi {
  const callback = async (call: Call, type: InteractionResponseType, data?: object, files: Payload['files'] = []): Promise<void> => {
    await open.post(Routes.interactionCallback(call.id, call.token), { auth: false, body: { type, ...(data === undefined ? {} : { data }) }, files });
  };
  return {
    defer: (call, { isPrivate }) =>
      callback(call, InteractionResponseType.DeferredChannelMessageWithSource, { flags: isPrivate ? MessageFlags.Ephemeral : 0 }).catch(butTaken),
    acknowledge: (call) => callback(call, InteractionResponseType.DeferredMessageUpdate).catch(butTaken),
    async answer(call, message, visibility) {
      const { body, files } = payloadOf(message, visibility);
      await callback(call, InteractionResponseType.ChannelMessageWithSource, body, files);
    },
    openModal: (call, modal) => callback(call, InteractionResponseType.Modal, modal),
    offer: (call, choices) => callback(call, InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
    async fill(call, message) {
      await open.patch(Routes.webhookMessage(call.applicationId, call.token), { auth: false, ...payloadOf(message, { isPrivate: false }) });
    },
    async followUp(call, message, visibility) {
      await open.post(Routes.webhook(call.applicationId, call.token), { auth: false, ...payloadOf(message, visibility) });
    },
    async post(channel, message) {
      const { body, files } = payloadOf(message, { isPrivate: false });
      // The same number goes with each retry, so that a message whose confirmation was lost is not posted again.
      await bot.post(Routes.channelMessages(channel), { body: { ...body, nonce: randomBytes(12).toString('hex'), enforce_nonce: true }, files });
    },
    async showTyping(channel) {
      await bot.post(Routes.channelTyping(channel));
    },
    async openDirect(person) {
      return channelOpened.parse(await bot.post(Routes.userChannels(), { body: { recipient_id: person } })).id;
    },
  };
}

/** "Already acknowledged" is what a retry hears whose first try arrived: the interaction is ours all the same. */
function butTaken(error: unknown): void {
  if (codeOf(error) !== ALREADY_ACKNOWLEDGED) throw error;
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const ALREADY_ACKNOWLEDGED = 40_060;
