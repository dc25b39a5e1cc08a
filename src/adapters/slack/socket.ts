import { type Logger, SocketModeReceiver, type webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from '../../core/log.ts';
import { describe } from './failures.ts';
import { parsedJson } from './said.ts';
import type { Transport } from './transport.ts';
import { unreadable } from './unreadable.ts';

/**
 * What Slack sends over the socket. The client believes it blindly: a packet without these parts throws where nobody can catch it,
 * and the type of an event becomes the name of one of its own. https://docs.slack.dev/apis/events-api/using-socket-mode
 */
const OWN_NAMES = ['close', 'error', 'ws_message', 'slack_event', 'connecting', 'connected', 'reconnecting', 'disconnecting', 'disconnected', 'authenticated'];
const envelope_id = z.string().min(1);
const envelope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello') }),
  z.object({ type: z.literal('disconnect') }),
  z.object({
    type: z.literal('events_api'),
    envelope_id,
    payload: z.object({ event: z.object({ type: z.string().refine((name) => !OWN_NAMES.includes(name)) }) }),
  }),
  z.object({ type: z.enum(['interactive', 'slash_commands']), envelope_id, payload: z.looseObject({}) }),
]);

/** Waits between attempts to connect again: the first at once, then longer and longer, never for good. */
const WAITS_MS = [0, 1_000, 2_000, 5_000, 10_000, 30_000];
const CONNECT_MS = 15_000;

interface Needs {
  readonly appToken: string;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: Logger;
  readonly log: Log;
}

/** Socket Mode. Bolt's receiver and client, but we reconnect ourselves: the client's own way ends with an error nobody catches. https://github.com/slackapi/node-slack-sdk/issues/2656 */
export function createSocket({ appToken, clientOptions, logger, log }: Needs): { receiver: SocketModeReceiver; transport: Transport } {
  const receiver = new SocketModeReceiver({ appToken, logger, autoReconnectEnabled: false, installerOptions: { clientOptions } });
  const { client } = receiver;
  let state: 'closed' | 'open' | 'refusing' = 'closed';
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  guardMessages(client, () => state === 'refusing', log);

  function reconnectSoon(): void {
    if (state !== 'open' || timer !== undefined) return;
    timer = setTimeout(() => void reconnect(), WAITS_MS[Math.min(failures, WAITS_MS.length - 1)]);
  }

  async function reconnect(): Promise<void> {
    try {
      await within(CONNECT_MS, client.start());
      failures = 0;
      timer = undefined;
      log.info({ platform: 'slack' }, 'connected to Slack again');
    } catch (error) {
      failures += 1;
      // An attempt that is merely late must not connect beside the next.
      await Promise.race([client.disconnect(), delay(1_000)]);
      timer = undefined;
      log.warn(
        { platform: 'slack', failures, error: describe(error) },
        'no connection to Slack: it is tried again; check the network and SLACK_APP_TOKEN if it goes on',
      );
      reconnectSoon();
    }
  }

  client.on('disconnected', reconnectSoon);

  const transport: Transport = {
    async open() {
      await within(CONNECT_MS, client.start());
      state = 'open';
    },
    refuseNew() {
      state = 'refusing';
      clearTimeout(timer);
    },
    async close() {
      state = 'closed';
      clearTimeout(timer);
      await Promise.race([client.disconnect(), delay(1_000)]);
    },
  };
  return { receiver, transport };
}

/** Lets through only what the client can bear. What is refused while stopping is not acknowledged: Slack gives an event to the next connection. */
function guardMessages(client: SocketModeReceiver['client'], isRefusing: () => boolean, log: Log): void {
  const listeners = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    const parsed = envelope.safeParse(typeof data === 'string' ? parsedJson(data) : undefined);
    if (!parsed.success) return unreadable('packet', log);
    if (isRefusing() && 'envelope_id' in parsed.data) return;
    for (const listener of listeners) {
      Promise.resolve(listener.call(client, data, isBinary)).catch((error: unknown) =>
        log.warn({ platform: 'slack', error: describe(error) }, 'a packet from Slack could not be worked on'),
      );
    }
  });
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** @throws {Error} when it takes longer, or when it is rejected: the client rejects with nothing when its connection ends. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const failed = work.catch((error: unknown) => {
    throw error instanceof Error ? error : new Error('the connection ended');
  });
  const late = delay(ms).then((): never => {
    throw new Error('no connection in time');
  });
  return Promise.race([failed, late]);
}
