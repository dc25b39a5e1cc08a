/** A Slack to test against: real sockets on 127.0.0.1, refusing what the real one refuses. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkOf } from '../network.ts';
import { Courier } from './deliver.ts';
import { createFake, type FakeSlack } from './fake-slack.ts';
import { answer } from './http.ts';
import { handleResponseUrl } from './response-urls.ts';
import { type SocketMode, startSocketMode } from './socket-mode.ts';
import { createState, type State } from './state.ts';
import type { FakeSlackOptions } from './types.ts';
import { downloadFile, uploadFile } from './uploads.ts';
import { createMethods, handleApi, type Methods } from './web-api.ts';

export type { FakeSlack } from './fake-slack.ts';
export type * from './types.ts';

async function route(state: State, methods: Methods, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://fake');
  const [, area, ...rest] = pathname.split('/');
  if (area === 'api') await handleApi(state, methods, request, response, rest.join('/'));
  else if (area === 'hooks') await handleResponseUrl(state, request, response);
  else if (area === 'upload') await uploadFile(state, request, response, rest[1] ?? '');
  else if (area === 'files-pri') await downloadFile(state, request, response, rest[0] ?? '');
  else answer(response, 404, 'not found');
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake Slack did not start');
  return `http://127.0.0.1:${address.port}`;
}

async function stop(server: Server, socket: SocketMode): Promise<void> {
  await socket.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const state = createState(options);
  const server = createServer();
  const network = networkOf(server);
  const courier = new Courier(state, () => socket);
  const socket = startSocketMode(state, server, {
    onAck: (envelopeId, payload) => courier.onAck(envelopeId, payload),
    onConnected: () => courier.onConnected(),
  });
  const methods = createMethods(socket.ticket);
  server.on('request', (request, response) => {
    route(state, methods, request, response).catch((error: unknown) => {
      state.refusals.push({ where: request.url ?? '', error: 'fake_failed', messages: [String(error)] });
      answer(response, 500, 'fake failed');
    });
  });
  state.origin = await listen(server);
  return createFake({ state, courier, socket, network, stop: () => stop(server, socket) });
}
