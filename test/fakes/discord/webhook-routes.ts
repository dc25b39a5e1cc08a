import { announce } from './announce.ts';
import { asObject } from './body.ts';
import { type Context, nothing, ok, type RestRequest, type Route } from './context.ts';
import { refusals } from './errors.ts';
import { postAs } from './interaction-routes.ts';
import { checkMessage, FLAG } from './message-rules.ts';
import { editMessage, toApiMessage } from './messages.ts';
import type { FakeInteraction, FakeMessage } from './world.ts';

/** "Interaction tokens are valid for 15 minutes": https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
const TOKEN_LIVES_MS = 15 * 60_000;

const PATH = '/webhooks/:application/:token';

export const webhookRoutes: readonly Route[] = [
  { method: 'POST', path: PATH, open: true, answer: followUp },
  { method: 'GET', path: `${PATH}/messages/:message`, open: true, answer: (context, request) => ok(toApiMessage(context.world, theMessage(context, request))) },
  { method: 'PATCH', path: `${PATH}/messages/:message`, open: true, answer: edit },
  { method: 'DELETE', path: `${PATH}/messages/:message`, open: true, answer: remove },
];

/** The interaction a token belongs to, once it was answered: before that there is no webhook. */
function theInteraction({ world }: Context, { params }: RestRequest): FakeInteraction {
  const interaction = world.interactions.find(({ token }) => token === params.token);
  if (interaction === undefined || params.application !== world.applicationId) throw refusals.unknownWebhook();
  if (world.now() - interaction.sentAt > TOKEN_LIVES_MS) throw refusals.invalidWebhookToken();
  if (interaction.response === undefined) throw refusals.unknownWebhook();
  return interaction;
}

function theMessage(context: Context, request: RestRequest): FakeMessage {
  const interaction = theInteraction(context, request);
  const wanted = request.params.message;
  const own = [interaction.original, ...interaction.followUps].filter((message) => message !== undefined);
  const message = wanted === '@original' ? interaction.original : own.find(({ id }) => id === wanted);
  if (message === undefined || message.deleted) throw refusals.unknownMessage();
  return message;
}

/** Right after a deferral this edits the original: https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message */
function followUp(context: Context, request: RestRequest) {
  const interaction = theInteraction(context, request);
  const body = asObject(request.body.json);
  checkMessage('followUp', body, request.body.files);
  if (interaction.original?.loading === true) return ok(toApiMessage(context.world, change(context, interaction.original, request)));
  const ephemeral = (Number(body.flags ?? 0) & FLAG.ephemeral) !== 0;
  const message = postAs(context, interaction, body, request.body.files, { ephemeral, loading: false });
  interaction.followUps.push(message);
  return ok(toApiMessage(context.world, message));
}

function edit(context: Context, request: RestRequest) {
  const message = theMessage(context, request);
  checkMessage('editFollowUp', asObject(request.body.json), request.body.files, message);
  return ok(toApiMessage(context.world, change(context, message, request)));
}

function change(context: Context, message: FakeMessage, request: RestRequest): FakeMessage {
  editMessage(context.world, context.fileUrl(), message, asObject(request.body.json), request.body.files);
  announce(context, 'MESSAGE_UPDATE', message);
  return message;
}

function remove(context: Context, request: RestRequest) {
  const message = theMessage(context, request);
  message.deleted = true;
  announce(context, 'MESSAGE_DELETE', message);
  return nothing();
}
