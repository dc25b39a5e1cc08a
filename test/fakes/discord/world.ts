import { setTimeout as pause } from 'node:timers/promises';
import type { APIEmbed, APIMessageTopLevelComponent, APIModalInteractionResponseCallbackData } from 'discord.js';
import { administratorsRole, type Channel, type Guild, type GuildRole, type Obj, type Person } from './guilds.ts';

const DISCORD_EPOCH = 1_420_070_400_000;

export interface FakeAttachment {
  readonly id: string;
  readonly filename: string;
  readonly description?: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly url: string;
}

/** A message as it stands now. `history` keeps every earlier content. */
export interface FakeMessage {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  content: string;
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
  attachments: FakeAttachment[];
  flags: number;
  /** Only this person sees it, and only they can press its buttons. */
  readonly onlyFor?: string;
  /** "… is thinking": answered by a deferral that is not yet filled in. */
  loading: boolean;
  deleted: boolean;
  edits: number;
  /** Who was notified by it: user ids, role ids, `everyone`. */
  pinged: string[];
  /** Links of its content that Discord would show a preview of. */
  unfurled: string[];
  readonly replyTo?: string;
  readonly interaction?: FakeInteraction;
  readonly sentAt: number;
}

export interface Modal extends APIModalInteractionResponseCallbackData {
  readonly openedFor: string;
  readonly from: FakeInteraction;
}

/** Something a person did, and what the app made of it. */
export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal submit. */
  readonly type: 2 | 3 | 4 | 5;
  /** Command name or custom_id. */
  readonly name: string;
  readonly person: Person;
  readonly channel: Channel;
  /** The message whose component was used. */
  readonly source?: FakeMessage;
  /** By the fake's clock. */
  readonly sentAt: number;
  /** By the machine's clock, from the moment it was dispatched. */
  ackAfterMs?: number;
  response?: { readonly type: number; readonly data: Obj };
  original?: FakeMessage;
  modal?: Modal;
  readonly followUps: FakeMessage[];
}

export interface RegisteredCommand {
  readonly id: string;
  readonly type: 1 | 2 | 3;
  readonly name: string;
  readonly description: string;
  readonly guildId?: string;
  readonly options: readonly CommandOption[];
  /** As the app sent it. */
  readonly sent: Obj;
}

export interface CommandOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly options?: readonly CommandOption[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
}

/** Everything the fake Discord knows: who is there, what was said, what is registered. */
export class World {
  readonly people: Person[] = [];
  readonly guilds: Guild[] = [];
  /** By id. */
  readonly #roles = new Map<string, GuildRole>();
  readonly channels: Channel[] = [];
  readonly messages: FakeMessage[] = [];
  /** What people gave in forms and with slash commands. */
  readonly attached: FakeAttachment[] = [];
  /** How many messages of the bot were made under each nonce: channel -> nonce -> count. */
  readonly nonces = new Map<string, Map<string, number>>();
  /** The last message under each nonce. */
  readonly lastUnder = new Map<string, FakeMessage>();
  readonly #channelsById = new Map<string, Channel>();
  readonly #directMessages = new Map<string, Channel>();
  readonly #messagesById = new Map<string, FakeMessage>();
  readonly #messagesIn = new Map<string, FakeMessage[]>();
  readonly interactions: FakeInteraction[] = [];
  readonly modals: Modal[] = [];
  commands: RegisteredCommand[] = [];
  #skipped = 0;
  #count = 0n;

  constructor(
    readonly bot: Person,
    readonly applicationId: string,
    private readonly clock: () => number,
  ) {
    this.people.push(bot);
  }

  /** Milliseconds by the fake's clock, which `advance` moves. */
  now(): number {
    return this.clock() + this.#skipped;
  }

  advance(ms: number): void {
    this.#skipped += ms;
  }

