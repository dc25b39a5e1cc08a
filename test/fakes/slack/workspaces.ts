/** What a test makes of the world before, or while, the app lives in it: workspaces, places, people, and what becomes of them. */
import { directMessage, type State, TEAM, teamNamed } from './state.ts';
import type { Channel, SlackPerson, Team } from './types.ts';

/** Another workspace that has the app. `token` is its bot token. */
export function addWorkspace(state: State, id: string): Team & { readonly token: string } {
  const team = teamNamed(state, id);
  const token = `xoxb-${id}-added`;
  state.teams.set(id, team);
  state.installations.set(token, { team: id, kind: 'bot', expiresAt: undefined, revoked: undefined });
  return { ...team, token };
}

export function addChannel(state: State, channel: Channel): Channel {
  state.places.add(channel);
  return channel;
}

/** Somebody new, and the app's conversation with them. */
export function addPerson(state: State, person: SlackPerson, team?: string): Channel {
  state.people.push(person);
  return addChannel(state, directMessage(person, team));
}

/** What becomes of somebody: an administrator, or none any more. */
export function changePerson(state: State, id: string, what: Partial<SlackPerson>): void {
  const at = state.people.findIndex((person) => person.id === id);
  const person = state.people[at];
  if (person === undefined) throw new Error(`The fake Slack has no person ${id}`);
  state.people[at] = { ...person, ...what };
}

/** A user group with these people, in the place of the one of that id. */
export const setUserGroup = (state: State, id: string, users: readonly string[], team = TEAM.id): void => void state.userGroups.set(id, { id, team, users });

/** The channel is archived, deleted, read-only, or the app is put out of it. */
export const changeChannel = (state: State, id: string, what: Parameters<State['places']['change']>[1]): void => state.places.change(id, what);

/** The bot tokens of the workspace stop working. */
export function revoke(state: State, team: string, answer: 'account_inactive' | 'token_revoked' = 'token_revoked'): void {
  for (const installation of state.installations.values()) if (installation.team === team && installation.kind === 'bot') installation.revoked = answer;
}
