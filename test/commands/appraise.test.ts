import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Block, Reply } from '../../src/core/reply.ts';
import { program } from './kept.ts';

const NOW = '2026-11-22T10:00:00Z';

const kinds = ({ blocks }: Reply): string[] => blocks.map(({ kind }) => kind);
const formIn = ({ blocks }: Reply, title?: string) =>
  blocks.flatMap((block) => (block.kind === 'form' && (title === undefined || block.form.title === title) ? [block.form] : []))[0];
const tables = ({ blocks }: Reply) => blocks.flatMap((block: Block) => (block.kind === 'table' ? [block] : []));

/** A line of chat for each of the ten, and what the reader must see first. */
const LINES: readonly (readonly [string, string, string])[] = [
  ['jobs', 'jobs staff 1250-1500 rate 42%', '525 to 630 jobs would be lost after the transfer'],
  ['payback', 'payback investment £1m savings £300k a year', 'The plan passes the 2002 report’s test'],
  ['options', 'options criteria quality 60, jobs 40 scores in-house: 8 7; joint: 6 4', '“in-house” comes first with 7.6 of 10 points'],
  ['savings', 'savings claim £1.5m years 10 procurement £2m client £300k', '£1m a year is left after 2 of 7 deductions'],
  ['investment', 'investment price £267m investment £8m, £8m', '6.0% of a price of £267m'],
  ['overrun', 'overrun rate 79% over £268m', '£339.24m'],
  ['risk', 'risk register: savings 4x5 contractor > users; exit 3x4 council', '2 of 2 risks are high'],
  ['impact', 'impact equalities: -2 counters close; mitigation: home visits', 'Not added up'],
  ['local', 'local jobs 525-630 pay £28k', 'leaves the area'],
  ['partnership', 'partnership met: service levels, oversight missing: openness', 'Of the nine safeguards 2 are met'],
];

/** The parts of `--json` that a reader relies on. */
interface Data {
  readonly inputs: readonly object[];
  readonly working: readonly { readonly sources: readonly string[] }[];
  readonly results: readonly object[];
  readonly evidence: readonly { readonly sources: readonly string[] }[];
  readonly sources: Readonly<Record<string, { readonly title: string } | null>>;
  readonly certainty: { readonly level: string };
  readonly warnings: readonly string[];
}

describe('each of the ten', () => {
  it.each(LINES)('%s is taken in one line of chat', async (name, line, headline) => {
    const { handle, sees } = program(NOW);
    expect(await sees(line)).toContain(headline);
    // The same with its whole name, and the headline, the result and the picture come first.
    const { status, reply } = await handle(`appraise ${line}`);
    expect(status).toBe('answered');
    expect(kinds(reply).slice(0, 4)).toEqual(['heading', 'text', 'facts', 'picture']);
    expect(kinds(reply)).toEqual(expect.arrayContaining(['form', 'buttons', 'table', 'quote']));
    expect(reply.data).toMatchObject({ calculator: name });
  });

  it.each(LINES)('%s gives as data its inputs, working, results, evidence, sources, certainty and warnings', async (_, line) => {
    const { handle } = program(NOW);
    const { reply } = await handle(line);
    const data = reply.data as unknown as Data;
    for (const part of [data.inputs, data.working, data.results, data.evidence, data.warnings]) expect(part).toBeInstanceOf(Array);
    expect(['good', 'fair', 'weak']).toContain(data.certainty.level);
    for (const id of [...data.working, ...data.evidence].flatMap(({ sources }) => sources)) expect(data.sources[id]?.title, id).toBeTruthy();
    expect(JSON.stringify(data)).not.toMatch(/NaN|Infinity|\[object/);
  });

  it.each(LINES)('%s gives the same from named options, from a form and from the line', async (name, line) => {
    const { handle } = program(NOW);
    const { reply } = await handle(line);
    const { inputs, results } = reply.data as unknown as { inputs: { name: string; value: string; from: string }[]; results: unknown };
    const given = inputs.filter(({ from }) => from === 'given');
    const args = Object.fromEntries(given.map((input) => [input.name, input.value]));
    const fromForm = await handle({ kind: 'command', name: `appraise ${name}`, args });
    expect(fromForm.reply.data).toMatchObject({ results } as object);
    const fromOptions = await handle(`appraise ${name} ${given.map((input) => `--${input.name}="${input.value}"`).join(' ')}`);
    expect(fromOptions.reply.data).toMatchObject({ results } as object);
  });

  it.each(LINES)('%s offers a form that holds what was given', async (name, line) => {
    const { handle } = program(NOW);
    const { reply } = await handle(line);
    const { inputs } = reply.data as unknown as { inputs: { name: string; value: string; from: string }[] };
    const form = formIn(reply, 'Change an input');
    expect(form?.command).toBe(`appraise ${name}`);
    for (const input of inputs.filter(({ from }) => from === 'given'))
      expect(form?.fields.find((field) => field.name === input.name)?.default).toBe(String(input.value));
  });

  it('shows how each line came about, and what a default rests on', async () => {
    const { handle, sees } = program(NOW);
    const [working] = tables((await handle('jobs staff 1000')).reply);
    expect(working?.rows).toContainEqual([
      'Job-loss rate',
      'default: the loss that was expected in Middlesbrough over four years, 42.2%',
      '441 of 1,046: 42.2%',
    ]);
    expect(working?.rows).toContainEqual(['Staff in scope', 'as given', '1,000 people']);
    const page = await sees('jobs staff 1000');
    expect(page).toContain('Weakness: A forecast for one council');
    expect(page).toContain('Source: Centre for Public Services, A New Vision for Local Government');
    expect(page).toContain('How sure: weak. The rate is one forecast for one council');
    expect(page).toContain('Ask next: How many jobs go before transfer, and how many after?');
  });

  it('matches a risk with those of the knowledge base', async () => {
    const { sees } = program(NOW);
    expect(await sees('appraise risk monopoly 3x4 council')).toMatch(/\d+ risks of the knowledge base are not in this register/);
  });

  it('is listed with a line and a button each by the one word', async () => {
    const { handle, sees } = program(NOW);
    const page = await sees('appraise');
    const { reply } = await handle('appraise');
    const pressed = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(({ request }) => request) : []));
    for (const [name] of LINES) {
      const command = commands.find((one) => one.name === `appraise ${name}`);
      expect(page).toContain(`${name} ${command?.summary}`);
      expect(pressed).toContain(`appraise ${name}`);
    }
  });

  it('with nothing given asks with its form', async () => {
    const { handle } = program(NOW);
    for (const [name] of LINES) {
      const { reply } = await handle(`appraise ${name}`);
      expect(formIn(reply)?.command, name).toBe(`appraise ${name}`);
    }
  });
});

