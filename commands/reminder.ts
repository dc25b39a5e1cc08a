import { z } from 'zod';
import { describe, describeMoment } from '../src/calendar/schedule.ts';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { type Block, button, buttons, facts, privately, type Reply, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import { settledNotice } from '../src/reminders/notice.ts';
import type { Reminder } from '../src/reminders/reminder.ts';
import { afterDone, changed, paused, resumed, snoozed, stopped } from '../src/reminders/showing.ts';
import { channelIn } from './channel-in.ts';
import { historyBlocks } from './history.ts';
import { nagIn } from './nag-in.ts';
import { newTime } from './new-time.ts';
import { putOffTo } from './put-off-to.ts';
import { reminderBlocks, reminderButtons, reminderData, reminderFacts } from './reminder-blocks.ts';
import { LONGEST_WORDS, TOO_LONG } from './reminder-words.ts';
import type { Services } from './services.ts';
import { SHORT_NAME, SHORT_NAME_FIRST } from './short-name.ts';

type Run = Context<Services>;

const named = z
  .string()
  .trim()
  .min(1, 'is missing: `reminders` shows the short name of each')
  .meta({ description: 'Its short name, as `reminders` shows it', rest: true });

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

const answer = (said: string, reminder: Reminder, { clock, request }: Run): Reply =>
  privately(reminderBlocks(said, reminder, clock.now(), request), reminderData(reminder, clock.now()));

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

const change = defineCommand({
  name: 'reminder change',
  summary: 'Give it another time, other words or another channel',
  input: z.object({
    reminder: named,
    words: z.string().trim().max(LONGEST_WORDS, TOO_LONG).optional().meta({ description: 'What it should say' }),
    when: z.string().trim().optional().meta({ description: 'When: every first Monday 10am', suggest: 'date' }),
    channel: z.string().trim().optional().meta({ description: 'The channel to show it in' }),
    nag: z.string().trim().optional().meta({ description: 'How often again until somebody says done: every 2 hours' }),
  }),
  allow: 'anyone',
  examples: ['reminder change k3m9xq Thursday 10am', 'reminder change k3m9xq "scrutiny deputation, room 4"', 'reminder change k3m9xq here'],
  async run({ reminder: said, ...fields }, context: Run) {
    const { id, rest } = idAndRest(said);
    const reminders = await context.services.reminders();
    const reminder = await reminders.find(id, context.request);
    const wanted = changesOf(rest, fields, reminder, context);
    if (Object.keys(wanted).length === 0) return askChange(reminder);
    const next = await reminders.change(id, context.request, 'reminder changed', (current, now) => changed(current, wanted, now));
    const trouble = await reminders.unreachable(next);
    const { blocks, ...reply } = answer('Changed. It now stands like this:', next, context);
    return { ...reply, blocks: [...blocks, ...repeatsNoMore(reminder, next), ...(trouble === undefined ? [] : [text(trouble, 'warning')])] };
  },
});

/** What repeated and now comes once is said, with the way back. */
const repeatsNoMore = (before: Reminder, { id, schedule }: Reminder): Block[] =>
  before.schedule.kind === 'once' || schedule.kind === 'repeating'
    ? []
    : [
        text('It comes once now, and repeats no more.', 'warning'),
        ...buttons(button('Let it repeat as before', `reminder change ${id} ${describe(before.schedule)}`)),
      ];

type Changes = Parameters<typeof changed>[1];

/** What a line (`Thursday 10am`, `"other words"`, `here`, `in #campaign`) and the options ask for. */
function changesOf(
  rest: string,
  fields: { words?: string | undefined; when?: string | undefined; channel?: string | undefined; nag?: string | undefined },
  reminder: Reminder,
  context: Run,
): Changes {
  const { request, services, clock } = context;
  if (/^here$/i.test(rest)) return { channel: request.place.channel };
  const placed = channelIn(rest, fields.channel);
  const nagging = nagIn(placed.rest, fields.nag);
  const [, quotedWords] = /"([^"]+)"/u.exec(nagging.rest) ?? [];
  const phrase = fields.when ?? nagging.rest.replace(/"[^"]*"/gu, ' ').trim();
  const given = fields.words ?? quotedWords;
  const kept = [
    ...(given ? [`"${given}"`] : []),
    ...(placed.channel ? [`--channel <#${placed.channel}>`] : []),
    ...(nagging.said ? [`--nag "${nagging.said}"`] : []),
  ];
  const { schedule, words: left } =
    phrase === ''
      ? { schedule: undefined, words: '' }
      : newTime(
          phrase,
          reminder,
          { now: clock.now(), division: services.division },
          (time) => ['reminder change', reminder.id, time, ...kept].join(' '),
          given,
        );
  const words = given ?? left;
  if (words.length > LONGEST_WORDS) throw new UserError(`What it should say ${TOO_LONG}.`, 'Say it shorter.', { field: 'words' });
  return {
    ...(words === '' ? {} : { words }),
    ...(placed.channel === undefined ? {} : { channel: placed.channel }),
    ...(nagging.nag === undefined ? {} : { nag: nagging.nag }),
    ...(schedule === undefined ? {} : { schedule }),
  };
}

const askChange = ({ id, words }: Reminder): Reply =>
  privately(
    [
      text(`What should change? Say it after its name (\`reminder change ${id} Thursday 10am\`, or new words in quotes), or fill this in:`),
      { kind: 'form', form: { title: 'Change the reminder', command: 'reminder change', fields: prefilled(change, { reminder: id, words }) } },
      ...buttons(button('Show it in this channel', `reminder change ${id} here`)),
    ],
    { reminder: id, changed: false },
  );

const prefilled = ({ fields }: Pick<Command<Services>, 'fields'>, values: Readonly<Record<string, string>>) =>
  fields.map((field) => ({ ...field, default: values[field.name] ?? field.default }));

/** `k3m9xq tomorrow 9am`: the short name comes first. */
function idAndRest(said: string): { id: string; rest: string } {
  const [, id = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/u.exec(said) ?? [];
  return { id, rest };
}

/** What is done with one reminder. */
export const reminderCommands: readonly Command<Services>[] = [show, done, snooze, change, pause, resume, stop];
