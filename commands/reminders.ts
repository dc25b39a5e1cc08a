import { z } from 'zod';
import { type Context, defineCommand } from '../src/core/command.ts';
import { type Block, button, buttons, heading, list, privately, text } from '../src/core/reply.ts';
import { MOST_LISTED } from '../src/reminders/reminders.ts';
import { reminderData, reminderLine } from './reminder-blocks.ts';
import type { Services } from './services.ts';

const BUTTONS = 5;
const ALIASES = ['list', 'show', 'show me', 'see', 'cancel', 'delete', 'stop'].flatMap((verb) =>
  ['', 'all ', 'my ', 'the ', 'our '].map((whose) => `${verb} ${whose}reminders`),
);

export const reminders = defineCommand({
  name: 'reminders',
  aliases: ALIASES,
  afterAlias: /^$/u,
  summary: 'The reminders of this channel, and those you have set elsewhere',
  input: z.object({}),
  allow: 'anyone',
  examples: ['reminders'],
  async run(_, { services, request, clock }: Context<Services>) {
    const found = await (await services.reminders()).list(request);
    const deadlines = await (await services.deadlines()).list(request, false);
    const data = { reminders: found.map((reminder) => reminderData(reminder, clock.now())), deadlines: deadlines.length };
    if (found.length === 0)
      return privately(
        [
          text('There are no reminders here.'),
          ...ofDeadlines(deadlines.length),
          ...buttons(button('Set one for tomorrow', 'remind "ring the region" tomorrow 9am'), button('How it is done', 'help remind')),
        ],
        data,
      );
    return privately(
      [
        heading(found.length === 1 ? 'One reminder' : `${found.length} reminders`),
        list(found.map((reminder) => reminderLine(reminder, request))),
        ...(found.length < MOST_LISTED ? [] : [text(`These are the nearest ${MOST_LISTED}: there may be more.`, 'warning')]),
        ...ofDeadlines(deadlines.length),
        text('`reminder show` and the name in brackets shows one, with buttons to change or cancel it. Anyone here may.', 'muted'),
        ...buttons(...found.slice(0, BUTTONS).map(({ words, id }) => button(words, `reminder show ${id}`))),
      ],
      data,
    );
  },
});

/** One deadline has many reminders, which say the same: they are not listed. */
const ofDeadlines = (count: number): Block[] =>
  count === 0
    ? []
    : [
        text(`${count === 1 ? 'One deadline runs' : `${count} deadlines run`} here besides, with reminders of ${count === 1 ? 'its' : 'their'} own.`, 'muted'),
        ...buttons(button('Deadlines', 'deadlines')),
      ];
