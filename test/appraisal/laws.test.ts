import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Appraisal } from '../../src/appraisal/appraisal.ts';
import { appraiseInvestment, input as investment } from '../../src/appraisal/investment.ts';
import { appraiseJobs, input as jobs } from '../../src/appraisal/jobs.ts';
import { appraiseLocal, input as local } from '../../src/appraisal/local.ts';
import { appraiseOverrun, input as overrun } from '../../src/appraisal/overrun.ts';
import { appraisePayback, input as payback } from '../../src/appraisal/payback.ts';
import type { Range } from '../../src/appraisal/range.ts';
import { appraiseSavings, input as savings } from '../../src/appraisal/savings.ts';
import { defineCommand } from '../../src/core/command.ts';
import { privately } from '../../src/core/reply.ts';

type Args = Readonly<Record<string, unknown>>;
/** What each field may be given as, for the laws: from, to, and how a number of it is written. */
type Fields = Readonly<Record<string, { from: number; to: number; write: (amount: number) => string; isOne?: boolean }>>;

const plain = (amount: number): string => amount.toFixed(4);
const share = (amount: number): string => `${amount.toFixed(4)}%`;
const sum = { from: 1, to: 1e9, write: plain } as const;
const wholeShare = { from: 0, to: 100, write: share } as const;

interface Calculator {
  readonly name: string;
  readonly input: z.ZodObject;
  /** Undefined when the schema does not let the arguments through. */
  readonly run: (args: Args) => Appraisal | undefined;
  /** Sets of fields that may be given together. */
  readonly sets: readonly Fields[];
}

function calculator<Input extends z.ZodObject>(
  name: string,
  input: Input,
  appraise: (given: z.output<Input>) => Appraisal,
  ...sets: readonly Fields[]
): Calculator {
  const run = (args: Args): Appraisal | undefined => {
    const { success, data } = input.safeParse(args);
    return success ? appraise(data) : undefined;
  };
  return { name, input, run, sets };
}

const money = { base: sum, final: { ...sum, from: 2e9, to: 4e9 }, over: sum, rate: { from: 1, to: 300, write: share } } as const;
const CALCULATORS: readonly Calculator[] = [
  calculator('jobs', jobs, appraiseJobs, {
    staff: { from: 1, to: 1e6, write: plain },
    rate: wholeShare,
    turnover: wholeShare,
    months: { from: 0, to: 1200, write: plain },
    temporary: wholeShare,
    promised: { from: 0, to: 1e6, write: plain },
  }),
  calculator('payback', payback, appraisePayback, {
    investment: sum,
    savings: { ...sum, write: (amount) => plain(amount / 8) },
    bias: { from: 0, to: 300, write: share },
    rate: { ...wholeShare, isOne: true },
  }),
  calculator('savings', savings, appraiseSavings, {
    claim: sum,
    years: { from: 0.1, to: 100, write: plain },
    procurement: sum,
    client: sum,
    transition: sum,
    profit: sum,
    redundancy: sum,
    variations: sum,
    exit: sum,
    cost: sum,
  }),
  calculator('investment', investment, appraiseInvestment, { price: sum, investment: { ...sum, from: 1e6 }, own: { ...sum, to: 1e6 } }),
  calculator(
    'overrun',
    overrun,
    appraiseOverrun,
    { base: money.base, final: money.final, years: { from: 1, to: 100, write: plain } },
    { base: money.base, over: money.over },
    { base: money.base, rate: money.rate },
    { final: money.final, over: money.over },
    { final: money.final, rate: money.rate },
    { over: money.over, rate: money.rate },
    { rate: money.rate, years: { from: 1, to: 100, write: plain } },
  ),
  calculator('local', local, appraiseLocal, {
    jobs: { from: 0, to: 1e6, write: plain },
    pay: sum,
    spend: wholeShare,
    respend: wholeShare,
    purchases: sum,
    now: wholeShare,
    after: wholeShare,
  }),
];

/** Thousandths, which shrink fast when a law is broken. */
const fraction = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);

/** The same arguments twice: some of their ranges narrower in the first. */
function narrowAndWide(fields: Fields): fc.Arbitrary<readonly [Args, Args]> {
  const one = ({ from, to, write, isOne }: Fields[string]): fc.Arbitrary<readonly [string, string]> =>
    fc.tuple(fraction, fraction, fraction, fraction).map((four) => {
      const [a, b, c, d] = four.sort((x, y) => x - y).map((at) => write(from + (to - from) * at));
      return isOne === true ? [`${a}`, `${a}`] : [`${b} to ${c}`, `${a} to ${d}`];
    });
  return fc
    .record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, one(field)])))
    .map((both) => [0, 1].map((which) => Object.fromEntries(Object.entries(both).map(([name, pair]) => [name, pair[which]]))))
    .map(([narrow = {}, wide = {}]) => [narrow, wide] as const);
}

