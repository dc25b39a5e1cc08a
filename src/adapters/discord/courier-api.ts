import { setTimeout as pause } from 'node:timers/promises';
import { parseResponse, RateLimitError, REST, RequestMethod, Routes } from 'discord.js';
import { z } from 'zod';
import type { Budget } from '../../core/courier.ts';
import { budgetIn, waitFor } from './budgets.ts';
import type { Message } from './components.ts';
import { payloadOf } from './payloads.ts';
import { createRateLimiter } from './rate-limiter.ts';
import type { DiscordSettings } from './settings.ts';
import { codeOf } from './trouble.ts';

/** A message in a channel's history: its id, who wrote it and what it is made of. */
const past = z.object({ id: z.string(), author: z.object({ id: z.string() }), components: z.array(z.unknown()).default([]) });
export type PastMessage = z.output<typeof past>;

const withId = z.object({ id: z.string() });
const lastSaid = z.object({ last_message_id: z.string().nullish() });

/** What a courier says to Discord. Each method makes one request and rejects with what came of it, within a few seconds. */
export interface CourierApi {
  /** @returns the message's id; the same again for a nonce of the past few minutes */
  post(channel: string, message: Message, nonce: string, signal: AbortSignal): Promise<{ readonly id: string; readonly budget: Budget | undefined }>;
  edit(channel: string, id: string, message: Message, signal: AbortSignal): Promise<Budget | undefined>;
  remove(channel: string, id: string, signal: AbortSignal): Promise<void>;
  /** The first hundred messages after this id, in no order. None where Steward has no Read Message History. */
  historyAfter(channel: string, id: string, signal: AbortSignal): Promise<readonly PastMessage[]>;
  /** The id of the last message in a channel, which may be deleted; undefined when nothing was ever said there. Told even without Read Message History. */
  lastMessageIn(channel: string, signal: AbortSignal): Promise<string | undefined>;
  /** @returns the channel of direct messages with a person */
  openDirect(person: string, signal: AbortSignal): Promise<string>;
  /** Only where Steward may send messages. https://docs.discord.com/developers/resources/channel#trigger-typing-indicator */
  showTyping(channel: string, signal: AbortSignal): Promise<void>;
  isInServer(guild: string, signal: AbortSignal): Promise<boolean>;
  close(): void;
}

/** One request may take this long, which is longer than Discord's slow ones. */
const REQUEST_MS = 8_000;

/**
 * What Discord takes of a bot. Answers to people who are waiting do not count: "Interaction endpoints are not bound to the bot's Global Rate Limit."
 * https://docs.discord.com/developers/topics/rate-limits#global-rate-limit
 */
const REQUESTS_A_SECOND = 50;

/** Longer limits are the caller's to wait for. */
const LONGEST_WAIT_MS = 5_000;

/** Messages in one page of history: the most that Discord gives. */
export const HISTORY_PAGE = 100;

/**
 * A connection of the courier's own. The one that answers people waits for every limit and tries again by itself; a courier must say soon what
 * became of its message, and after a lost answer look for it before it is sent again, so that here each request is made once.
 */
export function createCourierApi({ apiUrl, token }: Pick<DiscordSettings, 'apiUrl' | 'token'>, requestMs = REQUEST_MS): CourierApi {
  const rest = new REST({
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/u, '') }),
    version: '10',
    retries: 0,
    timeout: requestMs,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: REQUESTS_A_SECOND,
  });
  const limiter = createRateLimiter(REQUESTS_A_SECOND, 1_000);
  const inTurn = <T>(signal: AbortSignal, isWorthIt: (limit: RateLimitError) => boolean, request: () => Promise<T>): Promise<T> =>
    patiently(signal, isWorthIt, () => limiter.run(request, signal, outOfTime));
  /** The library forgets a token that was refused once, and would then fail without asking Discord. */
  const bot = (): REST => rest.setToken(token);
  return {
    async post(channel, message, nonce, signal) {
      const { body, files } = payloadOf(message, { isPrivate: false });
      const request = { method: RequestMethod.Post, fullRoute: Routes.channelMessages(channel), body: { ...body, nonce, enforce_nonce: true }, files, signal };
      const answer = await inTurn(signal, onlyGlobal, () => bot().queueRequest(request));
      return { id: withId.parse(await parseResponse(answer)).id, budget: budgetIn(answer.headers) };
    },
    async edit(channel, id, message, signal) {
      const request = { method: RequestMethod.Patch, fullRoute: Routes.channelMessage(channel, id), ...payloadOf(message, { isPrivate: false }), signal };
      const answer = await inTurn(signal, onlyGlobal, () => bot().queueRequest(request));
      await answer.text();
      return budgetIn(answer.headers);
    },
    async remove(channel, id, signal) {
      await inTurn(signal, onlyGlobal, () => bot().delete(Routes.channelMessage(channel, id), { signal }));
    },
    async historyAfter(channel, id, signal) {
      const query = new URLSearchParams({ after: id, limit: String(HISTORY_PAGE) });
      return z.array(past).parse(await inTurn(signal, always, () => bot().get(Routes.channelMessages(channel), { query, signal })));
    },
    async lastMessageIn(channel, signal) {
      return lastSaid.parse(await inTurn(signal, always, () => bot().get(Routes.channel(channel), { signal }))).last_message_id ?? undefined;
    },
    async openDirect(person, signal) {
      return withId.parse(await inTurn(signal, always, () => bot().post(Routes.userChannels(), { body: { recipient_id: person }, signal }))).id;
    },
    async showTyping(channel, signal) {
      await inTurn(signal, onlyGlobal, () => bot().post(Routes.channelTyping(channel), { signal }));
    },
    async isInServer(guild, signal) {
      try {
        await inTurn(signal, always, () => bot().get(Routes.guild(guild), { signal }));
        return true;
      } catch (error) {
        if (UNKNOWN_SERVER.has(codeOf(error))) return false;
        throw error;
      }
    },
    close() {
      limiter.close();
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
    },
  };
}

/** Unknown Guild, Missing Access: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const UNKNOWN_SERVER: ReadonlySet<unknown> = new Set([10_004, 50_001]);

/** The bot's own limit lasts a second at most; a full channel should not hold up what is for other channels. */
const onlyGlobal = ({ global }: RateLimitError): boolean => global;
const always = (): boolean => true;

/** No turn came in time: as if Discord had said to wait. */
const outOfTime = (): RateLimitError =>
  new RateLimitError({
    global: true,
    scope: 'global',
    limit: REQUESTS_A_SECOND,
    timeToReset: 1_000,
    retryAfter: 1_000,
    sublimitTimeout: 0,
    method: '',
    url: '',
    route: '',
    majorParameter: '',
    hash: '',
  });

/** Makes the request again after a short limit that is worth waiting for: a request that was limited was not done. */
async function patiently<T>(signal: AbortSignal, isWorthIt: (limit: RateLimitError) => boolean, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof RateLimitError) || !isWorthIt(error) || waitFor(error) > LONGEST_WAIT_MS) throw error;
    // Out of time while it waits: still a limit, and nothing is on its way.
    await pause(waitFor(error), undefined, { signal }).catch(() => {
      throw error;
    });
    return patiently(signal, isWorthIt, request);
  }
}
