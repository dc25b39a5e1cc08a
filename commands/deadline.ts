import { z } from 'zod';
import { type IsoDate, sayDay } from '../src/calendar/dates.ts';
import { describeMoment, nextAfter } from '../src/calendar/schedule.ts';
import { dayIn, toWall, type WallTime } from '../src/calendar/zone.ts';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { type Block, button, buttons, facts, heading, list, privately, type Reply, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import { type Deadline, isOverdue, ladderOf, nextStep, noticeAt, toldWhenOverdue } from '../src/deadlines/deadline.ts';
import { type Plan, planFor } from '../src/deadlines/plan.ts';
import type { Rule } from '../src/deadlines/rule.ts';
import { deadlineButtons, deadlineData, distance, metWhen, planBlocks, planData } from './deadline-blocks.ts';
import { metCommands } from './deadline-met.ts';
import { deadlineNamed } from './deadline-named.ts';
import { type DeadlineWords, deadlineWords } from './deadline-words.ts';
import { historyBlocks } from './history.ts';
import type { Services } from './services.ts';
import { SHORT_NAME } from './short-name.ts';

type Run = Context<Services>;

const wallNow = ({ clock, request }: Run): WallTime => toWall(clock.now(), request.timeZone);

const today = ({ clock, request }: Run): IsoDate => dayIn(clock.now(), request.timeZone);

const wanted = {
  rule: z.string().trim().optional().meta({ description: 'Which deadline: advice window, FOI, standstill…', rest: true, suggest: 'deadline-rule' }),
  on: z.string().trim().optional().meta({ description: 'The date it is counted from: 2026-06-19', suggest: 'date' }),
  for: z.string().trim().max(200, 'is too long: name it in a few words').optional().meta({ description: 'What it is for, in a few words' }),
};

const start = defineCommand({
  name: 'deadline start',
  summary: 'Work out a deadline by its rule, and be reminded of it here',
  input: z.object(wanted),
  allow: 'anyone',
  examples: ['deadline start advice-window on 2026-06-19 for "shared services guidance"', 'deadline start freedom of information on 3 November 2026'],
  async run(given, context: Run) {
    const found = ruleFor(given, context);
    if ('reply' in found) return found.reply;
    const { rule, on, about } = found;
    const plan = planFor(rule, on, { division: context.services.division });
    const deadlines = await context.services.deadlines();
    const deadline = await deadlines.start(plan, about, context.request);
    return privately(
      [started(deadline, context), ...planBlocks(plan, about, wallNow(context), context.services.knowledge()), ...deadlineButtons(deadline)],
      deadlineData(deadline, today(context)),
    );
  },
});

/** One that is over already is not promised reminders: who is to be told is said at once. */
function started(deadline: Deadline, context: Run): Block {
  const step = nextStep(deadline);
  if (step === undefined || !isOverdue(deadline, today(context))) return text('It runs. I remind everyone here; anyone may say that it is met.');
  const told = toldWhenOverdue(deadline.plan, step);
  const [coming] = ladderOf(deadline, context.clock.now());
  const when = coming === undefined ? undefined : nextAfter(coming.schedule, context.clock.now());
  return text(
    `It is over already: it was due on ${sayDay(step.on)}, ${distance(step.on, today(context))}. Tell the ${told} now.${
      when === undefined ? '' : ` I say so here on ${describeMoment(when, deadline.zone)}, unless somebody says before that it is met.`
    }`,
    'warning',
  );
}

const plan = defineCommand({
  name: 'deadline plan',
  summary: 'Work out a deadline without starting it',
  input: z.object(wanted),
  allow: 'anyone',
  examples: ['deadline plan advice-window on 2026-06-19', 'deadline plan judicial review on 1 December 2026'],
  run(given, context: Run) {
    const found = ruleFor(given, context);
    if ('reply' in found) return found.reply;
    const { rule, on, about } = found;
    const planned = planFor(rule, on, { division: context.services.division });
    const line = ['deadline start', rule.id, ...(on === undefined ? [] : ['on', on]), ...(about === '' ? [] : ['for', `"${about}"`])].join(' ');
    return privately(
      [
        ...planBlocks(planned, about, wallNow(context), context.services.knowledge()),
        text('Nothing is started yet.', 'muted'),
        ...(isAllPast(planned, wallNow(context))
          ? [text(`All of its days are past, so there is nothing to be reminded of. If it is open still, tell the ${planned.holder} now.`)]
          : buttons(button('Start it here', line, 'primary'))),
      ],
      planData(planned),
    );
  },
});

const isAllPast = ({ steps }: Plan, now: WallTime): boolean =>
  steps.every(({ on, reminders, escalations }) => [{ on }, ...reminders, ...escalations].every((day) => noticeAt(day.on) <= now));

interface Found extends DeadlineWords {
  readonly rule: Rule;
}

/** The rule that is meant, its date and what it is for; or what to ask the person next. */
function ruleFor(given: { rule?: string | undefined; on?: string | undefined; for?: string | undefined }, context: Run): Found | { reply: Reply } {
  const { services, clock, request } = context;
  const rules = services.deadlineRules();
  const said = deadlineWords(
    given.rule ?? '',
    { on: given.on, about: given.for },
    { now: clock.now(), zone: request.timeZone },
    (name) => rules.find(name) !== undefined,
  );
  const rule = rules.find(said.name);
  if (rule === undefined && said.name !== '') {
    const near = rules.suggest(said.name, 5);
    throw new UserError(`I have no deadline called “${said.name}”.`, 'These are the ones I know: `deadline rules` lists them all.', {
      field: 'rule',
      tryThese: [...near.map(({ value }) => `deadline plan ${value}`), 'deadline rules'],
    });
  }
  if (rule === undefined) return { reply: chooseRule(context) };
  if (said.on === undefined && rule.trigger !== undefined) return { reply: askDate(rule, rule.trigger.ask, said.about) };
  return { ...said, rule };
}

const chooseRule = ({ services }: Run): Reply =>
  privately([text('Which deadline?'), ...buttons(...services.deadlineRules().all.map(({ id, title }) => button(title, `deadline plan ${id}`)))], {
    rules: services.deadlineRules().all.map(({ id, title }) => ({ id, title })),
  });

const askDate = (rule: Rule, question: string, about: string): Reply =>
  privately(
    [
      text(`${rule.title}: ${question}`),
      {
        kind: 'form',
        form: {
          title: 'Give the date',
          command: 'deadline start',
          fields: start.fields.map((field) => ({ ...field, default: { rule: rule.id, for: about === '' ? undefined : about }[field.name] })),
        },
      },
      text(`Or say it in a line: \`deadline start ${rule.id} on 2026-06-19\`.`, 'muted'),
    ],
    { rule: rule.id, asks: question },
  );

const rules = defineCommand({
  name: 'deadline rules',
  summary: 'The deadlines I can work out, with their periods',
  input: z.object({}),
  allow: 'anyone',
  examples: ['deadline rules'],
  run(_, { services }: Run) {
    const { all } = services.deadlineRules();
    return privately(
      [
        heading('Deadlines I can work out'),
        list(all.map(({ id, title, status }) => `${title}${status === 'in-force' ? '' : ` (${status})`} [${id}]`)),
        text('`deadline plan` and the name in brackets works one out; `deadline start` keeps it and reminds you.', 'muted'),
        ...buttons(...all.slice(0, 10).map(({ id, title }) => button(title, `deadline plan ${id}`))),
      ],
      { rules: all.map(({ id, title, status, basis }) => ({ id, title, status, basis })) },
    );
  },
});

const show = defineCommand({
  name: 'deadline show',
  aliases: ['deadline'],
  afterAlias: SHORT_NAME,
  summary: 'See a deadline that runs: its dates, its working, who did what',
  input: z.object({ deadline: deadlineNamed }),
  allow: 'anyone',
  examples: ['deadline show k3m9xq'],
  async run({ deadline: id }, context: Run) {
    const deadlines = await context.services.deadlines();
    const deadline = await deadlines.find(id, context.request);
    const history = await deadlines.history(deadline.id);
    const blocks: Block[] = [
      ...planBlocks(deadline.plan, deadline.about, wallNow(context), context.services.knowledge(), (step) =>
        metWhen(deadline, step, context.request.person.id),
      ),
      ...state(deadline.state),
      ...deadlineButtons(deadline),
      ...historyBlocks('deadline', history, deadline.zone, context.request),
    ];
    return privately(blocks, deadlineData(deadline, today(context)));
  },
});

const state = (is: string): Block[] => (is === 'open' ? [] : [facts({ label: 'State', value: is })]);

const drop = defineCommand({
  name: 'deadline drop',
  summary: 'Stop keeping it: nobody is reminded any more',
  input: z.object({ deadline: deadlineNamed }),
  allow: 'anyone',
  examples: ['deadline drop p7w4dn'],
  async run({ deadline: id }, context: Run) {
    const deadlines = await context.services.deadlines();
    const deadline = await deadlines.drop(id, context.request);
    return privately([text(`Dropped: ${deadline.plan.title}. Nobody is reminded of it any more.`)], deadlineData(deadline, today(context)));
  },
});

/** What is done with one deadline. */
export const deadlineCommands: readonly Command<Services>[] = [start, plan, rules, show, ...metCommands, drop];
