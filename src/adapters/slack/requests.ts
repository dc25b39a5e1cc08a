import type { z } from 'zod';
import type { CommandInfo } from '../../core/command.ts';
import type { Request, Said } from '../../core/request.ts';
import { unescaped } from './escape.ts';
import type { FormPlace } from './forms.ts';
import type { Actor, blockActions, messageShortcut, slashCommand, spoken } from './schemas.ts';
import { lineOf, startOf } from './slash.ts';

/** Where an answer goes. Without a channel it goes to the person alone. */
export interface Place {
  readonly person: string;
  readonly channel?: string | undefined;
  readonly thread?: string | undefined;
  readonly responseUrl?: string | undefined;
  /** A conversation of two: there is nobody to hide an answer from. */
  readonly isDirect: boolean;
}

/** What was asked, and where the answer goes. */
export interface Asked {
  readonly request: Request;
  readonly place: Place;
}

/** Everyone in a workspace may ask. */
const ROLES = ['organiser'] as const;
/** Slack's payloads do not carry a locale. */
const LOCALE = 'en-GB';

export function asked(said: Said, workspace: string, place: Place, timeZone: string): Asked {
  const request: Request = {
    person: { id: place.person, roles: ROLES },
    place: { platform: 'slack', workspace, channel: place.channel ?? place.person },
    said,
    locale: LOCALE,
    timeZone,
  };
  return { request, place };
}

/** Ids of direct conversations begin with D. https://docs.slack.dev/reference/objects/conversation-object */
const isDirect = (channel: string): boolean => channel.startsWith('D');

const line = (text: string): Said => ({ kind: 'line', text });

/** The line that somebody typed. Who is named in it stays named only where its command takes people. */
function typed(text: string, commands: readonly CommandInfo[], lineFrom: (words: string) => string): Said {
  const unnamed = lineFrom(unescaped(text));
  return line(startOf(unnamed, commands)?.command.takesPeople === true ? lineFrom(unescaped(text, true)) : unnamed);
}

export function fromSlashCommand(body: z.infer<typeof slashCommand>, timeZone: string, commands: readonly CommandInfo[]): Asked {
  const { user_id: person, channel_id: channel, response_url: responseUrl } = body;
  const said = typed(body.text, commands, (words) => lineOf(body.command, words));
  return asked(said, body.team_id, { person, channel, responseUrl, isDirect: isDirect(channel) }, timeZone);
}

/** Without a word Steward says what it can do. */
const orHelp = (words: string): string => words.trim() || 'help';

/** A mention; what names the app itself is not part of the question. */
export function fromMention({ team_id: workspace, event }: z.infer<typeof spoken>, timeZone: string, commands: readonly CommandInfo[]): Asked {
  const said = typed(event.text.replace(/<@[A-Z0-9]+(?:\|[^>]*)?>/u, ' '), commands, orHelp);
  const place = { person: event.user, channel: event.channel, thread: event.thread_ts, isDirect: isDirect(event.channel) };
  return asked(said, workspace, place, timeZone);
}

/** Plain words in a direct message, answered under them, as agents do: https://docs.slack.dev/ai/developing-agents */
export function fromDirectMessage({ team_id: workspace, event }: z.infer<typeof spoken>, timeZone: string, commands: readonly CommandInfo[]): Asked {
  const place = { person: event.user, channel: event.channel, thread: event.thread_ts ?? event.ts, isDirect: true };
  return asked(typed(event.text, commands, orHelp), workspace, place, timeZone);
}

/** The words of the message that a shortcut was used on, and where it was. */
export function fromMessageShortcut(body: z.infer<typeof messageShortcut>): { words: string; place: Place } {
  const { channel, message, response_url: responseUrl } = body;
  const place = { person: body.user.id, channel: channel.id, thread: message.thread_ts, responseUrl, isDirect: isDirect(channel.id) };
  return { words: unescaped(message.text).trim(), place };
}

/** Where a button was pressed. A private message in a conversation of two was private for a reason: so is its answer. */
export function placeOfAction(body: z.infer<typeof blockActions>): Place {
  const { channel, container, message, response_url: responseUrl } = body;
  const place = { person: body.user.id, responseUrl };
  if (channel === undefined) return { ...place, isDirect: true };
  const thread = container.thread_ts ?? message?.thread_ts;
  return { ...place, channel: channel.id, thread, isDirect: isDirect(channel.id) && container.is_ephemeral !== true };
}

export const placeOfForm = (person: string, { channel, thread, responseUrl }: FormPlace): Place => ({
  person,
  channel,
  thread,
  responseUrl,
  isDirect: channel === undefined || isDirect(channel),
});

export const workspaceOf = ({ team, user, enterprise }: Actor): string => team?.id ?? user.team_id ?? enterprise?.id ?? 'unknown';
