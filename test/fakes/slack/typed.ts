import type { State } from './state.ts';

const REFERENCE = /<(?:[@#!]|https?:|mailto:)[^<>]*>/u;

/**
 * What Slack makes of what somebody typed: the channels and people in it become references, the rest is escaped.
 * A name that is nobody's stays as it is typed. https://docs.slack.dev/interactivity/implementing-slash-commands#creating_commands
 */
export const asSent = (state: State, team: string, typed: string): string =>
  typed
    .split(/(<[^<>]*>)/u)
    .map((piece) =>
      REFERENCE.test(piece) ? piece : escaped(piece).replace(/(?<![\w&])([#@])([\w-]+)/gu, (whole, sign, name) => reference(state, team, sign, name) ?? whole),
    )
    .join('');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function reference(state: State, team: string, sign: string, name: string): string | undefined {
  if (sign === '@') {
    const person = state.people.find((each) => each.name === name);
    return person === undefined ? undefined : `<@${person.id}|${person.name}>`;
  }
  const channel = state.places.find(`#${name}`, team);
  return channel === undefined || channel.kind === 'im' ? undefined : `<#${channel.id}|${channel.name}>`;
}
