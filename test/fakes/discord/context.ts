import type { Body } from './body.ts';
import type { Gateway } from './gateway.ts';
import type { Answer } from './misbehaviour.ts';
import type { FakeMessage, World } from './world.ts';

/** What every part of the fake works with. */
export interface Context {
  readonly world: World;
  readonly gateway: Gateway;
  /** Where attachments are served, without a slash at the end. */
  readonly fileUrl: () => string;
  /** Whether the app has the message content intent: without it, the words of others are hidden from it. */
  readonly readsContent: boolean;
  /** How long a nonce is remembered, in milliseconds. */
  readonly nonceWindowMs: number;
  readonly onMessage: ((message: FakeMessage) => void) | undefined;
}

export interface RestRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Body;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/channels/:channel/messages` */
  readonly path: string;
  /** True for the routes whose token is in the path. */
  readonly open?: boolean;
  readonly answer: (context: Context, request: RestRequest) => Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const nothing = (): Answer => ({ status: 204 });
