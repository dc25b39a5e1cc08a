import { announce } from './announce.ts';
import { asObject, type Upload } from './body.ts';
import { checkChoices } from './command-rules.ts';
import { numbered } from './components.ts';
import { type Context, nothing, ok, type RestRequest, type Route } from './context.ts';
import { invalidForm, mistake, refusals } from './errors.ts';
import type { Obj } from './guilds.ts';
import { checkCallback, checkDeferral, FLAG } from './message-rules.ts';
import { createMessage, editMessage, toApiMessage } from './messages.ts';
import { checkModal } from './modal-rules.ts';
import type { FakeInteraction, FakeMessage, Modal } from './world.ts';

/** "You must send an initial response within 3 seconds": https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback */
export const ACK_WITHIN_MS = 3_000;

/** Which callback types suit which interaction: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
const ALLOWED: Readonly<Record<number, readonly number[]>> = { 2: [4, 5, 9], 3: [4, 5, 6, 7, 9], 4: [8], 5: [4, 5, 6, 7] };

export const interactionRoutes: readonly Route[] = [{ method: 'POST', path: '/interactions/:interaction/:token/callback', open: true, answer: callback }];

function callback(context: Context, { params, query, body }: RestRequest) {
  const interaction = context.world.interactions.find((one) => one.id === params.interaction && one.token === params.token);
  if (interaction === undefined) throw refusals.unknownInteraction();
  if (interaction.response !== undefined) throw refusals.alreadyAcknowledged();
  if (context.world.now() - interaction.sentAt > ACK_WITHIN_MS) throw refusals.unknownInteraction();
  const json = asObject(body.json);
  checkType(interaction, json);
  const message = respond(context, interaction, json, body.files);
  interaction.response = { type: Number(json.type), data: (json.data ?? {}) as Obj };
  interaction.ackAfterMs = Date.now() - startedAt(interaction);
  return query.get('with_response') === 'true' ? ok(callbackResponse(context, interaction, message)) : nothing();
}

const started = new WeakMap<FakeInteraction, number>();
export const startClock = (interaction: FakeInteraction): void => void started.set(interaction, Date.now());
const startedAt = (interaction: FakeInteraction): number => started.get(interaction) ?? Date.now();

function checkType(interaction: FakeInteraction, json: Obj): void {
  const allowed = ALLOWED[interaction.type] ?? [];
  const needsSource = json.type === 6 || json.type === 7;
  if (allowed.includes(Number(json.type)) && !(needsSource && interaction.source === undefined)) return;
  throw invalidForm([
    mistake(['type'], 'INTERACTION_CALLBACK_TYPE_INVALID', `Callback type ${String(json.type)} does not fit an interaction of type ${interaction.type}.`),
  ]);
}

function respond(context: Context, interaction: FakeInteraction, json: Obj, files: readonly Upload[]): FakeMessage | undefined {
  if (json.type === 4 || json.type === 5) return firstMessage(context, interaction, json, files);
  if (json.type === 6 || json.type === 7) return changeSource(context, interaction, json, files);
  if (json.type === 9) openModal(context, interaction, json);
  else checkChoices(json.data);
  return undefined;
}

function firstMessage(context: Context, interaction: FakeInteraction, json: Obj, files: readonly Upload[]): FakeMessage {
  if (json.type === 5) checkDeferral(json);
  else checkCallback(4, json, files);
  const data = json.type === 5 ? {} : ((json.data ?? {}) as Obj);
  const message = postAs(context, interaction, data, files, { ephemeral: isEphemeral(json.data), loading: json.type === 5 });
  interaction.original = message;
  return message;
}

const isEphemeral = (data: unknown): boolean => (Number((data as Obj | undefined)?.flags ?? 0) & FLAG.ephemeral) !== 0;

/** Posts a message as the app's answer to an interaction. */
export function postAs(
  context: Context,
  interaction: FakeInteraction,
  data: Obj,
  files: readonly Upload[],
  how: { readonly ephemeral: boolean; readonly loading: boolean },
): FakeMessage {
  const { world } = context;
  const about = {
    channel: interaction.channel,
    authorId: world.bot.id,
    loading: how.loading,
    interaction,
    ...(how.ephemeral ? { onlyFor: interaction.person.id } : {}),
  };
  const message = createMessage(world, context.fileUrl(), about, data, files);
  announce(context, 'MESSAGE_CREATE', message);
  return message;
}

function changeSource(context: Context, interaction: FakeInteraction, json: Obj, files: readonly Upload[]): FakeMessage | undefined {
  const { source } = interaction;
  if (json.type === 6) checkDeferral(json);
  else checkCallback(7, json, files, source);
  if (source === undefined) return undefined;
  interaction.original = source;
  if (json.type === 6) return source;
  editMessage(context.world, context.fileUrl(), source, (json.data ?? {}) as Obj, files);
  announce(context, 'MESSAGE_UPDATE', source);
  return source;
}

function openModal(context: Context, interaction: FakeInteraction, json: Obj): void {
  checkModal(json);
  const data = json.data as Obj;
  interaction.modal = { ...data, components: numbered(data.components), openedFor: interaction.person.id, from: interaction } as unknown as Modal;
  context.world.modals.push(interaction.modal);
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object */
function callbackResponse({ world }: Context, interaction: FakeInteraction, message: FakeMessage | undefined): Obj {
  const type = interaction.response?.type;
  const about =
    message === undefined
      ? {}
      : { response_message_id: message.id, response_message_loading: message.loading, response_message_ephemeral: message.onlyFor !== undefined };
  const resource = { type, ...(message === undefined || type === 6 ? {} : { message: toApiMessage(world, message) }) };
  return { interaction: { id: interaction.id, type: interaction.type, ...about }, resource };
}
