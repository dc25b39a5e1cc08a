/** https://docs.slack.dev/reference/methods: views.* */
import { z } from 'zod';
import { json, type Method, method } from './method.ts';
import { Refused } from './refusal.ts';
import { now, type Origin, type State } from './state.ts';
import { closeStack, currentView, openView, replaceView } from './views.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction: a trigger id is good for 3 seconds and once. */
const TRIGGER_MS = 3_000;

function useTrigger(state: State, id: string): Origin {
  const trigger = state.triggers.get(id);
  if (trigger === undefined) throw new Refused('invalid_trigger_id');
  if (trigger.uses > 0) throw new Refused('exchanged_trigger_id');
  if (now(state) - trigger.issuedAt > TRIGGER_MS) throw new Refused('expired_trigger_id');
  trigger.uses += 1;
  return trigger;
}

const byTrigger = z.looseObject({ trigger_id: z.string(), view: json });

/** Opening a modal from within a modal replaces the whole stack of views. */
const open = method({}, byTrigger, ({ trigger_id, view }, { state, team }) => {
  const trigger = useTrigger(state, trigger_id);
  const opened = openView(state, { view, team: team.id, person: trigger.person, how: 'opened', stack: [] });
  if (trigger.view !== undefined) closeStack(state, trigger.view);
  return { view: opened };
});

const push = method({}, byTrigger, ({ trigger_id, view }, { state, team }) => {
  const trigger = useTrigger(state, trigger_id);
  const under = trigger.view === undefined ? undefined : state.live.get(trigger.view);
  if (under === undefined) throw new Refused('not_found');
  return { view: openView(state, { view, team: team.id, person: trigger.person, how: 'pushed', stack: under.stack }) };
});

const updateArgs = z.looseObject({ view: json, view_id: z.string().optional(), external_id: z.string().optional(), hash: z.string().optional() });
const update = method({}, updateArgs, ({ view, view_id, external_id, hash }, { state, team }) => {
  if (view_id === undefined && external_id === undefined) throw new Refused('invalid_arguments', ['[ERROR] missing required field: view_id']);
  const live = view_id === undefined ? currentView(state, (body) => body.external_id === external_id) : state.live.get(view_id);
  if (live === undefined || live.team !== team.id) throw new Refused('not_found');
  if (hash !== undefined && hash !== live.hash) throw new Refused('hash_conflict');
  return { view: replaceView(state, live, view, 'updated') };
});

const publish = method({}, z.looseObject({ user_id: z.string(), view: json, hash: z.string().optional() }), ({ user_id, view, hash }, { state, team }) => {
  if (!state.people.some(({ id }) => id === user_id)) throw new Refused('user_not_found');
  const live = currentView(state, (body, { person }) => body.type === 'home' && person === user_id && body.team_id === team.id);
  if (live === undefined) return { view: openView(state, { view, team: team.id, person: user_id, how: 'published', stack: [] }) };
  if (hash !== undefined && hash !== live.hash) throw new Refused('hash_conflict');
  return { view: replaceView(state, live, view, 'published') };
});

export const viewMethods: Readonly<Record<string, Method>> = { 'views.open': open, 'views.push': push, 'views.update': update, 'views.publish': publish };
