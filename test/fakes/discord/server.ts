import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { networkOf } from '../network.ts';
import type { Context } from './context.ts';
import { face } from './face.ts';
import type { FakeDiscord, FakeDiscordOptions } from './fake-discord.ts';
import { Gateway } from './gateway.ts';
import { intentOf } from './gateway-session.ts';
import { Misbehaviour } from './misbehaviour.ts';
import { People } from './people.ts';
import { populate } from './populate.ts';
import { RateLimits } from './rate-limits.ts';
import { Rest } from './rest.ts';
import type { World } from './world.ts';

/** An app's token has three parts, the first of which is its id: real clients look at it. */
const tokenFor = (applicationId: string): string => `${Buffer.from(applicationId).toString('base64url')}.Fake01.not-a-real-token-of-the-fake-discord`;

const SESSION_STARTS = 1_000;

/** "The past few minutes", as Discord says, may not mean more. */
const NONCE_WINDOW_MS = 3 * 60_000;

/** Starts a fake Discord on 127.0.0.1: HTTP API, gateway and attachment files on one port. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const populated = populate(options);
  const { world } = populated;
  const token = options.token ?? tokenFor(world.applicationId);
  const shards = options.requiredShards ?? 1;
  const misbehaviour = new Misbehaviour();
  const address = { port: 0 };
  const gatewayUrl = () => `ws://127.0.0.1:${address.port}/gateway`;
  const fileUrl = () => `http://127.0.0.1:${address.port}/files`;
  const rules = { token, allowedIntents: options.allowedIntents ?? 0, requiredShards: shards, identifyEveryMs: options.identifyEveryMs ?? 0 };
  const gateway = new Gateway(world, { ...rules, heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250, url: gatewayUrl }, misbehaviour);
  const readsContent = ((options.allowedIntents ?? 0) & intentOf.messageContent) !== 0;
  const context: Context = { world, gateway, fileUrl, readsContent, nonceWindowMs: options.nonceWindowMs ?? NONCE_WINDOW_MS, onMessage: options.onMessage };
  const sessionStartsLeft = () => (options.sessionStarts ?? SESSION_STARTS) - gateway.identifies;
  const limits = new RateLimits();
  const rest = new Rest(context, { token, gatewayUrl, shards, sessionStartsLeft, trouble: options.trouble }, misbehaviour, limits);
  const people = new People(context, { person: populated.asker, channel: populated.channel });

  const http = createServer((request, response) => {
    if (request.url?.startsWith('/files/') === true) serveFile(world, request, response);
    else void rest.handle(request, response);
  });
  const network = networkOf(http);
  const sockets = new WebSocketServer({ server: http, path: '/gateway', verifyClient: () => !misbehaviour.refuseConnections });
  sockets.on('connection', (socket, request) => gateway.accept(socket, new URL(request.url ?? '/', 'http://fake').searchParams.get('v')));
  address.port = await listen(http);

  const stop = async () => {
    gateway.close();
    sockets.close();
    http.closeAllConnections();
    await new Promise<void>((resolve) => http.close(() => resolve()));
  };
  return face({
    ...populated,
    apiUrl: `http://127.0.0.1:${address.port}/api`,
    gatewayUrl: gatewayUrl(),
    token,
    gateway,
    rest,
    people,
    misbehaviour,
    limits,
    network,
    stop,
  });
}

/** Attachments, at the address the message gives for them. */
function serveFile(world: World, request: IncomingMessage, response: ServerResponse): void {
  const file = [...world.attached, ...world.messages.flatMap((message) => message.attachments)].find((attachment) =>
    attachment.url.endsWith(request.url ?? '?'),
  );
  response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.contentType ?? 'text/plain' }).end(file?.bytes);
}

async function listen(http: Server): Promise<number> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return (http.address() as AddressInfo).port;
}
