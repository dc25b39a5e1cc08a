import { z } from 'zod';
import { dayIn } from '../src/calendar/zone.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, list, privately, text } from '../src/core/reply.ts';
import { isOverdue, nextOn } from '../src/deadlines/deadline.ts';
import { nextLook } from '../src/reminders/reminder.ts';
import { deadlineData, deadlineLine } from './deadline-blocks.ts';
import { reminderData, reminderLine } from './reminder-blocks.ts';
import type { Services } from './services.ts';

const SHOWN = 10;

export const upcoming = defineCommand({
  name: 'upcoming',
  aliases: ['what’s', "what's", 'what is', 'whats'].flatMap((what) => [`${what} coming up`, `${what} coming`, `${what} next`, `${what} due`]),
  afterAlias: /^$/u,
  summary: 'What is coming up here: deadlines and reminders, nearest first',
  input: z.object({}),
  allow: 'anyone',
  examples: ['upcoming'],
  async run(_, { services, request, clock }: Context<Services>) {
    const today = dayIn(clock.now(), request.timeZone);
    const open = await (await services.deadlines()).list(request, false);
    // A deadline's own reminders would say everything twice.
    const reminders = (await (await services.reminders()).list(request)).filter(({ deadline }) => deadline === undefined);
    const lines = [
      ...open.map((deadline) => ({ at: isOverdue(deadline, today) ? '' : nextOn(deadline), line: deadlineLine(deadline, today, request.person.id) })),
      ...reminders.map((reminder) => ({ at: nextLook(reminder)?.toISOString() ?? '9999', line: reminderLine(reminder, request) })),
    ].sort((one, other) => (one.at < other.at ? -1 : 1));
    const data = {
      deadlines: open.map((deadline) => deadlineData(deadline, today)),
      reminders: reminders.map((reminder) => reminderData(reminder, clock.now())),
    };
    const more = lines.length - SHOWN;
    return privately(
      [
        ...(lines.length === 0 ? [text('Nothing is coming up here.')] : [list(lines.slice(0, SHOWN).map(({ line }) => line))]),
        ...(more > 0 ? [text(`And ${more} more: say \`deadlines\` or \`reminders\`.`, 'muted')] : []),
        ...buttons(button('Deadlines', 'deadlines'), button('Reminders', 'reminders')),
      ],
      data,
    );
  },
});
