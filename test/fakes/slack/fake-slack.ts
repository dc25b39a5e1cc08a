/** What a test holds in its hand. */
import type { Network } from '../network.ts';
import type { BadSignature } from './http-events.ts';
import { post, sign } from './http-events.ts';
import { type Installed, install } from './install.ts';
import { failNext } from './misbehaviour.ts';
import * as people from './people.ts';
import * as forms from './people-forms.ts';
import * as places from './people-places.ts';
import type { PostRate } from './post-rate.ts';
import type { Drop, SocketMode } from './socket-mode.ts';
import { messagesOf, type State, TEAM } from './state.ts';
import type * as T from './types.ts';
import { waitUntil } from './wait.ts';
import * as workspaces from './workspaces.ts';

/** The world, with its first argument filled in. */
type Bound<F> = F extends (world: people.World, ...rest: infer A) => infer R ? (...args: A) => R : never;
type BoundToState<F> = F extends (state: State, ...rest: infer A) => infer R ? (...args: A) => R : never;

export interface FakeSlack {
  /** Base of the Web API: ends in `/api/`. */
  readonly url: string;
  readonly authorizeUrl: string;
  readonly tokens: T.Tokens;
  readonly team: T.Team;
  readonly appId: string;
  readonly people: readonly T.SlackPerson[];
  readonly channels: readonly T.Channel[];

  readonly calls: readonly T.Call[];
  readonly messages: readonly T.Message[];
  readonly views: readonly T.ViewRecord[];
  readonly responses: readonly T.ResponsePost[];
  readonly files: readonly T.UploadedFile[];
  readonly deliveries: readonly T.Delivery[];
  readonly refusals: readonly T.Refusal[];
  readonly said: readonly T.Said[];
  /** The last `{status, title, prompts}` of an assistant thread, by `channel/thread`. */
  readonly assistantThreads: ReadonlyMap<string, T.Json>;
  /** Open Socket Mode connections. */
  readonly connections: number;
  /** Ids of the views that are open now, the topmost last; Home tabs too. */
  readonly openViews: readonly string[];
  /** Messages of the app in a channel that are still there. */
  readonly messagesIn: (channelIdOrName: string, team?: string) => readonly T.Message[];
  /** How many times each part of what was delivered under a key is shown now, in the order of the parts. */
  readonly timesShown: (key: string) => readonly number[];
  /** Forgets everything recorded, for a run that is long; open views, messages on screen and response URLs too. Not while something is in hand. */
  readonly clear: () => void;

  readonly command: Bound<typeof people.command>;
  readonly say: Bound<typeof people.say>;
  readonly mention: Bound<typeof people.mention>;
  readonly pressButton: Bound<typeof people.pressButton>;
  readonly choose: Bound<typeof forms.choose>;
  readonly submitView: Bound<typeof forms.submitView>;
  readonly dismissView: Bound<typeof forms.dismissView>;
  readonly typeAhead: Bound<typeof forms.typeAhead>;
  readonly messageShortcut: Bound<typeof places.messageShortcut>;
  readonly globalShortcut: Bound<typeof places.globalShortcut>;
  readonly openHome: Bound<typeof places.openHome>;
  readonly assistantThread: Bound<typeof places.assistantThread>;
  readonly event: Bound<typeof places.event>;
  readonly echo: Bound<typeof places.echo>;
  readonly uninstall: Bound<typeof places.uninstall>;
  /** Goes through the OAuth pages as a browser, from the app's install page on. */
  readonly install: (installUrl: string, options?: T.ActOptions) => Promise<Installed>;
  /** From now on Slack reaches the app at this URL. */
  readonly attachHttp: (url: string) => void;

  /** Resolves with the first truthy answer of `look`, asked again whenever something happens. Rejects after `timeoutMs` (5,000). */
  readonly waitFor: <R>(look: (slack: FakeSlack) => R, timeoutMs?: number) => Promise<NonNullable<R>>;

  readonly addWorkspace: BoundToState<typeof workspaces.addWorkspace>;
  readonly addChannel: BoundToState<typeof workspaces.addChannel>;
  readonly addPerson: BoundToState<typeof workspaces.addPerson>;
  readonly changePerson: BoundToState<typeof workspaces.changePerson>;
  readonly setUserGroup: BoundToState<typeof workspaces.setUserGroup>;
  readonly changeChannel: BoundToState<typeof workspaces.changeChannel>;
  readonly revoke: BoundToState<typeof workspaces.revoke>;

  readonly failNext: (method: string, failure: T.Failure) => void;
  /** Forgets the failures that were ordered. */
  readonly behave: () => void;
  /** From now on a channel takes so many messages of the app in a second, a workspace so many calls, and the rest is answered with 429; as many as there are when undefined. */
  readonly limitPosts: (rate: PostRate | undefined) => void;
  /** Its lines to the app: those of the API and of Socket Mode. */
  readonly network: Network;
  /** The next deliveries (one, unless said) are sent twice. */
  readonly duplicateNext: (times?: number) => void;
  /** Ends the connections: `refresh_requested` politely (default), `cut` without a word. */
  readonly dropSocket: (how?: Drop) => void;
  /** Delivers the same payload once more, as Slack does when it thinks the first was lost: an event in a new envelope, with the attempt counted. */
  readonly redeliver: (delivery: T.Delivery) => Promise<T.Delivery>;
  /** The next HTTP request is signed wrongly, not at all, or ten minutes ago. */
  readonly badSignature: (bad?: BadSignature) => void;
  /** Sends anything: over the socket as it is; over HTTP well signed unless said. Answers with the HTTP status. */
  readonly sendRaw: (payload: unknown, options?: RawOptions) => Promise<number | undefined>;