function amountsOf({ working }: Appraisal): Map<string, Range> {
  return new Map(working.flatMap(({ label, value }) => (value.unit === 'words' ? [] : [[label, value.amount] as const])));
}

/** Every number and every word in it. */
function leaves(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

/** Numbers that are none, words that a person should not see, and ranges the wrong way round. */
function faults(found: Appraisal): unknown[] {
  const isFault = (leaf: unknown): boolean =>
    typeof leaf === 'number' ? !Number.isFinite(leaf) || Object.is(leaf, -0) : /NaN|Infinity|∞|undefined|\[object/.test(String(leaf ?? ''));
  return [...leaves(found).filter(isFault), ...[...amountsOf(found)].filter(([, { low, high }]) => low > high)];
}

/** From what is usual to what nobody would write, the ends of what is allowed among them. */
const written = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '-1',
    '0%',
    '100%',
    '0.000000001%',
    '99.9999999%',
    '101%',
    '£0',
    '£1',
    '£1,000bn',
    '£0.001',
    '1.000001',
    '10,000,000',
    '1200 months',
  ),
  fc.constantFrom(
    '0-100%',
    '£0-£1,000bn',
    '1 to 10,000,000',
    '0.0001-100 years',
    '50k, 0, 120k a year',
    '£1bn a year for 30 years',
    '£1-£1,000bn a year',
    '441 of 1,046',
  ),
  fc.constantFrom('', 'lots', '1'.repeat(40), '5 years', 'about 7', '£1m, £2m', 'NaN', 'Infinity', '-0', '0.5', null, {}, [], true),
  fc.integer({ min: -5, max: 1_000_000 }),
  fc.double(),
  fc.string({ maxLength: 20 }),
);

describe.each(CALCULATORS)('$name', ({ name, input, run, sets }) => {
  const fields = Object.keys(input.shape);

  it('never gives a narrower range for wider inputs', () => {
    for (const set of sets) {
      fc.assert(
        fc.property(narrowAndWide(set), ([narrow, wide]) => {
          const [less, more] = [run(narrow), run(wide)];
          fc.pre(less !== undefined && more !== undefined);
          const outer = amountsOf(more);
          for (const [label, { low, high }] of amountsOf(less)) {
            const around = outer.get(label);
            if (around === undefined) continue;
            const slack = 1e-9 * Math.max(1, Math.abs(around.low), Math.abs(around.high));
            expect(around.low, label).toBeLessThanOrEqual(low + slack);
            expect(around.high, label).toBeGreaterThanOrEqual(high - slack);
          }
        }),
      );
    }
  });

  it('is sound wherever its schema lets the inputs through', () => {
    const few = fc.record(Object.fromEntries(fields.map((field) => [field, written])), { requiredKeys: [] });
    const usual = fc.constantFrom(...sets).chain(narrowAndWide);
    let letThrough = 0;
    fc.assert(
      fc.property(usual, few, ([, wide], odd) => {
        // One odd input among usual ones, and odd ones alone.
        for (const args of [wide, odd, ...Object.entries(odd).map(([field, value]) => ({ ...wide, [field]: value }))]) {
          const found = run(args);
          if (found === undefined) continue;
          letThrough += 1;
          expect(faults(found)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
    expect(letThrough).toBeGreaterThan(300);
  });

  it('says of anything else which field is wrong, and how', () => {
    fc.assert(
      fc.property(fc.record(Object.fromEntries(fields.map((field) => [field, fc.oneof(written, fc.anything())])), { requiredKeys: [] }), (args) => {
        for (const { path, message } of input.safeParse(args).error?.issues ?? []) {
          expect(fields).toContain(path[0]);
          expect(message).toMatch(/^(must|cannot|has|is|could|says) /);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('asks for the one input that is missing', () => {
    const { error } = input.safeParse({});
    const required = new Set(error?.issues.map(({ path }) => String(path[0])));
    expect(required.size).toBeGreaterThan(0);
    const command = defineCommand({ name, summary: name, input, allow: 'anyone', examples: [name], run: () => privately([], null) });
    for (const field of command.fields) {
      expect(field.help, field.name).not.toBe('');
      expect(field.type).toBe('text');
      if (field.required) expect(required).toContain(field.name);
      if (field.default !== undefined) expect(input.shape[field.name]?.safeParse(field.default).success, field.name).toBe(true);
    }
  });

  it('names only sources that the knowledge base has', () => {
    const file = readFileSync(resolve(import.meta.dirname, '../../knowledge/sources.yml'), 'utf8');
    const known = new Set(
      z
        .array(z.object({ id: z.string() }))
        .parse(load(file))
        .map(({ id }) => id),
    );
    fc.assert(
      fc.property(fc.constantFrom(...sets).chain(narrowAndWide), ([, wide]) => {
        const found = run(wide);
        fc.pre(found !== undefined);
        for (const { sources } of [...found.working, ...found.evidence]) for (const source of sources) expect(known).toContain(source);
        for (const { from, sources, label } of found.working) if (from === 'given') expect(sources, label).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
