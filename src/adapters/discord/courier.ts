import type { Address, Courier, Delivered, Delivery, Unreachable } from '../../core/courier.ts';
import { drawnOnce } from '../../core/drawn-once.ts';
import type { Log } from '../../core/log.ts';
import type { Reply } from '../../core/reply.ts';
import type { Message } from './components.ts';
import { type CourierApi, HISTORY_PAGE } from './courier-api.ts';
import { type Attempt, GONE, outcomeOf, UNREACHABLE } from './courier-outcomes.ts';
import { carries, type Mark, marked, markOf } from './marks.ts';
import { type MessageRef, readMessageRef, writeMessageRef } from './message-ref.ts';
import { preview } from './preview.ts';
import { render } from './render.ts';
import { isSnowflake, snowflakeAt } from './snowflakes.ts';
import { codeOf } from './trouble.ts';

interface CourierParts {
  readonly api: CourierApi;
  /** Steward's own id: only its own messages are looked at. */
  readonly me: string;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A delivery says what became of it within this time, in milliseconds, whatever happens. */
  readonly withinMs?: number;
}

const WITHIN_MS = 25_000;

/** "The past few minutes", for which Discord remembers a nonce, are at least this long. */
const NONCE_SURE_MS = 60_000;

/** How far Discord's clock and the one of whoever noted a time may differ. */
const CLOCKS_APART_MS = 5 * 60_000;

/** Looked at before a doubtful part is sent again: 1,500 messages, the oldest first, because an attempt in doubt arrived soon after it began or not at all. */
const MOST_PAGES = 15;

/** Brings replies to channels and people of Discord, over a connection that is open. */
export function createCourier({ api, me, log, now, withinMs = WITHIN_MS }: CourierParts): Courier {
  const draw = drawnOnce((reply) => render(reply));

  async function deliver(to: Address, reply: Reply, { key, maybeSince }: Delivery): Promise<Delivered> {
    return attempted(to, async (attempt) => {
      const channel = await channelOf(to, attempt.signal);
      const parts = draw(reply).map((message, nth) => ({ message, mark: markOf(key, channel, nth) }));
      const marks = parts.map(({ mark }) => mark);
      const isForgotten = maybeSince !== undefined && now() - maybeSince.getTime() > NONCE_SURE_MS;
      const there = isForgotten ? (await findDelivered(channel, marks, maybeSince, attempt.signal)).ids : [];
      attempt.mayHaveArrived = there.some((id) => id !== undefined);
      const ids: string[] = [];
      for (const [nth, { message, mark }] of parts.entries()) ids.push(there[nth] ?? (await post(channel, message, mark, attempt)));
      return { channel, ids };
    });
  }

  /** Edits what there is, takes away what is too much and posts what is more. */
  async function replace(to: Address, message: string, reply: Reply): Promise<Delivered> {
    const ref = readMessageRef(message);
    if (ref === undefined) return UNREACHABLE.gone;
    return attempted(to, async (attempt) => {
      const { channel } = ref;
      const ids: string[] = [];
      const parts = draw(reply);
      for (const [nth, part] of parts.entries()) {
        const id = ref.ids[nth];
        if (id !== undefined) await edit(channel, id, part, attempt);
        // The same words again in the same place are not posted twice.
        ids.push(id ?? (await post(channel, part, markOf(`${message} ${JSON.stringify(part.components)}`, channel, nth), attempt)));
      }
      for (const id of ref.ids.slice(parts.length)) await api.remove(channel, id, attempt.signal);
      return { channel, ids };
    });
  }

  async function channelOf(to: Address, signal: AbortSignal): Promise<string> {
    return 'channel' in to ? to.channel : api.openDirect(to.person, signal);
  }

  /** One that gets no answer may still arrive, on top of the next. */
  async function edit(channel: string, id: string, message: Message, attempt: Attempt): Promise<void> {
    attempt.isPosting = true;
    attempt.budget = await api.edit(channel, id, message, attempt.signal);
    attempt.isPosting = false;
  }

  async function post(channel: string, message: Message, mark: Mark, attempt: Attempt): Promise<string> {
    attempt.isPosting = true;
    const { id, budget } = await api.post(channel, marked(message, mark), mark.nonce, attempt.signal);
    attempt.isPosting = false;
    attempt.mayHaveArrived = true;
    attempt.budget = budget;
    return id;
  }

  /**
   * The ids of the parts that are there, by the marks in Steward's own messages. Where it may not read the history Discord answers with none, as if
   * nothing had been said: then a part in doubt for longer than Discord knows its nonce is sent again, because twice is better than never.
   */
  async function findDelivered(channel: string, marks: readonly Mark[], since: Date, signal: AbortSignal): Promise<Found> {
    const ids: (string | undefined)[] = marks.map(() => undefined);
    let seenTo = snowflakeAt(since.getTime() - CLOCKS_APART_MS);
    for (let page = 0; page < MOST_PAGES && ids.includes(undefined); page += 1) {
      const messages = await api.historyAfter(channel, seenTo, signal);
      const own = messages.filter(({ author }) => author.id === me);
      for (const [nth, mark] of marks.entries()) ids[nth] ??= own.find(({ components }) => carries(components, mark))?.id;
      seenTo = messages.reduce((last, { id }) => (BigInt(id) > BigInt(last) ? id : last), seenTo);
      if (messages.length < HISTORY_PAGE) break;
    }
    return { ids, seenTo };
  }

  /** Where something was said after all that could be seen, the history may not be read, or is longer than was read: then nobody can tell. */
  async function find(to: Address, { key, maybeSince }: Delivery, reply: Reply): Promise<string | undefined | 'unknown'> {
    if (maybeSince === undefined) return undefined;
    const signal = AbortSignal.timeout(withinMs);
    try {
      const channel = await channelOf(to, signal);
      const marks = draw(reply).map((_, nth) => markOf(key, channel, nth));
      const { ids, seenTo } = await findDelivered(channel, marks, maybeSince, signal);
      const there = ids.filter((id) => id !== undefined);
      if (there.length > 0) return writeMessageRef({ channel, ids: there });
      const last = await api.lastMessageIn(channel, signal);
      return last === undefined || BigInt(last) <= BigInt(seenTo) ? undefined : 'unknown';
    } catch (error) {
      return GONE.has(codeOf(error)) ? undefined : 'unknown';
    }
  }

  async function attempted(to: Address, work: (attempt: Attempt) => Promise<MessageRef>): Promise<Delivered> {
    if (!isSnowflake('channel' in to ? to.channel : to.person)) return UNREACHABLE.gone;
    const attempt: Attempt = { signal: AbortSignal.timeout(withinMs), isPosting: false, mayHaveArrived: false, budget: undefined };
    try {
      const message = writeMessageRef(await work(attempt));
      return { status: 'sent', message, ...(attempt.budget === undefined ? {} : { budget: attempt.budget }) };
    } catch (error) {
      return outcomeOf(error, to, attempt, api, log);
    }
  }

  async function canReach(to: Address): Promise<'yes' | Unreachable | 'unknown'> {
    const answer = await attempted(to, async ({ signal }) => {
      const channel = await channelOf(to, signal);
      if ('channel' in to) await api.showTyping(channel, signal);
      return { channel, ids: [] };
    });
    return answer.status === 'sent' ? 'yes' : answer.status === 'later' ? 'unknown' : answer.why;
  }

  return { deliver, replace, canReach, find, preview };
}

/** What of a delivery is in a channel, part by part, and the last message of all that could be seen. */
interface Found {
  readonly ids: readonly (string | undefined)[];
  readonly seenTo: string;
}