  readonly stop: () => Promise<void>;
}

export interface RawOptions {
  readonly via?: T.Via;
  readonly contentType?: string;
  readonly signature?: BadSignature;
}

export interface Parts extends people.World {
  readonly socket: SocketMode;
  readonly network: Network;
  readonly stop: () => Promise<void>;
}

const rawSender =
  ({ state, courier, socket }: Parts) =>
  async (payload: unknown, { via, contentType = 'application/json', signature }: RawOptions = {}): Promise<number | undefined> => {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    if (people.viaOf({ state, courier }, via === undefined ? {} : { via }) === 'socket') {
      socket.send(body);
      return undefined;
    }
    const { status } = await post(courier.httpUrl ?? '', sign(state.tokens.signingSecret, body, contentType, signature), courier.ackLimitMs + 1_000);
    return status;
  };

function acts(world: people.World) {
  const bind =
    <A extends unknown[], R>(run: (world: people.World, ...args: A) => R) =>
    (...args: A): R =>
      run(world, ...args);
  return {
    command: bind(people.command),
    say: bind(people.say),
    mention: bind(people.mention),
    pressButton: bind(people.pressButton),
    choose: bind(forms.choose),
    submitView: bind(forms.submitView),
    dismissView: bind(forms.dismissView),
    typeAhead: bind(forms.typeAhead),
    messageShortcut: bind(places.messageShortcut),
    globalShortcut: bind(places.globalShortcut),
    openHome: bind(places.openHome),
    assistantThread: bind(places.assistantThread),
    event: bind(places.event),
    echo: bind(places.echo),
    uninstall: bind(places.uninstall),
  };
}

const world = (state: State) => ({
  addWorkspace: (id: string) => workspaces.addWorkspace(state, id),
  addChannel: (channel: T.Channel) => workspaces.addChannel(state, channel),
  addPerson: (person: T.SlackPerson, team?: string) => workspaces.addPerson(state, person, team),
  changePerson: (...what: Parameters<FakeSlack['changePerson']>) => workspaces.changePerson(state, ...what),
  setUserGroup: (...what: Parameters<FakeSlack['setUserGroup']>) => workspaces.setUserGroup(state, ...what),
  changeChannel: (...change: Parameters<FakeSlack['changeChannel']>) => workspaces.changeChannel(state, ...change),
  revoke: (...what: Parameters<FakeSlack['revoke']>) => workspaces.revoke(state, ...what),
});

const faults = ({ state, courier, socket }: Parts) => ({
  failNext: (method: string, failure: T.Failure) => failNext(state, method, failure),
  behave: () => {
    state.failures.length = 0;
  },
  limitPosts: (rate: PostRate | undefined) => {
    state.postRate = rate;
    state.postBuckets.clear();
  },
  duplicateNext: (times = 1) => {
    courier.duplicates += times;
  },
  dropSocket: (how: Drop = 'refresh_requested') => socket.drop(how),
  redeliver: ({ kind, via, payload, envelopeId, attempt }: T.Delivery) =>
    courier.deliver({ kind, via, payload, ...(kind === 'events_api' ? { attempt: attempt + 1 } : { envelopeId }) }),
  badSignature: (bad: BadSignature = 'wrong') => {
    courier.badSignature = bad;
  },
});

const records = (state: State) => ({
  calls: state.calls,
  messages: state.messages,
  views: state.views,
  responses: state.responses,
  files: state.files,
  deliveries: state.deliveries,
  refusals: state.refusals,
  said: state.said,
  assistantThreads: state.assistantThreads,
});

function clear(state: State): void {
  for (const list of [state.calls, state.messages, state.views, state.responses, state.files, state.deliveries, state.refusals, state.said]) list.length = 0;
  for (const map of [state.live, state.triggers, state.responseUrls, state.assistantThreads, state.timeline, state.parts]) map.clear();
}

export function createFake(parts: Parts): FakeSlack {
  const { state, courier, socket } = parts;
  const slack: FakeSlack = {
    url: `${state.origin}/api/`,
    authorizeUrl: `${state.origin}/oauth/v2/authorize`,
    tokens: state.tokens,
    team: TEAM,
    appId: state.appId,
    people: state.people,
    channels: state.places.all,
    ...records(state),
    get connections() {
      return socket.connections();
    },
    get openViews() {
      return [...state.live.keys()];
    },
    messagesIn: (idOrName, team = TEAM.id) => messagesOf(state, state.places.find(idOrName, team)?.id ?? '').filter(({ deleted }) => !deleted),
    timesShown: (key) => [...(state.parts.get(key) ?? [])].sort(([a], [b]) => a - b).map(([, times]) => times),
    clear: () => clear(state),
    ...acts(parts),
    ...world(state),
    install: (installUrl, options = {}) => install(state, installUrl, options),
    attachHttp: (url) => {
      courier.httpUrl = url;
    },
    waitFor: (look, timeoutMs = 5_000) => waitUntil(state, () => look(slack), timeoutMs),
    ...faults(parts),
    sendRaw: rawSender(parts),
    network: parts.network,
    stop: parts.stop,
  };
  return slack;
}
