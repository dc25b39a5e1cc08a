import type { Network } from '../network.ts';
import type { Channel, Guild, Person } from './guilds.ts';
import type { Failure, RoutePattern } from './misbehaviour.ts';
import type { People } from './people.ts';
import type { Call } from './rest.ts';
import type { FakeAttachment, FakeInteraction, FakeMessage, RegisteredCommand, waitFor } from './world.ts';

export interface FakeDiscordOptions {
  readonly token?: string;
  readonly applicationId?: string;
  /** Names of the guilds the app is in; one called "Branch" unless told. Each has the channels `general`, `read-only` (50013), `hidden` (50001) and `thread`, a thread of `general`. */
  readonly guilds?: readonly string[];
  /** Further channels that the bot may write to, for each guild: `channel-0`, `channel-1`, … */
  readonly channelsPerGuild?: number;
  /** The clock; the machine's unless told. */
  readonly now?: () => number;
  /** How long `enforce_nonce` remembers; three minutes unless told. */
  readonly nonceWindowMs?: number;
  /** What goes wrong with a request besides what `failNext` orders; asked once for each request, with its `METHOD /route/:with/:names` and the channel in it. */
  readonly trouble?: (route: string, channel: string | undefined) => Failure | undefined;
  /** Told of each message that is posted to a channel, before the request is answered. */
  readonly onMessage?: (message: FakeMessage) => void;
  /** Locale of every person's client, and of the guilds. */
  readonly locale?: string;
  /** Privileged intents switched on in the developer portal; none unless told, so asking for one closes with 4014. */
  readonly allowedIntents?: number;
  readonly heartbeatIntervalMs?: number;
  /** Recommended by GET /gateway/bot, and enforced with 4011. */
  readonly requiredShards?: number;
  /** Milliseconds that must lie between two identifies of a shard; 5,000 in the real one, 0 (not enforced) unless told. */
  readonly identifyEveryMs?: number;
  /** How many identifies the app has left today. */
  readonly sessionStarts?: number;
}

/** What a test sees of the fake. Everything listed grows as things happen. */
export interface FakeDiscord extends Pick<People, 'slash' | 'autocomplete' | 'contextMenu' | 'press' | 'select' | 'submitModal' | 'say' | 'mention'> {
  /** For `rest.api`: without the version. */
  readonly apiUrl: string;
  readonly gatewayUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly botId: string;
  readonly guilds: readonly Guild[];
  readonly guild: Guild;
  readonly channels: readonly Channel[];
  /** `general`, where people act unless told otherwise. */
  readonly channel: Channel;
  /** `asker` acts unless told otherwise; `organiser` is an administrator; `owner` owns the guilds. */
  readonly people: { readonly asker: Person; readonly organiser: Person; readonly owner: Person };

  readonly calls: readonly Call[];
  readonly messages: readonly FakeMessage[];
  /** How many messages were made under each nonce: channel -> nonce -> count. More than 1 is a message twice. */
  readonly nonces: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly interactions: readonly FakeInteraction[];
  readonly interactionResponses: readonly { readonly interaction: FakeInteraction; readonly type: number; readonly data: Record<string, unknown> }[];
  readonly commands: readonly RegisteredCommand[];
  readonly followUps: readonly FakeMessage[];
  readonly attachments: readonly FakeAttachment[];
  /** Interactions the app did not answer within 3 seconds. */
  readonly unanswered: readonly FakeInteraction[];
  readonly identifies: number;
  readonly resumes: number;
  /** Whether an identified session has its connection. */
  readonly connected: boolean;

  readonly waitFor: typeof waitFor;
  /** Moves the fake's clock. */
  advance(ms: number): void;
  /** Answers the next request to a route wrongly: `failNext('PATCH /webhooks', { status: 429, retryAfter: 0.2 })`. */
  failNext(pattern: RoutePattern, failure: Failure): void;
  /** Forgets what `failNext` ordered. */
  forgive(): void;
  /** Its lines to the app: those of the API and of the gateway. */
  readonly network: Network;
  /** Counts requests as the real one does: 5 in 5 seconds for each route of a channel, 50 (or `aSecond`) a second in all. Off at first. */
  limitRates(isOn: boolean, aSecond?: number): void;
  /** Somebody new. */
  addPerson(username: string): Person;
  /** A role of a guild with these people (ids), in the place of the one of that name. @returns its id */
  setRole(guildId: string, name: string, people: readonly string[]): string;
  setAdministrator(personId: string, administrator: boolean): void;
  /** What the bot may do in a channel from now on. */
  permit(channelId: string, botMay: Channel['botMay']): void;
  /** The files that people gave are not kept any more. */
  dropGivenFiles(): void;
  /** Takes Read Message History away from the bot. */
  hideHistory(channelId: string): void;
  deleteChannel(channelId: string): void;
  /** The bot was removed from the guild. */
  leaveGuild(guildId: string): void;
  /** What stands in a channel, oldest first. */
  messagesIn(channelId: string): readonly FakeMessage[];
  /** Forgets everything recorded, for a run that is long. Not while something is in hand. */
  clear(): void;
  /** Delivers the next event twice. */
  duplicateNext(): void;
  misbehave(how: { heartbeatsUnanswered?: boolean; refuseConnections?: boolean; refuseSessions?: boolean }): void;
  sendRaw(packet: unknown): void;
  /** Code 1006 cuts the line without a close frame. */
  dropGateway(how?: { readonly resumable?: boolean; readonly code?: number }): void;
  askToReconnect(): void;
  invalidateSessions(resumable?: boolean): void;
  stop(): Promise<void>;
}
