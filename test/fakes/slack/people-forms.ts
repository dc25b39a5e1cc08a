/** Acting as a person in modals and menus. */
import { z } from 'zod';
import { elementsOf, type Found, findElement, initialState, isEmpty, stateOf } from './elements.ts';
import { channelOf } from './method.ts';
import * as payloads from './payloads.ts';
import { act, actorOf, actsOn, blocksOf, liveView, type Surface, shown, viaOf, type World } from './people.ts';
import { issueTrigger, type State, teamOf } from './state.ts';
import type { ActOptions, AttachedFile, Delivery, Json } from './types.ts';
import { attach } from './uploads.ts';
import { closeView } from './views.ts';

/** What a person put into a form, by block id or action id. `null` empties a field. */
export type Values = Readonly<Record<string, string | number | readonly string[] | AttachedFile | null>>;

export interface Suggestion {
  readonly text: string;
  readonly value: string;
}

const inputsOf = (view: Json): Found[] => elementsOf(view.blocks).filter(({ block }) => block.type === 'input');

/** Slack's client holds a form back whose required fields are empty, or whose text is too long or too short. */
function checkInput({ block, element, blockId }: Found, state: Json): void {
  if (isEmpty(state) && block.optional !== true) throw new Error(`Slack holds the form back: ${blockId} is required`);
  const { value } = state;
  if (typeof value !== 'string' || isEmpty(state)) return;
  if (value.length > Number(element.max_length ?? 3000) || value.length < Number(element.min_length ?? 0))
    throw new Error(`Slack holds the form back: length of ${blockId}`);
  if (element.type === 'number_input' && !(element.is_decimal_allowed === true ? /^-?\d+([.]\d+)?$/ : /^-?\d+$/).test(value))
    throw new Error(`Slack holds the form back: ${blockId} is not a number`);
}

/** Slack's client offers only files of the kinds asked for, and takes at most 10 MB: https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
function attachTo(state: State, { element, blockId }: Found, file: AttachedFile): Json {
  const kinds = z.array(z.string()).optional().parse(element.filetypes);
  if (kinds !== undefined && !kinds.some((kind) => file.name.toLowerCase().endsWith(`.${kind}`)))
    throw new Error(`Slack does not offer ${file.name} for ${blockId}`);
  if (file.bytes.length > 10 * 1024 * 1024) throw new Error(`Slack holds the form back: ${blockId} is over 10 MB`);
  return { type: 'file_input', files: [attach(state, file)] };
}

const isFile = (value: Values[string] | undefined): value is AttachedFile => typeof value === 'object' && value !== null && 'bytes' in value;

function fillIn(state: State, view: Json, values: Values): Json {
  const inputs = inputsOf(view);
  const known = inputs.flatMap(({ blockId, element }) => [blockId, String(element.action_id)]);
  const strays = Object.keys(values).filter((key) => !known.includes(key));
  if (strays.length > 0) throw new Error(`The form has no field ${strays.join(', ')}; it has ${known.join(', ')}`);
  const entries = inputs.map((found) => {
    const id = String(found.element.action_id);
    const value = found.blockId in values ? values[found.blockId] : values[id];
    const filled = isFile(value) ? attachTo(state, found, value) : value === undefined ? initialState(found.element) : stateOf(found.element, value);
    checkInput(found, filled);
    return [found.blockId, { [id]: filled }] as const;
  });
  return { values: Object.fromEntries(entries) };
}

/** Fills in the modal and presses its submit button. Returns when the app acknowledged; `delivery.ack` holds errors beside fields. */
export function submitView(world: World, viewId: string, values: Values = {}, options: ActOptions = {}): Promise<Delivery> {
  const { state, courier } = world;
  const view = liveView(state, viewId);
  if (view.submit === null && inputsOf(view).length === 0) throw new Error(`View ${viewId} has no submit button`);
  const actor = actorOf(state, actsOn(state, viewId, options));
  const trigger_id = issueTrigger(state, { team: actor.team, person: actor.person.id, channel: undefined, view: viewId });
  const payload = payloads.interaction(state, actor, 'view_submission', {
    trigger_id,
    view: { ...view, state: fillIn(state, view, values) },
    response_urls: [],
  });
  return courier.deliver({ kind: 'interactive', via: viaOf(world, options), payload });
}

/** Closes the modal. The app hears of it only when it asked to with `notify_on_close`. */
export async function dismissView(world: World, viewId: string, options: ActOptions = {}): Promise<Delivery | undefined> {
  const { state, courier } = world;
  const view = liveView(state, viewId);
  const actor = actorOf(state, actsOn(state, viewId, options));
  closeView(state, viewId);
  if (view.notify_on_close !== true) return undefined;
  const payload = payloads.interaction(state, actor, 'view_closed', { view, is_cleared: false });
  return courier.deliver({ kind: 'interactive', via: viaOf(world, options), payload });
}

/** Chooses in a menu of a message or view, by value or label. */
export function choose(world: World, surface: Surface, actionId: string, value: string | readonly string[], options: ActOptions = {}): Promise<Delivery> {
  const found = findElement(blocksOf(world.state, surface), actionId);
  const { type: _, ...done } = stateOf(found.element, value);
  return act(world, surface, found, done, options);
}

/** The newest surface that has the menu. */
function surfaceWith(state: State, actionId: string, blockId: string): { readonly surface: Surface; readonly found: Found } {
  const surfaces: Surface[] = [...[...state.live.keys()].reverse(), ...state.messages.filter(({ deleted }) => !deleted).reverse()];
  for (const surface of surfaces) {
    const found = elementsOf(blocksOf(state, surface)).find((each) => each.element.action_id === actionId && each.blockId === blockId);
    if (found !== undefined) return { surface, found };
  }
  throw new Error(`No menu with action id ${actionId} in block ${blockId} is shown`);
}

const choice = z.looseObject({ text: z.looseObject({ text: z.string() }), value: z.string() });
const answered = z.looseObject({ options: z.array(choice).optional(), option_groups: z.array(z.looseObject({ options: z.array(choice) })).optional() });

function suggestionsIn(ack: unknown): Suggestion[] {
  const { options = [], option_groups = [] } = answered.safeParse(ack).data ?? {};
  return [...options, ...option_groups.flatMap((group) => group.options)].map(({ text, value }) => ({ text: text.text, value }));
}

/** Types into a menu whose options come from the app. Slack asks only when enough was typed (`min_query_length`, 3 unless said). */
export async function typeAhead(
  world: World,
  actionId: string,
  blockId: string,
  value: string,
  options: ActOptions = {},
): Promise<Delivery & { readonly options: readonly Suggestion[] }> {
  const { state, courier } = world;
  const { surface, found } = surfaceWith(state, actionId, blockId);
  if (!String(found.element.type).includes('external')) throw new Error(`${actionId} is a ${String(found.element.type)}: Slack does not ask for its options`);
  if (value.length < Number(found.element.min_query_length ?? 3))
    throw new Error(`Slack does not ask before ${Number(found.element.min_query_length ?? 3)} characters`);
  const actor = actorOf(state, actsOn(state, surface, options));
  const place =
    typeof surface === 'string'
      ? payloads.viewSurface(liveView(state, surface))
      : payloads.messageSurface(surface, channelOf({ state, team: teamOf(state, actor.team), token: undefined }, surface.channel), shown(state, surface));
  const payload = payloads.interaction(state, actor, 'block_suggestion', { action_id: actionId, block_id: blockId, value, ...place });
  const delivery = await courier.deliver({ kind: 'interactive', via: viaOf(world, options), payload });
  return Object.assign(delivery, { options: suggestionsIn(delivery.ack) });
}
