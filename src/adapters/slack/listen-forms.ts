import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import { destinationOf } from './deliver.ts';
import type { Desk } from './desk.ts';
import { errorsBeside, FORM, submissionOf } from './forms.ts';
import { withGivenFiles } from './given-files.ts';
import { asked, placeOfForm, workspaceOf } from './requests.ts';
import { viewSubmission } from './schemas.ts';
import { unreadable } from './unreadable.ts';

/** Slack waits three seconds for what is wrong with a form; after two we close it, and answer when we can. */
const ERRORS_WITHIN_MS = 2_000;

/** A filled-in form runs its command. What is wrong stands beside the field, and the form stays open. */
export function listenForForms(app: App, desk: Desk): void {
  app.view({ callback_id: FORM, type: 'view_submission' }, async ({ ack, body, client }) => {
    const parsed = viewSubmission.safeParse(body);
    const submission = parsed.success ? submissionOf(parsed.data.view, desk.steward.commands) : undefined;
    if (!parsed.success || submission === undefined) {
      await ack();
      return unreadable('form', desk.log);
    }
    const place = placeOfForm(parsed.data.user.id, submission.place);
    const { command, args, files } = submission;
    const questionWith = (given: typeof args) => asked({ kind: 'command', name: command.name, args: given }, workspaceOf(parsed.data), place, desk.timeZone);
    await desk.guarded(
      async () => {
        const destination = destinationOf(place, client);
        const question = withGivenFiles(args, files, client, desk.log).then(questionWith);
        const running = question.then((asking) => desk.run(asking, destination));
        const soon = await Promise.race([running, sleep(ERRORS_WITHIN_MS, undefined, { ref: false })]);
        const errors = soon?.status === 'refused' ? errorsBeside(command, soon.reply.data) : {};
        if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
        await ack();
        await desk.send(await running, await question, destination);
      },
      place,
      client,
    );
  });
}
