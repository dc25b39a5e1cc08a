import type { App, webApi } from '@slack/bolt';
import type { z } from 'zod';
import type { Desk } from './desk.ts';
import { SUGGEST } from './form-inputs.ts';
import { formView, formWanted, isIncomplete } from './forms.ts';
import { HOME_SEARCH } from './home.ts';
import { formPlaceOf, openForm } from './listen-commands.ts';
import { showHome } from './listen-home.ts';
import { OPEN_FORM, RUN, SHARE } from './render-buttons.ts';
import { asked, placeOfAction, workspaceOf } from './requests.ts';
import { decodeSaid } from './said.ts';
import { blockActions, blockSuggestion } from './schemas.ts';
import { share } from './share.ts';
import { startOf } from './slash.ts';
import { suggestionsFor } from './suggestions.ts';
import { unreadable } from './unreadable.ts';

type Press = z.infer<typeof blockActions>;

/** Buttons, menus and type-ahead. */
export function listenForActions(app: App, desk: Desk): void {
  app.action(/.*/, async ({ ack, body, client }) => {
    await ack();
    const parsed = blockActions.safeParse(body);
    if (!parsed.success) return unreadable('press', desk.log);
    return pressed(parsed.data, client, desk);
  });

  app.options(/.*/, async ({ ack, body }) => {
    const parsed = blockSuggestion.safeParse(body);
    if (!parsed.success) unreadable('type-ahead', desk.log);
    await ack({ options: parsed.success ? await suggestionsFor(parsed.data.action_id, parsed.data.value, desk.steward) : [] });
  });
}

/** A button is a command line, run as the person who pressed it; without what its command needs it opens the form. */
async function pressed(body: Press, client: webApi.WebClient, desk: Desk): Promise<void> {
  const [{ action_id, value }] = body.actions;
  const place = placeOfAction(body);
  const line = (value ?? '').trim();
  if (line === '' || action_id.startsWith(SUGGEST)) return;
  const question = asked({ kind: 'line', text: line }, workspaceOf(body), place, desk.timeZone);
  if (action_id === HOME_SEARCH || (body.view?.type === 'home' && action_id.startsWith(RUN))) return showHome(question, client, desk);
  if (action_id.startsWith(RUN)) {
    const start = startOf(line, desk.steward.commands);
    if (start === undefined || !isIncomplete(start.command, start.rest)) return desk.answer(question, client, body.trigger_id);
    return openForm(formView(start.command, formPlaceOf(place)), body.trigger_id, place, client, desk);
  }
  if (action_id === OPEN_FORM) return openAsked(line, body, client, desk);
  if (action_id !== SHARE) return;
  const said = decodeSaid(line);
  if (said !== undefined) await share(asked(said, workspaceOf(body), place, desk.timeZone), client, desk);
}

async function openAsked(value: string, body: Press, client: webApi.WebClient, desk: Desk): Promise<void> {
  const place = placeOfAction(body);
  const wanted = formWanted(value);
  const command = desk.steward.commands.find(({ name }) => name === wanted?.command);
  if (wanted === undefined || command === undefined) return desk.say('That form is not there any more. Say `help` for what there is.', place, client);
  return openForm(formView(command, formPlaceOf(place), wanted), body.trigger_id, place, client, desk);
}
