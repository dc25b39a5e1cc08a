import { z } from 'zod';
import { defineCommand } from '../src/core/command.ts';
import { button, buttons, heading, list, privately, text } from '../src/core/reply.ts';
import { reminderData, reminderLine } from './reminder-blocks.ts';
import type { Services } from './services.ts';

const BUTTONS = 5;

export const reminders = defineCommand({
  name: 'reminders',
  summary: 'The reminders of this channel, and those you have set elsewhere',
  input: z.object({}),
  allow: 'anyone',
  examples: ['reminders'],
  async run(_, { services, request, clock }: { services: Services } & Pick<import('../src/core/command.ts').Context<Services>, 'request' | 'clock'>) {
    const found = await (await services.reminders()).list(request);
    const data = { reminders: found.map((reminder) => reminderData(reminder, clock.now())) };
    if (found.length === 0)
      return privately(
        [
          text('There are no reminders here.'),
          ...buttons(button('Set one for tomorrow', 'remind "ring the region" tomorrow 9am'), button('How it is done', 'help remind')),
        ],
        data,
      );
    return privately(
      [
        heading(found.length === 1 ? 'One reminder' : `${found.length} reminders`),
        list(found.map((reminder) => reminderLine(reminder, request))),
        text('`reminder show` and the name in brackets shows one, with buttons to change or cancel it. Anyone here may.', 'muted'),
        ...buttons(...found.slice(0, BUTTONS).map(({ words, id }) => button(words, `reminder show ${id}`))),
      ],
      data,
    );
  },
});
