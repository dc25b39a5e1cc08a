/** Modals and Home tabs as Slack keeps them. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { checkView } from './block-kit.ts';
import { withIds } from './messages.ts';
import { Refused } from './refusal.ts';
import { changed, type LiveView, nextId, now, type State, teamOf } from './state.ts';
import type { Json, ViewRecord } from './types.ts';

/** https://docs.slack.dev/surfaces/modals: three views at most in a stack. */
const STACK_LIMIT = 3;
/** https://docs.slack.dev/reference/methods/views.open: `view_too_large` over 250 kB. */
const VIEW_BYTES = 250_000;

const anyView = z.looseObject({ type: z.string(), blocks: z.array(z.unknown()).optional() });

function checkedView(view: unknown, kind: 'modal' | 'home') {
  const messages = checkView(view, kind);
  if (messages.length > 0)
    throw new Refused(
      'invalid_arguments',
      messages.map((message) => `[ERROR] ${message}`),
    );
  if (JSON.stringify(view).length > VIEW_BYTES) throw new Refused('view_too_large');
  return anyView.parse(view);
}

interface NewView {
  readonly view: unknown;
  readonly team: string;
  readonly person: string;
  readonly how: ViewRecord['how'];
  /** The stack to lie on; an empty one for a view of its own. */
  readonly stack: string[];
}

/** The view with everything Slack adds to it. */
function complete(state: State, view: z.infer<typeof anyView>, live: Pick<LiveView, 'id' | 'team' | 'stack' | 'hash'>): Json {
  const below = live.stack[live.stack.indexOf(live.id) - 1];
  return {
    close: null,
    submit: null,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    ...view,
    id: live.id,
    team_id: live.team,
    app_id: state.appId,
    bot_id: teamOf(state, live.team).botId,
    app_installed_team_id: live.team,
    blocks: withIds(view.blocks ?? []),
    state: { values: {} },
    hash: live.hash,
    root_view_id: live.stack[0] ?? live.id,
    previous_view_id: below ?? null,
  };
}

const newHash = (state: State): string => `${Math.floor(now(state) / 1000)}.${randomUUID().slice(0, 8)}`;

function keep(state: State, live: LiveView, how: ViewRecord['how']): Json {
  state.live.set(live.id, live);
  state.views.push({ id: live.id, how, person: live.person, view: live.body });
  changed(state);
  return live.body;
}

const externalIdTaken = (state: State, externalId: unknown, except?: string): boolean =>
  typeof externalId === 'string' && externalId !== '' && [...state.live.values()].some(({ id, body }) => id !== except && body.external_id === externalId);

export function openView(state: State, { view, team, person, how, stack }: NewView): Json {
  const checked = checkedView(view, how === 'published' ? 'home' : 'modal');
  if (stack.length >= STACK_LIMIT) throw new Refused('push_limit_reached');
  if (externalIdTaken(state, checked.external_id)) throw new Refused('duplicate_external_id');
  const live = { id: nextId(state, 'V'), team, stack, hash: newHash(state) };
  stack.push(live.id);
  return keep(state, { ...live, person, body: complete(state, checked, live) }, how);
}

export function replaceView(state: State, old: LiveView, view: unknown, how: ViewRecord['how']): Json {
  const checked = checkedView(view, old.body.type === 'home' ? 'home' : 'modal');
  if (externalIdTaken(state, checked.external_id, old.id)) throw new Refused('duplicate_external_id');
  const live = { ...old, hash: newHash(state) };
  return keep(state, { ...live, body: complete(state, checked, live) }, how);
}

export const currentView = (state: State, matches: (body: Json, live: LiveView) => boolean): LiveView | undefined =>
  [...state.live.values()].findLast((live) => matches(live.body, live));

/** Closes the topmost view of the stack, which shows the one below. */
export function closeView(state: State, id: string): void {
  const live = state.live.get(id);
  if (live === undefined) return;
  live.stack.splice(live.stack.indexOf(id), 1);
  state.live.delete(id);
  changed(state);
}

/** Closes every view of the stack that `id` lies in. */
export function closeStack(state: State, id: string): void {
  for (const each of [...(state.live.get(id)?.stack ?? [])]) closeView(state, each);
}
