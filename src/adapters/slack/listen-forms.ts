import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import type { CommandInfo } from '../../core/command.ts';
import { type Form, filledIn } from '../../core/form.ts';
import { type Block, text } from '../../core/reply.ts';
import type { Outcome } from '../../core/steward.ts';
import { destinationOf } from './deliver.ts';
import type { Desk } from './desk.ts';
import { errorsBeside, FORM, leftOut, submissionOf } from './forms.ts';
import { withGivenFiles } from './given-files.ts';
import { asked, placeOfForm, workspaceOf } from './requests.ts';
import { viewSubmission } from './schemas.ts';
import { unreadable } from './unreadable.ts';

/** Slack waits three seconds for what is wrong with a form; after two we close it, and answer when we can. */
const ERRORS_WITHIN_MS = 2_000;

/** A form that was closed before it was known to be wrong is offered again, as it was filled in. */
function correctable({ status, reply }: Outcome, { name, fields }: CommandInfo, args: Readonly<Record<string, unknown>>): Outcome {
  const form: Form = { title: 'Correct it', command: name, fields: filledIn(fields, args) };
  const blocks = [...reply.blocks.filter(({ kind }) => kind !== 'form'), ...drawLeftOut(form), { kind: 'form', form } as const];
  return { status, reply: { ...reply, blocks } };
}

const drawLeftOut = (form: Form): Block[] =>
  leftOut(form).flatMap((words) => [text('This is too long for a button to keep. Copy it into the form:'), text(words)]);

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
        const outcome = await running;
        await desk.send(outcome.status === 'refused' ? correctable(outcome, command, args) : outcome, await question, destination);
      },
      place,
      client,
    );
  });
}
