import type { z } from 'zod';
import type { Appraisal } from '../src/appraisal/appraisal.ts';
import { appraiseImpact, input as impact } from '../src/appraisal/impact.ts';
import { appraiseInvestment, input as investment } from '../src/appraisal/investment.ts';
import { appraiseJobs, input as jobs } from '../src/appraisal/jobs.ts';
import { appraiseLocal, input as local } from '../src/appraisal/local.ts';
import { appraiseOptions, input as options } from '../src/appraisal/options.ts';
import { appraiseOverrun, input as overrun } from '../src/appraisal/overrun.ts';
import { appraisePartnership, input as partnership } from '../src/appraisal/partnership.ts';
import { appraisePayback, input as payback } from '../src/appraisal/payback.ts';
import { appraiseRisk, input as risk } from '../src/appraisal/risk.ts';
import { appraiseSavings, input as savings } from '../src/appraisal/savings.ts';
import { type Command, defineCommand, type Given } from '../src/core/command.ts';
import { privately, type Reply, text } from '../src/core/reply.ts';
import { forExample } from '../src/core/sentence.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import { appraisalReply } from './appraisal-reply.ts';
import { inputsOf } from './inputs-of.ts';
import type { Services } from './services.ts';

/** One of the ten, with its command. */
export interface Calculator {
  /** `jobs`. */
  readonly name: string;
  readonly inputs: readonly string[];
  readonly command: Command<Services>;
  /** @throws {z.ZodError} naming each input at fault */
  calculate(given: Given, knowledge: KnowledgeBase): Appraisal;
}

interface Declared<Input extends z.ZodObject> {
  readonly name: string;
  readonly summary: string;
  readonly input: Input;
  readonly examples: readonly [string, ...string[]];
  readonly appraise: (input: z.output<Input>, knowledge: KnowledgeBase) => Appraisal;
}

function calculator<Input extends z.ZodObject>({ name, summary, input, examples, appraise }: Declared<Input>): Calculator {
  const inputs = Object.keys(input.shape);
  const command: Command<Services> = defineCommand({
    name: `appraise ${name}`,
    aliases: [name],
    afterAlias: figuresFor(inputs),
    namesFields: true,
    summary,
    input,
    allow: 'anyone',
    examples,
    run(read, context: Parameters<ReturnType<Command<Services>['bind']>>[0], given): Reply | Promise<Reply> {
      const kept = inputsOf(given);
      if (Object.keys(kept).length === 0) return asks(command);
      return appraisalReply(
        { appraisal: appraise(read, context.services.knowledge()), given: { calculator: name, inputs: kept }, fields: command.fields },
        context,
      );
    },
  });
  // An input that a later version no longer knows is at fault too.
  return { name, inputs, command, calculate: (given, knowledge) => appraise(input.strict().parse(given) as z.output<Input>, knowledge) };
}

/** `staff 1250`, `met: oversight`; not `jobs lost in Middlesbrough`, and nothing that ends with a question mark. */
export const figuresFor = (fields: readonly string[]): RegExp => new RegExp(`^(?:--)?(?:${fields.join('|')})(?:\\s*[:=]|\\b.*\\d)(?!.*\\?\\s*$)`, 'isu');

/** With nothing given there is nothing to say yet. */
const asks = ({ name, summary, fields, examples: [example] }: Command<Services>): Reply =>
  privately([text(`${summary}. ${forExample(example)}`), { kind: 'form', form: { title: `Fill in ${name}`, command: name, fields } }], {
    asks: name,
  });

const known = ({ entries }: KnowledgeBase) => [...entries.values()].flatMap(({ kind, id, title }) => (kind === 'risk' ? [{ id, title }] : []));

/** The ten, in the order in which they are shown. */
export const calculators: readonly Calculator[] = [
  calculator({
    name: 'jobs',
    summary: 'How many jobs a transfer may cost, and what was promised elsewhere',
    input: jobs,
    examples: ['appraise jobs staff 1250-1500 rate 42%', 'appraise jobs staff 1250-1500 turnover 10% promised 500'],
    appraise: appraiseJobs,
  }),
  calculator({
    name: 'payback',
    summary: 'Whether an in-house improvement plan pays for itself, and when',
    input: payback,
    examples: [
      'appraise payback investment £800k, £400k savings 50k then 300k a year',
      'appraise payback investment £1.2m savings £350k a year bias 10-24% borrow £1m interest 5% term 25',
    ],
    appraise: appraisePayback,
  }),
  calculator({
    name: 'options',
    summary: 'Weigh options by criteria fixed beforehand, the in-house one included',
    input: options,
    examples: [
      'appraise options criteria quality, jobs scores in-house: 8 7; joint: 6 4',
      'appraise options criteria quality 30, jobs 25, cost 25, risk 20 scores in-house: 8 7 6 8; partnership: 6 4 7 3',
      'appraise options criteria quality 30, jobs 25, cost 25, risk 20',
    ],
    appraise: appraiseOptions,
  }),
  calculator({
    name: 'savings',
    summary: 'What is left of a claimed saving after what it costs to get it',
    input: savings,
    examples: ['appraise savings claim £1.5m years 10 procurement £2m client £300k', 'appraise savings claim £1m-£2m years 7-10 profit £800k'],
    appraise: appraiseSavings,
  }),
  calculator({
    name: 'investment',
    summary: 'How much of a contract’s price the contractor really puts in',
    input: investment,
    examples: ['appraise investment price £267m investment £8m, £8m', 'appraise investment price £267m investment £8m, £8m own £8m'],
    appraise: appraiseInvestment,
  }),
  calculator({
    name: 'overrun',
    summary: 'Planned cost, overrun and final cost, from any two of them',
    input: overrun,
    examples: ['appraise overrun rate 79% over £268m', 'appraise overrun base £10m rate 30% years 6'],
    appraise: appraiseOverrun,
  }),
  calculator({
    name: 'risk',
    summary: 'A risk register: who carries each risk on paper, and who suffers',
    input: risk,
    examples: [
      'appraise risk savings 4x5 contractor > users; exit costs 3x4 council',
      'appraise risk savings 4x5 contractor > users, council, after 3x4 with open-book accounts; exit costs 3x4 council',
    ],
    appraise: (read, knowledge) => appraiseRisk(read, known(knowledge)),
  }),
  calculator({
    name: 'impact',
    summary: 'Effects on equalities, environment, inclusion, economy, health and jobs',
    input: impact,
    examples: [
      'appraise impact equalities -2 counters close; mitigation: home visits',
      'appraise impact economy -3 pay leaves the area; alternative: work stays here health 0 no change was found',
    ],
    appraise: appraiseImpact,
  }),
  calculator({
    name: 'local',
    summary: 'What leaves the local economy, over three rounds of spending',
    input: local,
    examples: ['appraise local jobs 525-630 pay £28k', 'appraise local jobs 525-630 pay £28k purchases £2m now 50% after 10%'],
    appraise: appraiseLocal,
  }),
  calculator({
    name: 'partnership',
    summary: 'How ready a partnership is: safeguards and principles met or missing',
    input: partnership,
    examples: [
      'appraise partnership met service levels, oversight missing openness',
      'appraise partnership met service levels: schedule 4; oversight missing staff buy-in; five-year strategy',
    ],
    appraise: appraisePartnership,
  }),
];

/** The calculator of that name; undefined for one that there is no more. */
export const calculatorOf = (name: string): Calculator | undefined => calculators.find((one) => one.name === name);
