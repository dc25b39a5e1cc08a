/** What Slack does with the body of an acknowledgement. */
import { z } from 'zod';
import { checkSuggestions } from './block-kit.ts';
import { addMessage, checkContent } from './messages.ts';
import { Refused } from './refusal.ts';
import { type LiveView, refuse, type State } from './state.ts';
import type { Delivery, Json } from './types.ts';
import { closeStack, closeView, openView, replaceView } from './views.ts';

const object = z.record(z.string(), z.unknown());
const content = z.looseObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  response_type: z.string().optional(),
});
const command = z.looseObject({ team_id: z.string(), channel_id: z.string(), user_id: z.string() });

/** An acknowledgement of a slash command may carry a message. */
function answerCommand(state: State, { payload, ack }: Delivery): void {
  const body = content.safeParse(typeof ack === 'string' ? { text: ack } : ack);
  const empty = !body.success || (body.data.text === undefined && body.data.blocks === undefined && body.data.attachments === undefined);
  if (empty) return;
  const from = command.parse(payload);
  const ephemeralFor = body.data.response_type === 'in_channel' ? undefined : from.user_id;
  addMessage(state, { team: from.team_id, channel: from.channel_id, via: 'ack', ephemeralFor }, checkContent(body.data, false));
}

const submission = z.looseObject({ view: z.looseObject({ id: z.string(), blocks: z.array(z.looseObject({ block_id: z.string() })) }) });
const errors = z.looseObject({ errors: z.record(z.string(), z.string().min(1)) });

function checkErrors(action: Json, view: Submitted): void {
  const parsed = errors.safeParse(action);
  if (!parsed.success) throw new Refused('invalid_arguments', ['errors must be strings by block_id']);
  const inputs = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  const strays = Object.keys(parsed.data.errors).filter((id) => !inputs.includes(id));
  if (strays.length > 0 || Object.keys(parsed.data.errors).length === 0)
    throw new Refused('invalid_arguments', [`no input block has the block_id ${strays.join(', ')}`]);
}

type Submitted = z.infer<typeof submission>['view'];

const RESPONSE_ACTIONS: Readonly<Record<string, (state: State, live: LiveView, action: Json, view: Submitted) => void>> = {
  clear: (state, live) => closeStack(state, live.id),
  errors: (_, __, action, view) => checkErrors(action, view),
  update: (state, live, action) => void replaceView(state, live, action.view, 'updated'),
  push: (state, { team, person, stack }, action) => void openView(state, { view: action.view, team, person, how: 'pushed', stack }),
};

/** https://docs.slack.dev/surfaces/modals: an empty acknowledgement closes the view. */
function answerSubmission(state: State, { payload, ack }: Delivery): void {
  const { view } = submission.parse(payload);
  const live = state.live.get(view.id);
  const action = object.safeParse(ack).data ?? {};
  if (live === undefined) return;
  const carryOut = RESPONSE_ACTIONS[String(action.response_action)];
  if (carryOut !== undefined) carryOut(state, live, action, view);
  else if (action.response_action === undefined) closeView(state, view.id);
  else throw new Refused('invalid_arguments', ['unknown response_action']);
}

function checkOptions({ ack }: Delivery): void {
  const messages = checkSuggestions(ack);
  if (messages.length > 0) throw new Refused('invalid_options', messages);
}

/** Does what the acknowledgement asks for. What Slack would not take is recorded as a refusal: Slack shows the person an error. */
export function applyAck(state: State, delivery: Delivery): void {
  try {
    if (delivery.kind === 'slash_commands') answerCommand(state, delivery);
    if (delivery.payload.type === 'view_submission') answerSubmission(state, delivery);
    if (delivery.payload.type === 'block_suggestion') checkOptions(delivery);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refuse(state, `ack of ${String(delivery.payload.type ?? delivery.kind)}`, error.code, error.messages);
  }
}
