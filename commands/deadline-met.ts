import { z } from 'zod';
import { type IsoDate, sayDay } from '../src/calendar/dates.ts';
import { describeMoment } from '../src/calendar/schedule.ts';
import { dayIn } from '../src/calendar/zone.ts';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, privately, type Reply, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import { type Deadline, nextStep } from '../src/deadlines/deadline.ts';
import type { PlannedStep } from '../src/deadlines/plan.ts';
import { deadlineButtons, deadlineData, metLine, reopenButton, reopenLine } from './deadline-blocks.ts';
import { deadlineNamed } from './deadline-named.ts';
import type { Services } from './services.ts';

type Run = Context<Services>;

const today = ({ clock, request }: Run): IsoDate => dayIn(clock.now(), request.timeZone);

const met = defineCommand({
  name: 'deadline met',
  summary: 'Say that it is met: its reminders stop',
  input: z.object({ deadline: deadlineNamed }),
  allow: 'anyone',
  examples: ['deadline met k3m9xq'],
  async run({ deadline: said }, context: Run) {
    const deadlines = await context.services.deadlines();
    const [id, which] = said.split(/\s+/u);
    const before = await deadlines.find(id ?? '', context.request);
    const step = stepMeant(before, which);
    if (step === undefined) return askStep(before, context);
    const wasMet = before.met[step.id] !== undefined;
    const deadline = await deadlines.meet(before.id, step, context.request);
    const blocks = wasMet ? [text(metBefore(deadline, step, context))] : [text(nowMet(deadline, step)), ...deadlineButtons(deadline)];
    return privately([...blocks, ...reopenButton(deadline, step)], { ...deadlineData(deadline, today(context)), step: step.id, wasMet });
  },
});

/** The date that was named by its number or id. Without one it is the only one, or the first while none is met: later nobody can tell a second press from a new one. */
function stepMeant({ id, plan, met: all }: Deadline, which: string | undefined): PlannedStep | undefined {
  if (which === undefined) return plan.steps.length === 1 || Object.keys(all).length === 0 ? plan.steps[0] : undefined;
  const step = plan.steps.find((one, nth) => one.id === which.toLowerCase() || which === `${nth + 1}`);
  if (step !== undefined) return step;
  const known = plan.steps.map(({ label }, nth) => `${nth + 1} ${label}`).join('; ');
  throw new UserError(`It has no date “${which}”.`, `Its dates are: ${known}.`, { field: 'deadline', tryThese: [`deadline show ${id}`] });
}

function askStep(deadline: Deadline, context: Run): Reply {
  const open = deadline.plan.steps.filter((step) => deadline.met[step.id] === undefined);
  const over = deadline.plan.steps.filter((step) => deadline.met[step.id] !== undefined);
  return privately(
    [
      text('Which of its dates is met?'),
      ...buttons(...open.map((step) => button(step.label, metLine(deadline, step)))),
      ...over.map((step) => text(metBefore(deadline, step, context), 'muted')),
    ],
    deadlineData(deadline, today(context)),
  );
}

function nowMet(deadline: Deadline, step: PlannedStep): string {
  const { plan } = deadline;
  const next = nextStep(deadline);
  const which = plan.steps.length === 1 ? '' : `, “${step.label}”`;
  return `Met: ${plan.title}${which}.${next === undefined ? '' : ` The next date of it runs on: “${next.label}”, ${sayDay(next.on)}.`}`;
}

function metBefore(deadline: Deadline, step: PlannedStep, { request }: Run): string {
  const which = deadline.plan.steps.length === 1 ? 'That' : `“${step.label}”`;
  const said = deadline.met[step.id];
  if (said === undefined) return `${which} is met.`;
  return `${which} is met already: ${said.by === request.person.id ? 'you' : 'another member'} said so on ${describeMoment(said.at, deadline.zone)}.`;
}

const reopen = defineCommand({
  name: 'deadline reopen',
  summary: 'Take back that it is met: its reminders go on',
  input: z.object({ deadline: deadlineNamed }),
  allow: 'anyone',
  examples: ['deadline reopen k3m9xq'],
  async run({ deadline: said }, context: Run) {
    const deadlines = await context.services.deadlines();
    const [id, which] = said.split(/\s+/u);
    const before = await deadlines.find(id ?? '', context.request);
    const met = before.plan.steps.filter((one) => before.met[one.id] !== undefined);
    const step = which === undefined && met.length === 1 ? met[0] : stepMeant(before, which);
    if (step === undefined)
      return privately(
        [text('Which of its dates is open again?'), ...buttons(...met.map((one) => button(one.label, reopenLine(before, one))))],
        deadlineData(before, today(context)),
      );
    const deadline = await deadlines.reopen(before.id, step, context.request);
    const subject = deadline.plan.steps.length === 1 ? 'It' : `“${step.label}”`;
    const what =
      before.met[step.id] === undefined ? `${subject} is not met, so there is nothing to take back.` : `${subject} is open again, and its reminders go on.`;
    return privately([text(what), ...deadlineButtons(deadline)], deadlineData(deadline, today(context)));
  },
});

/** Saying that one of its dates is met, and taking that back. */
export const metCommands: readonly Command<Services>[] = [met, reopen];
