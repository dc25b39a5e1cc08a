import { z } from 'zod';
import { describe } from '../src/calendar/schedule.ts';
import { defineCommand } from '../src/core/command.ts';
import { type Block, button, buttons, privately, type Reply, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Reminder } from '../src/reminders/reminder.ts';
import { changed } from '../src/reminders/showing.ts';
import { channelIn } from './channel-in.ts';
import { nagIn } from './nag-in.ts';
import { newTime } from './new-time.ts';
import { answer, idAndRest, named, prefilled, type Run } from './one-reminder.ts';
import { LONGEST_WORDS, TOO_LONG } from './reminder-words.ts';

export const change = defineCommand({
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
