import type { APIEmbed, APIMessageTopLevelComponent } from 'discord.js';
import type { Upload } from './body.ts';
import { everyComponent, numbered, TYPE } from './components.ts';
import { type Channel, type Obj, toMember, toUser } from './guilds.ts';
import { FLAG, keptOf } from './message-rules.ts';
import type { FakeAttachment, FakeInteraction, FakeMessage, World } from './world.ts';

export interface NewMessage {
  readonly channel: Channel;
  readonly authorId: string;
  readonly onlyFor?: string;
  readonly loading?: boolean;
  readonly interaction?: FakeInteraction;
}

/** Keeps a message that has passed the rules. */
export function createMessage(world: World, fileUrl: string, about: NewMessage, body: Obj, files: readonly Upload[]): FakeMessage {
  const replyTo = (body.message_reference as Obj | undefined)?.message_id;
  const message: FakeMessage = {
    id: world.snowflake(),
    channelId: about.channel.id,
    authorId: about.authorId,
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    loading: about.loading ?? false,
    deleted: false,
    edits: 0,
    pinged: [],
    unfurled: [],
    sentAt: world.now(),
    ...(about.onlyFor === undefined ? {} : { onlyFor: about.onlyFor }),
    ...(about.interaction === undefined ? {} : { interaction: about.interaction }),
    ...(typeof replyTo === 'string' ? { replyTo } : {}),
  };
  fill(world, fileUrl, message, body, files);
  message.flags |= about.onlyFor === undefined ? 0 : FLAG.ephemeral;
  world.addMessage(message);
  return message;
}

export function editMessage(world: World, fileUrl: string, message: FakeMessage, body: Obj, files: readonly Upload[]): FakeMessage {
  fill(world, fileUrl, message, body, files);
  message.edits += 1;
  message.loading = false;
  return message;
}

const SETTABLE = FLAG.suppressEmbeds | FLAG.suppressNotifications | FLAG.version2;

function fill(world: World, fileUrl: string, message: FakeMessage, body: Obj, files: readonly Upload[]): void {
  if ('content' in body) message.content = String(body.content ?? '').trim();
  if ('components' in body) message.components = numbered(body.components ?? []) as APIMessageTopLevelComponent[];
  if (typeof body.flags === 'number') message.flags = (message.flags & (FLAG.ephemeral | FLAG.version2)) | (body.flags & SETTABLE);
  message.attachments = attachmentsAfter(world, fileUrl, message, body, files);
  if ('embeds' in body) message.embeds = withUrls((body.embeds ?? []) as APIEmbed[], message.attachments);
  message.components = withUrls(message.components, message.attachments);
  message.pinged = pingedBy(message, body.allowed_mentions as Obj | null | undefined);
  message.unfurled = unfurledBy(message);
}

function attachmentsAfter(world: World, fileUrl: string, message: FakeMessage, body: Obj, files: readonly Upload[]): FakeAttachment[] {
  const listed = body.attachments as Obj[] | null | undefined;
  const kept = keptOf(message, body);
  return [
    ...kept,
    ...files.map((file) =>
      toAttachment(
        world,
        fileUrl,
        message,
        file,
        (listed ?? []).find((one) => String(one.id) === file.index),
      ),
    ),
  ];
}

function toAttachment(world: World, fileUrl: string, message: FakeMessage, file: Upload, described: Obj | undefined): FakeAttachment {
  const id = world.snowflake();
  const filename = typeof described?.filename === 'string' ? described.filename : file.filename;
  const description = described?.description;
  const folder = message.onlyFor === undefined ? 'attachments' : 'ephemeral-attachments';
  return {
    id,
    filename,
    contentType: file.contentType,
    bytes: file.bytes,
    url: `${fileUrl}/${folder}/${message.channelId}/${id}/${encodeURIComponent(filename)}`,
    ...(typeof description === 'string' ? { description } : {}),
  };
}

/** `attachment://name` becomes the address of that attachment wherever it stands. */
function withUrls<T>(value: T, attachments: readonly FakeAttachment[]): T {
  const text = JSON.stringify(value).replace(/"attachment:\/\/([^"]+)"/g, (whole, name: string) => {
    const attachment = attachments.find((one) => one.filename === name);
    return attachment === undefined ? whole : JSON.stringify(attachment.url);
  });
  return JSON.parse(text) as T;
}

