/** Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { changed, refuse, type State } from './state.ts';
import type { Json } from './types.ts';

/** Slack allows ten connections at once and gives each envelope to one of them. */
const CONNECTIONS = 10;
const PING_MS = 10_000;
const FAREWELL_MS = 200;

export type Drop = 'refresh_requested' | 'warning' | 'link_disabled' | 'cut';

export interface SocketMode {
  /** A new address to connect to, good for one connection. */
  readonly ticket: () => string;
  readonly connections: () => number;
  /** Sends to one connection, in turn. False when there is none. */
  readonly send: (frame: string | Json) => boolean;
  /** Ends every connection: `cut` without a word, otherwise after a polite `disconnect`. */
  readonly drop: (how: Drop) => void;
  readonly close: () => Promise<void>;
}

export interface SocketHandlers {
  readonly onAck: (envelopeId: string, payload: unknown) => void;
  readonly onConnected: () => void;
}

const ackSchema = z.looseObject({ envelope_id: z.string(), payload: z.unknown().optional() });

const hello = (state: State, connections: number): Json => ({
  type: 'hello',
  num_connections: connections,
  debug_info: { host: 'applink-fake', build_number: 1, approximate_connection_time: 18_060 },
  connection_info: { app_id: state.appId },
});

function readAck(state: State, data: string, { onAck }: SocketHandlers): void {
  try {
    const ack = ackSchema.parse(JSON.parse(data));
    onAck(ack.envelope_id, ack.payload);
  } catch {
    refuse(state, 'socket', 'malformed_acknowledgement');
  }
}

/** Closes politely, and hard when the other side does not answer. */
function farewell(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), FAREWELL_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(1001);
  });
}

export function startSocketMode(state: State, server: Server, handlers: SocketHandlers): SocketMode {
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open: WebSocket[] = [];

  const connected = (socket: WebSocket): void => {
    open.push(socket);
    socket.on('message', (data) => readAck(state, String(data), handlers));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (open.includes(socket)) open.splice(open.indexOf(socket), 1);
      changed(state);
    });
    socket.send(JSON.stringify(hello(state, open.length)));
    handlers.onConnected();
    changed(state);
  };

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const ticket = new URL(request.url ?? '/', 'http://fake').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket) || open.length >= CONNECTIONS) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, connected);
  };
  server.on('upgrade', upgrade);

  const pings = setInterval(() => {
    for (const socket of open) socket.ping();
  }, PING_MS);
  pings.unref();

  const drop = (how: Drop): void => {
    for (const socket of open.splice(0)) {
      if (how === 'cut') socket.terminate();
      else socket.send(JSON.stringify({ type: 'disconnect', reason: how, debug_info: { host: 'applink-fake' } }), () => socket.close());
    }
  };

  return {
    ticket: () => {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${state.origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${state.appId}`;
    },
    connections: () => open.length,
    send: (frame) => {
      const socket = open.shift();
      if (socket === undefined) return false;
      open.push(socket);
      socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
      return true;
    },
    drop,
    close: async () => {
      clearInterval(pings);
      await Promise.all([...sockets.clients].map(farewell));
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}