describe('a line of chat', () => {
  it.each([
    'jobs lost in Middlesbrough',
    'risk of a partnership failing',
    'options for keeping work in-house',
    'jobs promised in Cornwall',
    'local jobs that were lost',
    'savings at Southwest One',
    'jobs staff lost in 2001?',
  ])('`%s` is a question', async (line) => {
    const { handle } = program(NOW);
    expect((await handle(line)).reply.data).toHaveProperty('question');
  });

  it.each([
    ['jobs staff 1250 months 18 months rate 40%', { staff: '1250', months: '18 months', rate: '40%' }],
    ['jobs staff=1250 rate: 40%', { staff: '1250', rate: '40%' }],
    ['overrun base £10m rate 30% years 6 years', { base: '£10m', rate: '30%', years: '6 years' }],
    ['options scores in-house: 8 7\njoint: 6 4 criteria quality, jobs', { scores: 'in-house: 8 7\njoint: 6 4', criteria: 'quality, jobs' }],
    ['appraise risk register savings 4x5', { register: 'savings 4x5' }],
  ])('`%s` is read as it is meant', async (line, expected) => {
    const { handle } = program(NOW);
    const { inputs } = (await handle(line)).reply.data as unknown as { inputs: { name: string; value: string; from: string }[] };
    expect(Object.fromEntries(inputs.filter(({ from }) => from === 'given').map(({ name, value }) => [name, value]))).toEqual(expected);
  });
});

describe('what is missing', () => {
  it.each([
    ['jobs rate 42%', 'staff', { rate: '42%' }],
    ['payback savings £350k a year', 'investment', { savings: '£350k a year' }],
    ['savings years 10', 'claim', { years: '10' }],
    ['investment price £267m', 'investment', { price: '£267m' }],
    ['overrun over £268m', 'rate', { over: '£268m' }],
    ['local jobs 525', 'pay', { jobs: '525' }],
    ['payback investment £1m savings £1m borrow £1m', 'interest', { borrow: '£1m' }],
  ])('`%s` is asked for, with a form that holds the rest', async (line, field, known) => {
    const { handle } = program(NOW);
    const { status, reply } = await handle(`appraise ${line}`);
    expect(status).toBe('refused');
    expect(reply.data).toMatchObject({ error: { field } });
    const form = formIn(reply);
    for (const [name, value] of Object.entries(known)) expect(form?.fields.find((one) => one.name === name)?.default).toBe(value);
  });
});

describe('what cannot be', () => {
  it.each([
    ['jobs staff -5', '`staff` cannot be negative, and “-5” is.'],
    ['options criteria quality 0, jobs 0 scores in-house: 1 2; joint: 2 3', '`criteria` are all weighed 0'],
    [
      'options criteria quality, jobs scores in-house: 8 7; joint: 6',
      '`scores` leave “joint” without a score on “jobs”: unless every option is scored on every criterion',
    ],
    ['payback investment £1m savings £1m years 0', '`years` cannot be less than 1 year, and “0” is.'],
    ['jobs staff 100 rate 142%', '`rate` cannot be more than 100%, and “142%” is.'],
    ['local jobs lots pay £28k', '`jobs` must be a number of people'],
    [`savings claim ${'9'.repeat(40)}`, '`claim` has a number of 40 digits, more than can be meant'],
    ['investment price £1m investment £2m own £3m', '`own` cannot be more than the investment that it is part of'],
    ['risk savings 7x5 contractor', 'a likelihood of 7: it is a whole number from 1 to 5'],
    ['impact health good', '`health` does not begin with its score'],
    ['partnership met unicorns', '`met` names “unicorns”, which is none of the tests'],
    ['overrun base £1m final £2m rate 3%', '`rate` is one too many'],
  ])('`%s` is told which field and why', async (line, said) => {
    const { handle, sees } = program(NOW);
    expect(await sees(`appraise ${line}`)).toContain(said);
    expect((await handle(`appraise ${line}`)).status).toBe('refused');
  });
});