/** Who is notified: https://docs.discord.com/developers/resources/message#allowed-mentions-object. Embeds never notify. */
function pingedBy(message: FakeMessage, allowed: Obj | null | undefined): string[] {
  const texts = everyComponent(message.components).filter(({ component }) => component.type === TYPE.text);
  const text = [message.content, ...texts.map(({ component }) => String(component.content))].join('\n');
  const parse = (allowed === undefined || allowed === null ? ['users', 'roles', 'everyone'] : (allowed.parse ?? [])) as string[];
  const may = (kind: 'users' | 'roles', id: string) => parse.includes(kind) || ((allowed?.[kind] ?? []) as string[]).includes(id);
  const users = [...text.matchAll(/<@!?(\d+)>/g)].flatMap(([, id = '']) => (may('users', id) ? [id] : []));
  const roles = [...text.matchAll(/<@&(\d+)>/g)].flatMap(([, id = '']) => (may('roles', id) ? [id] : []));
  const everyone = /@(everyone|here)/.test(text) && parse.includes('everyone') ? ['everyone'] : [];
  const repliedTo = message.replyTo !== undefined && (allowed === undefined || allowed === null || allowed.replied_user === true) ? ['replied user'] : [];
  return [...new Set([...users, ...roles, ...everyone, ...repliedTo])];
}

/** Bare links get a preview; not those in <angle brackets> or code, nor any when embeds are suppressed. */
function unfurledBy(message: FakeMessage): string[] {
  if ((message.flags & FLAG.suppressEmbeds) !== 0) return [];
  return message.content.replace(/`[^`]*`/g, '').match(/(?<!<)https?:\/\/[^\s<>)]+/g) ?? [];
}

/** The message object: https://docs.discord.com/developers/resources/message#message-object */
export function toApiMessage(world: World, message: FakeMessage): Obj {
  const author = world.person(message.authorId);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: typeOf(message),
    content: message.content,
    author: toUser(author),
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: message.components,
    attachments: message.attachments.map(toApiAttachment),
    mentions: [...message.content.matchAll(/<@!?(\d+)>/g)].flatMap(([, id]) => world.people.filter((person) => person.id === id).map(toUser)),
    mention_roles: [],
    mention_everyone: message.pinged.includes('everyone'),
    pinned: false,
    tts: false,
    flags: message.flags | (message.loading ? FLAG.loading : 0),
    timestamp: new Date(message.sentAt).toISOString(),
    edited_timestamp: message.edits === 0 ? null : new Date(world.now()).toISOString(),
    ...(author.bot ? { application_id: world.applicationId } : {}),
    ...(message.interaction === undefined ? {} : { webhook_id: world.applicationId, interaction_metadata: metadata(message.interaction) }),
    ...(message.replyTo === undefined ? {} : { message_reference: { type: 0, channel_id: message.channelId, message_id: message.replyTo } }),
  };
}

/** As MESSAGE_CREATE carries it: with the guild and the member. */
export function toGatewayMessage(world: World, message: FakeMessage): Obj {
  const guildId = message.onlyFor === undefined ? world.channel(message.channelId).guildId : undefined;
  const { user: _, ...member } = toMember(world.person(message.authorId));
  return {
    ...toApiMessage(world, message),
    channel_type: world.channel(message.channelId).type,
    ...(guildId === undefined ? {} : { guild_id: guildId, member }),
  };
}

/** 0 default, 19 reply, 20 slash command, 23 context menu. */
function typeOf(message: FakeMessage): number {
  if (message.interaction?.type === 2) return 20;
  return message.replyTo === undefined ? 0 : 19;
}

function metadata(interaction: FakeInteraction): Obj {
  const owners = interaction.channel.guildId === undefined ? { '0': '0' } : { '0': interaction.channel.guildId };
  return {
    id: interaction.id,
    type: interaction.type,
    user: toUser(interaction.person),
    authorizing_integration_owners: owners,
    ...(interaction.type === 2 ? { name: interaction.name, command_type: 1 } : {}),
  };
}

export function toApiAttachment(attachment: FakeAttachment): Obj {
  const { id, filename, url, description } = attachment;
  return {
    id,
    filename,
    url,
    proxy_url: url,
    size: attachment.bytes.length,
    content_type: attachment.contentType,
    ...(description === undefined ? {} : { description }),
  };
}
