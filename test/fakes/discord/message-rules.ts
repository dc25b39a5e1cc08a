import {
  CreateMessageInteractionCallbackRequestSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod';
import type { Upload } from './body.ts';
import { componentMistakes } from './component-rules.ts';
import { characters, everyComponent } from './components.ts';
import { invalidForm, type Mistake, mistake, refusals } from './errors.ts';
import type { Obj } from './guilds.ts';
import { checkAgainstSpec } from './spec-check.ts';
import type { FakeAttachment, FakeMessage } from './world.ts';

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const FLAG = { suppressEmbeds: 4, ephemeral: 64, loading: 128, suppressNotifications: 4096, version2: 32768 } as const;

/**
 * Upload limit of one file in a guild without boosts, in bytes: https://docs.discord.com/developers/reference#uploading-files
 * It was raised to 20 MiB in September 2026; the fake stays with the stricter number, which holds everywhere.
 */
export const ATTACHMENT_LIMIT = 10 * 1024 * 1024;

const SCHEMAS = {
  create: MessageCreateRequestSchema,
  edit: MessageEditRequestPartialSchema,
  followUp: IncomingWebhookRequestPartialSchema,
  editFollowUp: IncomingWebhookUpdateRequestPartialSchema,
} as const;

type MessageKind = keyof typeof SCHEMAS;

/** The message being edited. */
type Was = Pick<FakeMessage, 'flags' | 'content' | 'embeds' | 'components' | 'attachments'>;

/** Throws the Refusal that Discord would answer to this message, or to this edit of what it `was`. */
export function checkMessage(kind: MessageKind, body: Obj, files: readonly Upload[], was?: Was): void {
  checkAgainstSpec(SCHEMAS[kind], body);
  checkContents(body, files, [], was);
}

/** The `data` of an interaction callback of type 4 or 7; a deferral (5, 6) is checked by `checkDeferral`. */
export function checkCallback(type: 4 | 7, body: Obj, files: readonly Upload[], was?: Was): void {
  checkAgainstSpec(type === 4 ? CreateMessageInteractionCallbackRequestSchema : UpdateMessageInteractionCallbackRequestSchema, body);
  checkContents((body.data ?? {}) as Obj, files, ['data'], was);
}

/** "The only valid message flag you may use is EPHEMERAL": https://docs.discord.com/developers/interactions/receiving-and-responding */
export function checkDeferral(body: Obj): void {
  checkAgainstSpec(body.type === 5 ? CreateMessageInteractionCallbackRequestSchema : UpdateMessageInteractionCallbackRequestSchema, body);
  const flags = Number((body.data as Obj | undefined)?.flags ?? 0);
  if ((flags & ~FLAG.ephemeral) !== 0) throw invalidForm([mistake(['data', 'flags'], 'BASE_TYPE_CHOICES', 'Only EPHEMERAL may be set on a deferral.')]);
}

function checkContents(body: Obj, files: readonly Upload[], at: readonly PropertyKey[], was?: Was): void {
  const after = was === undefined ? body : { ...was, ...body };
  const kept = was === undefined ? [] : keptOf(was, body);
  const version2 = ((Number(body.flags ?? 0) | (was?.flags ?? 0)) & FLAG.version2) !== 0;
  const mistakes = [
    ...lengthMistakes(body),
    ...embedMistakes(body),
    ...(version2 ? legacyFieldMistakes(after) : []),
    ...componentMistakes(body, version2),
    ...mentionMistakes(body),
    ...attachmentMistakes(body, [...files, ...kept]),
  ];
  if (mistakes.length > 0) throw invalidForm(mistakes.map((one) => ({ ...one, path: [...at, ...one.path] })));
  if (files.length + kept.length > 10) throw refusals.tooManyAttachments();
  if (files.some((file) => file.bytes.length > ATTACHMENT_LIMIT)) throw refusals.entityTooLarge();
  if (isEmpty(after, files.length + kept.length)) throw refusals.emptyMessage();
}

/** An edit keeps the attachments it lists, all of them when it lists none: https://docs.discord.com/developers/resources/message#edit-message */
export function keptOf(was: Pick<Was, 'attachments'>, body: Obj): FakeAttachment[] {
  const listed = body.attachments as Obj[] | null | undefined;
  return was.attachments.filter(({ id }) => listed === undefined || (listed ?? []).some((one) => one.id === id));
}

/** Bots have 2,000, though the schema says 4,000 for a channel message: https://docs.discord.com/developers/resources/message#create-message */
function lengthMistakes(body: Obj): Mistake[] {
  if (typeof body.content !== 'string' || characters(body.content) <= 2_000) return [];
  return [mistake(['content'], 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.')];
}

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
function embedMistakes(body: Obj): Mistake[] {
  const embeds = (body.embeds ?? []) as Obj[];
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  const tooLong = total > 6_000 ? [mistake(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')] : [];
  return [...tooLong, ...embeds.flatMap(emptyParts)];
}

function embedLength(embed: Obj): number {
  const fields = (embed.fields ?? []) as Obj[];
  const texts = [embed.title, embed.description, (embed.footer as Obj | undefined)?.text, (embed.author as Obj | undefined)?.name];
  return [...texts, ...fields.flatMap((field) => [field.name, field.value])].reduce<number>(
    (sum, text) => sum + (typeof text === 'string' ? characters(text.trim()) : 0),
    0,
  );
}

function emptyParts(embed: Obj, index: number): Mistake[] {
  const fields = (embed.fields ?? []) as Obj[];
  const required = (path: PropertyKey[]) => mistake(['embeds', index, ...path], 'BASE_TYPE_REQUIRED', 'This field is required');
  const empty = fields.flatMap((field, at) => ['name', 'value'].filter((key) => isBlank(field[key])).map((key) => required(['fields', at, key])));
  const says = ['title', 'description', 'fields', 'author', 'footer', 'image', 'thumbnail', 'url', 'timestamp', 'video', 'provider', 'color'];
  return says.some((key) => embed[key] !== undefined && embed[key] !== null && embed[key] !== '') ? empty : [...empty, required(['description'])];
}

const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

/** With components version 2 the old fields no longer work: https://docs.discord.com/developers/components/reference */
function legacyFieldMistakes(body: Obj): Mistake[] {
  const used = ['content', 'embeds', 'poll', 'sticker_ids'].filter((key) => {
    const value = body[key];
    return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  });
  return used.map((key) =>
    mistake([key], 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`),
  );
}

/** https://docs.discord.com/developers/resources/message#allowed-mentions-object */
function mentionMistakes(body: Obj): Mistake[] {
  const allowed = (body.allowed_mentions ?? {}) as Obj;
  const parse = (allowed.parse ?? []) as unknown[];
  return ['users', 'roles']
    .filter((key) => parse.includes(key) && ((allowed[key] ?? []) as unknown[]).length > 0)
    .map((key) => mistake(['allowed_mentions'], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`));
}

/** Files are named by `files[n]`, and described under the same `n`: https://docs.discord.com/developers/reference#uploading-files */
function attachmentMistakes(body: Obj, files: readonly { readonly filename: string }[]): Mistake[] {
  const unresolved = everyComponent(body.components).flatMap(({ component, path }) =>
    mediaOf(component)
      .filter(({ url }) => url.startsWith('attachment://') && !files.some((file) => `attachment://${file.filename}` === url))
      .map(({ at }) => [...path, ...at]),
  );
  return unresolved.map((path) => mistake(path, 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', 'The referenced attachment was not found'));
}

function mediaOf(component: Obj): { url: string; at: PropertyKey[] }[] {
  const single = ['media', 'file'].flatMap((key) => urlOf(component[key], [key, 'url']));
  const items = ((component.items ?? []) as Obj[]).flatMap((item, index) => urlOf(item.media, ['items', index, 'media', 'url']));
  return [...single, ...items];
}

function urlOf(media: unknown, at: PropertyKey[]): { url: string; at: PropertyKey[] }[] {
  const url = (media as Obj | undefined)?.url;
  return typeof url === 'string' ? [{ url, at }] : [];
}

function isEmpty(body: Obj, files: number): boolean {
  const some = (value: unknown) => Array.isArray(value) && value.length > 0;
  const content = typeof body.content === 'string' && body.content.trim() !== '';
  return !(content || some(body.embeds) || some(body.components) || some(body.sticker_ids) || isPoll(body.poll) || files > 0);
}

const isPoll = (poll: unknown): boolean => poll !== undefined && poll !== null;
