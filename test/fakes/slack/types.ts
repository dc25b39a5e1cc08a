import type { Clock } from '../../../src/core/clock.ts';

export type Json = Readonly<Record<string, unknown>>;

/** How Slack reaches the app: over its Socket Mode connection, or with signed HTTP requests. */
export type Via = 'socket' | 'http';

export interface Tokens {
  readonly bot: string;
  readonly app: string;
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface FakeSlackOptions {
  /** Says what time it is for message ids, trigger ids and response URLs. How long an acknowledgement takes is always measured in real time. */
  readonly clock?: Clock;
  /** Slack waits 3,000 ms; a test of slowness can wait less. */
  readonly ackLimitMs?: number;
  readonly people?: readonly SlackPerson[];
  readonly channels?: readonly Channel[];
  /** What the bot was granted. When given, a method whose scope is not in it answers `missing_scope`. */
  readonly scopes?: readonly string[];
  /** `oauth.v2.access` gives tokens that expire, with a refresh token. */
  readonly tokenRotation?: boolean;
  /** Most messages on one page of `conversations.history`; as many as Slack gives when left out. */
  readonly historyPage?: number;
  /** What goes wrong with a call besides what `failNext` orders; asked once for each call, with the workspace whose token it bears. */
  readonly trouble?: (method: string, team: string | undefined) => Failure | undefined;
  /** Told of each message of the app that is taken, before the call is answered. */
  readonly onMessage?: (message: Message) => void;
  /** The app already has its bot token (default). With `false`, only `install()` gives one. */
  readonly installed?: boolean;
}

export interface SlackPerson {
  readonly id: string;
  readonly name: string;
  readonly locale?: string;
  readonly tz?: string;
  readonly isAdmin?: boolean;
  readonly isOwner?: boolean;
  /** The workspace they belong to; every one when left out. */
  readonly team?: string;
  readonly deleted?: boolean;
}

export interface UserGroup {
  readonly id: string;
  /** The one workspace it is in. */
  readonly team: string;
  /** Ids of people. */
  readonly users: readonly string[];
}

/** `member` says whether the app is in the channel; `kind: 'im'` belongs to `person` and, when `member`, the app. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel' | 'private' | 'im' | 'mpim';
  readonly member: boolean;
  readonly person?: string;
  /** The one workspace it is in; every one when left out. */
  readonly team?: string;
  readonly archived?: boolean;
  readonly deleted?: boolean;
  /** Only some people may post in it, and the app is none of them. */
  readonly readOnly?: boolean;
}

export interface Team {
  readonly id: string;
  readonly domain: string;
  readonly name: string;
  readonly botUserId: string;
  readonly botId: string;
}

/** One Web API call the app made. `error` is set when it was refused. `at` is epoch milliseconds. */
export interface Call {
  readonly method: string;
  readonly body: Json;
  readonly at: number;
  team?: string | undefined;
  error?: string;
  answer?: Json;
}

/** A message of the app, as Slack keeps it: `blocks` have the ids Slack gives to those that came without. */
export interface Message {
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  /** The one person who sees it; undefined when everyone does. */
  readonly ephemeralFor: string | undefined;
  readonly via: 'chat.postMessage' | 'chat.postEphemeral' | 'response_url' | 'ack' | 'file';
  readonly fileIds: readonly string[];
  /** What the app keeps with the message: `{event_type, event_payload}`. */
  metadata: Json | undefined;
  text: string;
  blocks: readonly Json[];
  attachments: readonly Json[];
  updates: number;
  deleted: boolean;
}

/** What a person said; only what an app could look up. */
export interface Said {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly person: string;
  readonly text: string;
}

/** One thing that happened to a view. `view` is the view as Slack answers it (id, hash, state, blocks with ids). */
export interface ViewRecord {
  readonly id: string;
  readonly how: 'opened' | 'pushed' | 'updated' | 'published';
  readonly person: string;
  readonly view: Json;
}

/** A post to a response URL. */
export interface ResponsePost {
  readonly url: string;
  readonly body: Json;
  readonly at: number;
  readonly error: string | undefined;
}

/** What a person attaches to a field of a form. */
export interface AttachedFile {
  readonly name: string;
  /** `text/csv` when left out. */
  readonly mimetype?: string;
  readonly bytes: Uint8Array;
}

export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly altText: string | undefined;
  title: string | undefined;
  bytes: Uint8Array | undefined;
  complete: boolean;
  channel: string | undefined;
  threadTs: string | undefined;
}

export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** One delivery to the app and how it was acknowledged. */
export interface Delivery {
  readonly envelopeId: string;
  readonly kind: DeliveryKind;
  readonly via: Via;
  readonly payload: Json;
  attempt: number;
  /** True when the app acknowledged within the limit. */
  acked: boolean;
  /** Milliseconds until the acknowledgement, also when it was too late; undefined when none came. */
  ackAfterMs: number | undefined;
  /** What the app put into its acknowledgement. */
  ack: unknown;
  /** HTTP status, over HTTP. */
  status: number | undefined;
  failure: 'timeout' | 'no_connection' | 'refused' | undefined;
  /** How many acknowledgements came; more than one only after `duplicateNext`. */
  acks: number;
}

/** Anything the fake refused or had to drop, in one list, so that a test can say there was none. */
export interface Refusal {
  readonly where: string;
  readonly error: string;
  readonly messages: readonly string[];
}

export interface ActOptions {
  /** A person's id; the first of `people` when left out. */
  readonly person?: string;
  /** A channel's id or name; the first channel when left out. */
  readonly channel?: string;
  /** Speak with the app alone. */
  readonly dm?: boolean;
  /** `ts` of the message that began the thread. */
  readonly thread?: string;
  readonly via?: Via;
  readonly team?: string;
}

export interface Failure {
  /** HTTP status instead of 200. */
  readonly status?: number;
  /** Answered as `{ok: false, error}`. */
  readonly error?: string;
  /** Seconds. Answers 429 with `Retry-After`. */
  readonly retryAfter?: number;
  /** Cuts the connection without an answer. */
  readonly drop?: boolean;
  /** Waits this long, then goes on as usual. */
  readonly delayMs?: number;
  /** The call is carried out, and the connection is cut without an answer. */
  readonly lost?: boolean;
  /** How many calls go well before; none when left out. */
  readonly after?: number;
  /** How many calls fail; 1 when left out. */
  readonly times?: number;
}
