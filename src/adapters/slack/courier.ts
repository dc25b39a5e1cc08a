import type { Address, Courier, Delivered } from '../../core/courier.ts';
import { drawnOnce } from '../../core/drawn-once.ts';
import type { Log } from '../../core/log.ts';
import { NOTHING_THERE, whatIsThere } from './courier-history.ts';
import { decodeMessageId, encodeMessageId } from './courier-message-id.ts';
import { unsentAfter } from './courier-outcome.ts';
import { createPaces } from './courier-paces.ts';
import { sendParts } from './courier-parts.ts';
import { replaceParts } from './courier-replace.ts';
import type { Voice } from './courier-voices.ts';
import { describe, refusalCode } from './failures.ts';
import { preview } from './preview.ts';
import { render } from './render.ts';

interface Needs {
  /** The app in a workspace. @throws {NotInstalled} */
  readonly voiceIn: (workspace: string) => Promise<Voice>;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** No message of a delivery is begun later than this, in milliseconds. */
  readonly begunWithinMs?: number;
}

/** Together with the ten seconds that a call may take, a delivery is over within thirty. */
const BEGUN_WITHIN_MS = 20_000;

/** How far an attempt was when something went wrong: only what was sent can be found at the next. */
interface Progress {
  /** Something of it is there, or may be since an attempt before. */
  mayHaveArrived: boolean;
  /** What fails from now on is in doubt. */
  isSending: boolean;
}

/** Brings replies to conversations in Slack. Each message says which delivery and which part of it it is, so that one in doubt can be looked for. */
export function createCourier({ voiceIn, log, now, begunWithinMs = BEGUN_WITHIN_MS }: Needs): Courier {
  const paces = createPaces(now);
  const draw = drawnOnce((reply) => render(reply));

  async function attempt(to: Address, progress: Progress, work: () => Promise<Parameters<typeof encodeMessageId>[0]>): Promise<Delivered> {
    try {
      return { status: 'sent', message: encodeMessageId(await work()) };
    } catch (error) {
      const unsent = unsentAfter(error);
      const fields = { platform: 'slack', ...unsent, error: describe(error) };
      if (unsent.status === 'unreachable') log.warn(fields, WHAT_TO_DO[unsent.why]);
      else log.debug(fields, 'something could not be brought to Slack now: it is to be tried again');
      if (unsent.status === 'unreachable') return unsent;
      const mayHaveArrived = progress.mayHaveArrived || (progress.isSending && unsent.mayHaveArrived);
      return { ...unsent, mayHaveArrived, ...(unsent.afterMs === undefined ? {} : { budget: paces.budgetAfter(placeOf(to), unsent.afterMs) }) };
    }
  }

  return {
    async deliver(to, reply, { key, maybeSince }) {
      const progress = { mayHaveArrived: maybeSince !== undefined, isSending: false };
      const signal = AbortSignal.timeout(begunWithinMs);
      return attempt(to, progress, async () => {
        const voice = await voiceIn(to.workspace);
        const target = targetOf(to);
        const there = maybeSince === undefined ? NOTHING_THERE : await whatIsThere(voice, target, key, maybeSince);
        progress.isSending = true;
        const onSent = () => {
          progress.mayHaveArrived = true;
          paces.noteSent(placeOf(to));
        };
        return sendParts({ key, target, messages: draw(reply), there, onSent, signal }, voice.client);
      });
    },
    async canReach(to) {
      try {
        const { client } = await voiceIn(to.workspace);
        if ('channel' in to) await client.conversations.history({ channel: to.channel, limit: 1 });
        return 'yes';
      } catch (error) {
        const unsent = unsentAfter(error);
        // Without the right to read history nobody can tell.
        return unsent.status === 'later' || refusalCode(error) === 'missing_scope' ? 'unknown' : unsent.why;
      }
    },
    async replace(to, message, reply) {
      const place = decodeMessageId(message);
      if (place === undefined) return { status: 'unreachable', why: 'gone' };
      // To replace it once more does no harm, so nobody needs to know whether it was.
      return attempt(to, { mayHaveArrived: false, isSending: true }, async () => replaceParts(place, draw(reply), await voiceIn(to.workspace)));
    },
    async find(to, { key, maybeSince }) {
      if (maybeSince === undefined) return undefined;
      try {
        const { channel, parts } = await whatIsThere(await voiceIn(to.workspace), targetOf(to), key, maybeSince);
        const found = [...parts].sort(([one], [other]) => one - other).map(([, part]) => part);
        if (channel === undefined || found.length === 0) return undefined;
        return encodeMessageId({ channel, stamps: found.map(({ ts }) => ts), files: found.flatMap(({ files }) => files) });
      } catch (error) {
        return unseen(error);
      }
    },
    preview,
  };
}

/** For `gone` nobody sees it any more; for all else nobody can tell. */
const unseen = (error: unknown): undefined | 'unknown' => {
  const unsent = unsentAfter(error);
  return unsent.status === 'unreachable' && unsent.why === 'gone' ? undefined : 'unknown';
};

const placeOf = (to: Address): string => `${to.workspace} ${targetOf(to)}`;

const targetOf = (to: Address): string => ('person' in to ? to.person : to.channel);

const WHAT_TO_DO = {
  gone: 'a conversation in Slack is gone or archived: what belongs there needs another place',
  forbidden:
    'Steward may not write in a conversation in Slack, or not look whether it did: invite it there; if the code is missing_scope, install the app again',
  removed: 'Steward is not installed in a workspace any more, or its token was taken back: install it again',
} as const;
