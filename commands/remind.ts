import { z } from 'zod';
import { parseWhen, type Understood } from '../src/calendar/parse-when.ts';
import { describe, type Schedule } from '../src/calendar/schedule.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { type Block, button, buttons, privately, type Reply, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import { channelIn } from './channel-in.ts';
import { nagIn } from './nag-in.ts';
import { reminderBlocks, reminderData } from './reminder-blocks.ts';
import { LONGEST_WORDS, TOO_LONG } from './reminder-words.ts';
import type { Services } from './services.ts';
import { type Unread, unreadIn, withoutFiller } from './unread-in.ts';

/** Times offered when none was said. */
const OFFERED = [
  ['Tomorrow, 9 am', 'tomorrow 9am'],
  ['Next Monday, 9 am', 'next Monday 9am'],
  ['In a week', 'in 1 week'],
] as const;

/** `reminder tomorrow 9am ring Jo` sets one; `reminder of the council's duties?` is a question, and `reminder stpo k3m9xq` a slip. */
const TIME =
  /^(?!(?!(?:me|us|everyone)\b).*\?\s*$).*\b(?:today|tonight|tom+or+ow|tmrw|2moro|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?|every|next|noon|midnight|in \w+ (?:min|hour|day|week|month)\w*|\d{1,2}(?:[:.]\d\d)?\s?[ap]m)\b/isu;

const ASKED = ['can you remind', 'could you remind', 'would you remind', 'will you remind'];
const SET = ['set', 'add', 'create', 'make'].flatMap((verb) => [`${verb} a reminder`, `${verb} me a reminder`, `${verb} reminder`]);

export const remind = defineCommand({
  name: 'remind',
  aliases: ['reminder', 'remindme', ...ASKED, ...SET],
  afterAlias: TIME,
  summary: 'Be reminded here, once or again and again, in your own words',
  input: z.object({
    what: z.string().trim().max(LONGEST_WORDS, TOO_LONG).meta({ description: 'What of, and when: ring the region next Tuesday 9am', rest: true }),
    when: z.string().trim().optional().meta({ description: 'When, if it is not said there: every first Monday 10am', suggest: 'date' }),
    channel: z.string().trim().optional().meta({ description: 'Another channel to show it in' }),
    nag: z.string().trim().optional().meta({ description: 'How often again until somebody says done: every 2 hours' }),
  }),
  allow: 'anyone',
  examples: [
    'remind "scrutiny deputation" next Tuesday 9am',
    'remind me in 2 hours to ring the region',
    'remind "branch committee" every first Monday 10am',
    'remind "check the council agenda" 4pm on the last working day of each month',
    'remind "send the questions" tomorrow noon until someone says done',
  ],
  async run({ what, when, channel, nag }, context: Context<Services>) {
    // Asked as a question: can you remind me tomorrow to ring Jo?
    const placed = channelIn(what.replace(/^((?:me|us|everyone)\b[^"]*)\?$/isu, '$1'), channel);
    const nagging = nagIn(placed.rest, nag);
    const said = when === undefined ? nagging.rest : `${quoted(nagging.rest)} ${when}`;
    const { services, clock, request } = context;
    const understood = parseWhen(said, { now: clock.now(), zone: request.timeZone, division: services.division });
    const words = withoutFiller(said, understood.rest);
    const kept = { ...placed, nag: nagging.said };
    if (understood.kind !== 'understood') return ask(understood, words, kept);
    const unread = unreadIn(said, words);
    if (unread !== undefined) return askAbout(unread, words, understood.schedule, kept);
    if (words === '')
      throw new UserError('I understood when, and not what of.', 'Say it with the time: `remind "ring the region" tomorrow 9am`.', { field: 'what' });
    const reminders = await services.reminders();
    const [reminder] = await reminders.add([{ words, schedule: understood.schedule, nag: nagging.nag, channel: placed.channel }], request);
    if (reminder === undefined) throw new Error('a reminder was kept and not returned');
    const trouble = await reminders.unreachable(reminder);
    return privately(
      [
        ...reminderBlocks(
          reminder.channel === request.place.channel ? 'I shall remind everyone here.' : `I shall remind everyone in <#${reminder.channel}>.`,
          reminder,
          clock.now(),
          request,
        ),
        ...(understood.assumed === undefined ? [] : [text(understood.assumed, 'muted')]),
        ...(trouble === undefined ? [] : [text(trouble, 'warning')]),
      ],
      reminderData(reminder, clock.now()),
    );
  },
});

/** In one pair of quotation marks; those inside become curly ones. */
const quoted = (words: string): string => (words === '' || /^"[^"]*"$/u.test(words) ? words : `"${words.replace(/"([^"]*)"/gu, '“$1”').replaceAll('"', '”')}"`);

interface Kept {
  readonly channel?: string | undefined;
  readonly nag?: string | undefined;
}

const lineOf = (words: string, phrase: string, kept: Kept): string =>
  [
    `remind ${quoted(words)} ${phrase}`,
    ...(kept.channel === undefined ? [] : [`--channel <#${kept.channel}>`]),
    ...(kept.nag === undefined ? [] : [`--nag "${kept.nag}"`]),
  ].join(' ');

/** Words that may have been meant for a time are never dropped, nor kept as what it says, without being asked about. */
function askAbout({ left, quotation }: Unread, words: string, schedule: Schedule, kept: Kept): Reply {
  const phrase = describe(schedule);
  const blocks: Block[] = [
    text(`I took this for ${phrase}, and did not understand “${left}”. Is it part of what the reminder says?`, 'warning'),
    ...buttons(
      button(`Yes: ${shortened(words)}`, lineOf(words, phrase, kept)),
      ...(quotation === undefined ? [] : [button(`No: only ${shortened(quotation)}`, lineOf(quotation, phrase, kept))]),
    ),
    text('Or say the time in other words. Nothing is set yet.', 'muted'),
  ];
  return privately(blocks, { set: false, understood: 'in part', left, words });
}

const shortened = (words: string): string => (words.length > 40 ? `${words.slice(0, 39)}…` : words);

/** What is doubtful, past, or not said is asked, with a button for each answer that is likely. */
function ask(understood: Exclude<Understood, { kind: 'understood' }>, words: string, kept: Kept): Reply {
  if (understood.kind === 'impossible')
    throw new UserError(understood.why, 'Say another time, for example `remind "ring the region" next Tuesday 9am`.', { field: 'what' });
  const choices = understood.kind === 'none' ? OFFERED.map(([label, phrase]) => ({ label, phrase, rest: words })) : understood.choices;
  const blocks: Block[] = [
    text(question(understood), 'warning'),
    ...(words === ''
      ? [text('And say what of: `remind "ring the region" tomorrow 9am`.')]
      : buttons(...choices.map(({ label, phrase, rest }) => button(label, lineOf(rest === '' ? words : rest, phrase, kept))))),
    text('Nothing is set yet.', 'muted'),
  ];
  return privately(blocks, { set: false, understood: understood.kind, words, choices: choices.map(({ label, phrase }) => ({ label, phrase })) });
}

function question(understood: Exclude<Understood, { kind: 'understood' | 'impossible' }>): string {
  if (understood.kind === 'doubtful') return understood.why;
  return understood.kind === 'past' ? `That is past: ${understood.at}. When did you mean?` : 'When? I found no time in that.';
}
