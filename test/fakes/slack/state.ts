import { randomUUID } from 'node:crypto';
import { systemClock } from '../../../src/core/clock.ts';
import { Places } from './places.ts';
import type { PostRate } from './post-rate.ts';
import type * as T from './types.ts';

/** What a trigger id or a response URL stands for: who did what where. */
export interface Origin {
  readonly team: string;
  readonly person: string;
  readonly channel: string | undefined;
  readonly issuedAt: number;
  readonly message?: T.Message | undefined;
  readonly threadTs?: string | undefined;
  readonly view?: string | undefined;
  uses: number;
}

/** A view that is open or published. `stack` is the modal stack it lies in, shared with the views below and above it. */
export interface LiveView {
  readonly id: string;
  readonly person: string;
  readonly team: string;
  readonly stack: string[];
  readonly hash: string;
  readonly body: T.Json;
}

export interface Installation {
  readonly team: string;
  readonly kind: 'bot' | 'app';
  expiresAt: number | undefined;
  /** What Slack answers since the token is no good any more. */
  revoked: 'account_inactive' | 'token_revoked' | undefined;
}

export interface State {
  readonly options: T.FakeSlackOptions;
  readonly tokens: T.Tokens;
  readonly appId: string;
  readonly people: T.SlackPerson[];
  /** By id. */
  readonly userGroups: Map<string, T.UserGroup>;
  readonly places: Places;
  readonly teams: Map<string, T.Team>;
  /** By token. */
  readonly installations: Map<string, Installation>;
  readonly calls: T.Call[];
  readonly messages: T.Message[];
  /** The same messages, by channel. */
  readonly timeline: Map<string, T.Message[]>;
  /** How often each part of a delivery is shown, by its key. */
  readonly parts: Map<string, Map<number, number>>;
  postRate: PostRate | undefined;
  readonly postBuckets: Map<string, { readonly left: number; readonly at: number }>;
  readonly said: T.Said[];
  readonly views: T.ViewRecord[];
  readonly live: Map<string, LiveView>;
  readonly responses: T.ResponsePost[];
  readonly files: T.UploadedFile[];
  /** What people attached to forms, by id. */
  readonly attached: Map<string, Required<T.AttachedFile>>;
  readonly deliveries: T.Delivery[];
  readonly refusals: T.Refusal[];
  readonly triggers: Map<string, Origin>;
  readonly responseUrls: Map<string, Origin>;
  readonly assistantThreads: Map<string, T.Json>;
  readonly failures: { readonly method: string; readonly failure: T.Failure; left: number; wait: number }[];
  readonly listeners: Set<() => void>;
  /** `http://127.0.0.1:port`, known once listening. */
  origin: string;
  lastTs: number;
  lastId: number;
}

export const TEAM: T.Team = { id: 'T0BRANCH', domain: 'branch', name: 'Branch', botUserId: 'U0STEWARD', botId: 'B0STEWARD' };

const TOKENS: T.Tokens = {
  bot: 'xoxb-fake-bot-token',
  app: 'xapp-1-fake-app-token',
  signingSecret: 'fake-signing-secret',
  clientId: '111.222',
  clientSecret: 'fake-client-secret',
};

const PEOPLE: readonly T.SlackPerson[] = [
  { id: 'U0ASKER', name: 'asker', locale: 'en-GB', tz: 'Europe/London' },
  { id: 'U0OTHER', name: 'other', locale: 'en-GB', tz: 'Europe/London' },
  { id: 'U0OWNER', name: 'owner', locale: 'en-GB', tz: 'Europe/London', isAdmin: true, isOwner: true },
];

const CHANNELS: readonly T.Channel[] = [
  { id: 'C0GENERAL', name: 'general', kind: 'channel', member: true },
  { id: 'C0OUTSIDE', name: 'outside', kind: 'channel', member: false },
  { id: 'G0COMMITTEE', name: 'committee', kind: 'private', member: true },
  // Two people by themselves: the app hears a command there, and can answer only by response URL.
  { id: 'D0OTHERS', name: 'directmessage', kind: 'im', member: false },
];