  /** https://docs.discord.com/developers/reference#snowflakes */
  snowflake(): string {
    this.#count += 1n;
    return String((BigInt(this.now() - DISCORD_EPOCH) << 22n) | (this.#count & 0xfffn));
  }

  person(id: string): Person {
    return found(
      this.people.find((person) => person.id === id),
      `person ${id}`,
    );
  }

  /** Somebody new, whom the bot may write to. */
  addPerson(username: string): Person {
    const { locale } = this.bot;
    const person: Person = { id: this.snowflake(), username, displayName: username, locale, administrator: false, acceptsDirectMessages: true, bot: false };
    this.people.push(person);
    return person;
  }

  /** Besides the one of everyone. */
  rolesOf(guild: Pick<Guild, 'id'>): readonly GuildRole[] {
    return [administratorsRole(guild, this.people), ...[...this.#roles.values()].filter(({ guildId }) => guildId === guild.id)];
  }

  /** A role that lets nobody do more than everyone may, with these people, in the place of the one of that name. @returns its id */
  setRole(guildId: string, name: string, people: readonly string[]): string {
    const id = [...this.#roles.values()].find((role) => role.guildId === guildId && role.name === name)?.id ?? this.snowflake();
    this.#roles.set(id, { id, guildId, name, permissions: 0n, members: new Set(people) });
    return id;
  }

  /** Whether somebody is an administrator of the guilds. */
  setAdministrator(id: string, administrator: boolean): void {
    const at = this.people.indexOf(this.person(id));
    this.people[at] = { ...this.person(id), administrator };
  }

  channel(id: string): Channel {
    return found(this.channelOr(id), `channel ${id}`);
  }

  channelOr(id: string | undefined): Channel | undefined {
    return this.#channelsById.get(id ?? '');
  }

  addChannel(channel: Channel): void {
    this.channels.push(channel);
    this.#channelsById.set(channel.id, channel);
  }

  deleteChannel(id: string): void {
    this.channels.splice(this.channels.indexOf(this.channel(id)), 1);
    this.#channelsById.delete(id);
  }

  /** The bot is no longer in the guild: it sees nothing of it. */
  leaveGuild(id: string): void {
    this.guilds.splice(this.guilds.indexOf(this.guild(id)), 1);
    for (const channel of this.channels) if (channel.guildId === id) channel.botMay = 'none';
  }

  addMessage(message: FakeMessage): void {
    this.messages.push(message);
    this.#messagesById.set(message.id, message);
    const inChannel = this.#messagesIn.get(message.channelId);
    if (inChannel === undefined) this.#messagesIn.set(message.channelId, [message]);
    else inChannel.push(message);
  }

  messageOr(id: string | undefined): FakeMessage | undefined {
    return this.#messagesById.get(id ?? '');
  }

  /** Oldest first. */
  messagesIn(channelId: string): readonly FakeMessage[] {
    return this.#messagesIn.get(channelId) ?? [];
  }

  /** Forgets what was said and done. */
  clear(): void {
    for (const list of [this.messages, this.interactions, this.modals]) list.length = 0;
    for (const map of [this.#messagesById, this.#messagesIn, this.nonces, this.lastUnder]) map.clear();
  }

  guild(id: string): Guild {
    return found(
      this.guilds.find((guild) => guild.id === id),
      `guild ${id}`,
    );
  }

  /** The direct-message channel between the bot and a person, opened when there is none. */
  directMessage(person: Person): Channel {
    const open = this.#directMessages.get(person.id);
    if (open !== undefined) return open;
    const channel: Channel = { id: this.snowflake(), type: 1, name: '', recipientId: person.id, botMay: 'send' };
    this.addChannel(channel);
    this.#directMessages.set(person.id, channel);
    return channel;
  }
}

export function found<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new Error(`The fake Discord has no ${what}`);
  return thing;
}

/** Waits until `predicate` gives something true, and returns that. Throws after `timeoutMs`. */
export async function waitFor<T>(predicate: () => T, timeoutMs = 5_000, what = 'what was waited for'): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = predicate();
    if (value !== false && value !== undefined && value !== null) return value;
    if (Date.now() >= deadline) throw new Error(`Discord (fake): ${what} did not happen within ${timeoutMs} ms`);
    await pause(3);
  }
}
