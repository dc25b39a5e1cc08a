import { z } from 'zod';
import { describeMoment } from '../src/calendar/schedule.ts';
import { type Command, defineCommand } from '../src/core/command.ts';
import { type Block, button, buttons, facts, privately, type Reply, text } from '../src/core/reply.ts';
import { settledNotice } from '../src/reminders/notice.ts';
import type { Reminder } from '../src/reminders/reminder.ts';
import { afterDone, paused, resumed, snoozed, stopped } from '../src/reminders/showing.ts';
import { historyBlocks } from './history.ts';
import { answer, idAndRest, named, prefilled, type Run } from './one-reminder.ts';
import { putOffTo } from './put-off-to.ts';
import { reminderButtons, reminderData, reminderFacts } from './reminder-blocks.ts';
import { change } from './reminder-change.ts';
import type { Services } from './services.ts';
import { SHORT_NAME, SHORT_NAME_FIRST } from './short-name.ts';

/** What is done to a reminder, as it is found and whether what was shown last still waits for an answer, and what is said of it. */
interface Done {
  readonly before: Reminder;
  readonly next: Reminder;
  readonly wasWaiting: boolean;
  readonly now: Date;
}

/** A command that does one thing to a reminder and says how it stands. `settles` stands in the place of the notice that asked. */
function act(
  name: string,
  summary: string,
  action: string,
  change: (reminder: Reminder, now: Date) => Reminder,
  said: (done: Done) => string,
  settles?: string,
  aliases: readonly string[] = [],
): Command<Services> {
  return defineCommand({
    name: `reminder ${name}`,
    aliases,
    afterAlias: SHORT_NAME,
    summary,
    input: z.object({ reminder: named }),
    allow: 'anyone',
    examples: [`reminder ${name} k3m9xq`],
    async run({ reminder: id }, context: Run) {
      const reminders = await context.services.reminders();
      let before: Reminder | undefined;
      const next = await reminders.change(id, context.request, action, (current, now) => {
        before = current;
        return change(current, now);
      });
      const wasWaiting = settles !== undefined && (await reminders.retell(next, settledNotice(next, settles)));
      return answer(said({ before: before ?? next, next, wasWaiting, now: context.clock.now() }), next, context);
    },
  });
}

const done = act('done', 'Say that it is done: it asks no more', 'reminder done', afterDone, sayDone, 'Done.', ['done']);
const pause = act(
  'pause',
  'Keep it, and show it to nobody until you go on with it',
  'reminder paused',
  (reminder) => (reminder.state === 'paused' ? reminder : paused(reminder)),
  ({ before }) =>
    before.state === 'paused' ? 'It is paused already, and not shown until you go on with it.' : 'Paused: it is kept, and not shown until you go on with it.',
);
const resume = act('resume', 'Go on with one that was paused', 'reminder resumed', resumed, sayResumed);
const stop = act(
  'stop',
  'Cancel it for everyone',
  'reminder stopped',
  (reminder) => (reminder.state === 'stopped' ? reminder : stopped(reminder)),
  ({ before }) => (before.state === 'stopped' ? 'It is cancelled already.' : 'Cancelled: it will not be shown again.'),
  'Cancelled: it will not be shown again.',
  ['cancel', 'delete', 'remove'].flatMap((verb) => [`reminder ${verb}`, `${verb} reminder`, `${verb} the reminder`, verb]),
);

function sayDone({ before: { dueAt, again, state, schedule }, wasWaiting, now }: Done): string {
  const isAhead = dueAt !== undefined && dueAt > now;
  if (wasWaiting || again !== undefined || !isAhead || state !== 'active') return 'Done.';
  if (schedule.kind === 'once') return 'Done before its time: it will not be shown.';
  return `It is not due yet: it comes on ${describeMoment(dueAt, schedule.zone)}. Cancel it to hear no more of it.`;
}

function sayResumed({ before, next, now }: Done): string {
  if (before.state === 'active') return 'It is not paused: it goes on as it was.';
  return next.again !== undefined && next.again.at <= now ? 'It goes on. Its time passed while it was paused, so it is shown now.' : 'It goes on.';
}

const show = defineCommand({
  name: 'reminder show',
  aliases: ['reminder', 'show reminder'],
  afterAlias: SHORT_NAME,
  summary: 'See one: when, where, and who changed it',
  input: z.object({ reminder: named }),
  allow: 'anyone',
  examples: ['reminder show k3m9xq'],
  async run({ reminder: id }, { services, request, clock }: Run) {
    const reminders = await services.reminders();
    const reminder = await reminders.find(id, request);
    const history = await reminders.history(reminder.id);
    const blocks: Block[] = [
      facts(...reminderFacts(reminder, clock.now(), request)),
      ...reminderButtons(reminder),
      ...historyBlocks('reminder', history, reminder.schedule.zone, request),
    ];
    return privately(blocks, { ...reminderData(reminder, clock.now()), history: history.map(({ at, action }) => ({ at: at.toISOString(), action })) });
  },
});

const snooze = defineCommand({
  name: 'reminder snooze',
  aliases: ['snooze', 'put off', 'postpone'],
  afterAlias: SHORT_NAME_FIRST,
  summary: 'Put it off: it comes again then',
  input: z.object({
    reminder: named,
    until: z.string().trim().optional().meta({ description: 'Until when: 1 hour, tomorrow 9am, until Friday noon', suggest: 'date' }),
  }),
  allow: 'anyone',
  examples: ['reminder snooze k3m9xq tomorrow 9am', 'reminder snooze k3m9xq in 1 hour'],
  async run({ reminder: said, until }, context: Run) {
    const { id, rest } = idAndRest(said);
    const reminders = await context.services.reminders();
    const reminder = await reminders.find(id, context.request);
    const phrase = until ?? rest;
    if (phrase === '') return askUntil(reminder);
    const { at, zone } = putOffTo(phrase, reminder, { now: context.clock.now(), division: context.services.division });
    const next = await reminders.change(id, context.request, 'reminder put off', (current, now) => snoozed(current, at, now));
    await reminders.retell(next, settledNotice(next, `Put off until ${describeMoment(at, zone)}.`));
    return answer(sayPutOff(reminder, next, at), next, context);
  },
});

function sayPutOff(before: Reminder, { dueAt, schedule: { zone } }: Reminder, at: Date): string {
  return [
    `It comes again on ${describeMoment(at, zone)}.`,
    ...(dueAt !== undefined && dueAt < at ? [`Before that it comes by its schedule, on ${describeMoment(dueAt, zone)}.`] : []),
    ...(before.state === 'paused' ? ['It is not paused any more.'] : []),
  ].join(' ');
}

/** A form and the likely answers. */
const askUntil = ({ id, words }: Reminder): Reply =>
  privately(
    [
      text(`Until when? ${words}`),
      ...buttons(
        button('In 1 hour', `reminder snooze ${id} in 1 hour`),
        button('In 3 hours', `reminder snooze ${id} in 3 hours`),
        button('Tomorrow', `reminder snooze ${id} tomorrow 9am`),
        button('In 2 days', `reminder snooze ${id} in 2 days`),
        button('Next week', `reminder snooze ${id} next Monday 9am`),
      ),
      { kind: 'form', form: { title: 'Another time', command: 'reminder snooze', fields: prefilled(snooze, { reminder: id }) } },
    ],
    { reminder: id, set: false },
  );

/** What is done with one reminder. */
export const reminderCommands: readonly Command<Services>[] = [show, done, snooze, change, pause, resume, stop];