export function createState(options: T.FakeSlackOptions): State {
  const people = [...(options.people ?? PEOPLE)];
  const places = new Places();
  for (const channel of [...(options.channels ?? CHANNELS), ...people.map((person) => directMessage(person))]) places.add(channel);
  const installations = new Map<string, Installation>([[TOKENS.app, { team: TEAM.id, kind: 'app', expiresAt: undefined, revoked: undefined }]]);
  if (options.installed !== false) installations.set(TOKENS.bot, { team: TEAM.id, kind: 'bot', expiresAt: undefined, revoked: undefined });
  return {
    options,
    tokens: TOKENS,
    appId: 'A0STEWARD',
    people,
    userGroups: new Map(),
    places,
    teams: new Map([[TEAM.id, TEAM]]),
    installations,
    calls: [],
    messages: [],
    timeline: new Map(),
    parts: new Map(),
    postRate: undefined,
    postBuckets: new Map(),
    said: [],
    views: [],
    live: new Map(),
    responses: [],
    files: [],
    attached: new Map(),
    deliveries: [],
    refusals: [],
    triggers: new Map(),
    responseUrls: new Map(),
    assistantThreads: new Map(),
    failures: [],
    listeners: new Set(),
    origin: '',
    lastTs: 0,
    lastId: 0,
  };
}

/** The app's conversation with a person. */
export const directMessage = ({ id }: T.SlackPerson, team?: string): T.Channel => ({
  id: `D${id.slice(1)}`,
  name: 'directmessage',
  kind: 'im',
  member: true,
  person: id,
  ...(team === undefined ? {} : { team }),
});

/** Wakes everyone who waits for something to happen. */
export function changed(state: State): void {
  for (const listener of [...state.listeners]) listener();
}

export const now = (state: State): number => (state.options.clock ?? systemClock).now().getTime();

/** A message id: seconds and microseconds, never the same twice. */
export function nextTs(state: State): string {
  state.lastTs = Math.max(state.lastTs + 1, now(state) * 1000);
  const digits = String(state.lastTs).padStart(16, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

export function nextId(state: State, prefix: string): string {
  state.lastId += 1;
  return `${prefix}0${state.lastId.toString(36).toUpperCase().padStart(8, '0')}`;
}

export function issueTrigger(state: State, origin: Omit<Origin, 'issuedAt' | 'uses'>): string {
  const id = `${now(state)}.${state.triggers.size}.${randomUUID().replaceAll('-', '')}`;
  state.triggers.set(id, { ...origin, issuedAt: now(state), uses: 0 });
  return id;
}

export function issueResponseUrl(state: State, origin: Omit<Origin, 'issuedAt' | 'uses'>): string {
  const url = `${state.origin}/hooks/${origin.team}/${randomUUID()}`;
  state.responseUrls.set(url, { ...origin, issuedAt: now(state), uses: 0 });
  return url;
}

export function refuse(state: State, where: string, error: string, messages: readonly string[] = []): void {
  state.refusals.push({ where, error, messages });
  changed(state);
}

export const messagesOf = (state: State, channel: string): readonly T.Message[] => state.timeline.get(channel) ?? [];

export const findMessage = (state: State, channel: string, ts: string): T.Message | undefined =>
  messagesOf(state, channel).findLast((message) => message.ts === ts);

export const teamOf = (state: State, id: string | undefined): T.Team => state.teams.get(id ?? TEAM.id) ?? TEAM;

/** The workspace with that id; a new one when there is none yet. */
export const teamNamed = (state: State, id: string): T.Team =>
  state.teams.get(id) ?? { id, domain: id.toLowerCase(), name: id, botUserId: `U${id.slice(1)}BOT`, botId: `B${id.slice(1)}BOT` };
