import { z } from 'zod';
import { dayIn } from '../src/calendar/zone.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, heading, list, privately, text } from '../src/core/reply.ts';
import { deadlineData, deadlineLine } from './deadline-blocks.ts';
import type { Services } from './services.ts';

const BUTTONS = 5;

export const deadlines = defineCommand({
  name: 'deadlines',
  summary: 'The deadlines that run here, nearest first',
  input: z.object({ which: z.enum(['open', 'all']).default('open').meta({ description: 'The open ones, or those that are over too', rest: true }) }),
  allow: 'anyone',
  examples: ['deadlines', 'deadlines all'],
  async run({ which }, { services, request, clock }: Context<Services>) {
    const found = await (await services.deadlines()).list(request, which === 'all');
    const today = dayIn(clock.now(), request.timeZone);
    const data = { deadlines: found.map((deadline) => deadlineData(deadline, today)) };
    if (found.length === 0) return privately([text('No deadline runs here.'), ...buttons(button('What I can work out', 'deadline rules'))], data);
    return privately(
      [
        heading(found.length === 1 ? 'One deadline' : `${found.length} deadlines`),
        list(found.map((deadline) => deadlineLine(deadline, today, request.person.id))),
        text('`deadline show` and the name in brackets shows its working. Anyone here may say that one is met.', 'muted'),
        ...buttons(
          ...found.slice(0, BUTTONS).map(({ id, plan, about }) => button(about === '' ? plan.title : `${plan.title}: ${about}`, `deadline show ${id}`)),
        ),
      ],
      data,
    );
  },
});
