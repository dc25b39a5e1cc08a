import type { App, webApi } from '@slack/bolt';
import type { Desk } from './desk.ts';
import { type FormPlace, formView, isIncomplete } from './forms.ts';
import { asked, fromMessageShortcut, fromSlashCommand, type Place, workspaceOf } from './requests.ts';
import { globalShortcut, messageShortcut, slashCommand } from './schemas.ts';
import { shortcutCommand, wordsField } from './shortcuts.ts';
import { startOf } from './slash.ts';
import { unreadable } from './unreadable.ts';

/** Slash commands and shortcuts. A command without what it needs opens its form. */
export function listenForCommands(app: App, desk: Desk): void {
  app.command(/.*/, async ({ ack, body, client }) => {
    await ack();
    const parsed = slashCommand.safeParse(body);
    if (!parsed.success) return unreadable('slash command', desk.log);
    const question = fromSlashCommand(parsed.data, desk.timeZone, desk.steward.commands);
    const { said } = question.request;
    const start = said.kind === 'line' ? startOf(said.text, desk.steward.commands) : undefined;
    if (start === undefined || !isIncomplete(start.command, start.rest)) return desk.answer(question, client, parsed.data.trigger_id);
    const view = formView(start.command, formPlaceOf(question.place));
    return openForm(view, parsed.data.trigger_id, question.place, client, desk);
  });

  app.shortcut({ type: 'message_action' }, async ({ ack, body, client }) => {
    await ack();
    const parsed = messageShortcut.safeParse(body);
    if (!parsed.success) return unreadable('message shortcut', desk.log);
    const { words, place } = fromMessageShortcut(parsed.data);
    const wanted = shortcutCommand(parsed.data.callback_id, desk.steward.commands);
    if (wanted === undefined) return desk.say('That shortcut is not one of mine any more.', place, client);
    if (words === '') return desk.say('That message has no words that I can read.', place, client);
    const { command, asks } = wanted;
    const field = wordsField(command);
    const args = field === undefined ? {} : { [field]: words };
    if (!asks) return desk.answer(asked({ kind: 'command', name: command.name, args }, workspaceOf(parsed.data), place, desk.timeZone), client);
    const view = formView(command, formPlaceOf(place), { defaults: args });
    return openForm(view, parsed.data.trigger_id, place, client, desk);
  });

  app.shortcut({ type: 'shortcut' }, async ({ ack, body, client }) => {
    await ack();
    const parsed = globalShortcut.safeParse(body);
    if (!parsed.success) return unreadable('global shortcut', desk.log);
    const wanted = shortcutCommand(parsed.data.callback_id, desk.steward.commands);
    const place = { person: parsed.data.user.id, isDirect: true };
    if (wanted === undefined) return desk.say('That shortcut is not one of mine any more.', place, client);
    return openForm(formView(wanted.command, {}), parsed.data.trigger_id, place, client, desk);
  });
}

export const formPlaceOf = ({ channel, thread, responseUrl }: Place): FormPlace => ({ channel, thread, responseUrl });

/** Opens a form; a trigger is good for three seconds, so nothing is done before it. */
export const openForm = (view: ReturnType<typeof formView>, trigger_id: string, place: Place, client: webApi.WebClient, desk: Desk): Promise<void> =>
  desk.guarded(async () => void (await client.views.open({ trigger_id, view })), place, client);
