import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cashFlow, sumsOver } from '../../src/appraisal/cash-flow.ts';
import { money, moneyList, months, people, percent, wholeYears, years } from '../../src/appraisal/quantities.ts';
import { defineCommand } from '../../src/core/command.ts';
import { privately } from '../../src/core/reply.ts';

/** What a schema makes of what was written: one number, two, or what is wrong with it. */
function read(schema: z.ZodType, written: unknown): unknown {
  const { success, data, error } = schema.safeParse(written);
  if (!success) return error.issues.map(({ message }) => message).join(' | ');
  const range = z.object({ low: z.number(), high: z.number() }).safeParse(data).data;
  return range === undefined ? data : range.low === range.high ? range.low : [range.low, range.high];
}

describe('money', () => {
  it.each([
    ['£1.2m', 1_200_000],
    ['£950k', 950_000],
    ['1,200,000', 1_200_000],
    ['1.2 million', 1_200_000],
    ['1.2 Million pounds', 1_200_000],
    ['£1bn', 1_000_000_000],
    ['£ 12.50', 12.5],
    [12.5, 12.5],
    ['£7m–£8m', [7_000_000, 8_000_000]],
    ['£7m-£8m', [7_000_000, 8_000_000]],
    ['£7-8m', [7_000_000, 8_000_000]],
    ['7 to 8 million', [7_000_000, 8_000_000]],
    ['between £7m and £8m', [7_000_000, 8_000_000]],
    ['from £7m to £8m', [7_000_000, 8_000_000]],
    ['£8m-£7m', [7_000_000, 8_000_000]],
    ['250,000-1m', [250_000, 1_000_000]],
    ['up to £7m', [0, 7_000_000]],
    ['about £1.3m', 1_300_000],
  ])('reads %s', (written, meant) => {
    expect(read(money(), written)).toEqual(meant);
  });

  it.each([
    ['lots', 'must be money, such as £1.2m, £950k, 1,200,000 or £7m-£8m, and “lots” is not'],
    ['', 'is empty: write money, such as £1.2m, £950k, 1,200,000 or £7m-£8m'],
    ['1,2', 'must be money, such as £1.2m, £950k, 1,200,000 or £7m-£8m, and “1,2” is not'],
    ['1'.repeat(40), 'has a number of 40 digits, more than can be meant: check it, and write a large sum as £1.2m or £3bn'],
    ['-£5', 'cannot be negative, and “-£5” is'],
    ['−£200k', 'cannot be negative, and “−£200k” is'],
    ['£1001bn', 'cannot be more than £1,000bn, and “£1001bn” is'],
    ['5 years', 'must be money, such as £1.2m, £950k, 1,200,000 or £7m-£8m, and “5 years” is a length of time'],
    ['£5m a year', 'is a sum in all, not by the year, and “£5m a year” is by the year'],
    ['at least £5m', 'has no upper end in “at least £5m”: give both, such as 50-80'],
    ['£500-£1m', 'could be read in two ways: write both numbers of “£500-£1m” in full'],
    ['£7-£8m', 'could be read in two ways: write both numbers of “£7-£8m” in full'],
    ['£7m-8', 'could be read in two ways: write both numbers of “£7m-8” in full'],
    ['£5-6 years', 'has two units in “£5-6 years”: write both numbers in one'],
  ])('says what is wrong with %s', (written, problem) => {
    expect(read(money(), written)).toBe(problem);
  });

  it('by the year may say so', () => {
    expect(read(money({ isYearly: true }), '£500k-£600k a year')).toEqual([500_000, 600_000]);
  });

  it('takes “about” as the number itself, and keeps that it was about', () => {
    expect(money().parse('about £1.3m')).toEqual({ low: 1_300_000, high: 1_300_000, isAbout: true });
    expect(money().parse('£1.3m')).toEqual({ low: 1_300_000, high: 1_300_000 });
  });
});

describe('percentages', () => {
  it.each([
    ['42%', 0.42],
    ['42 per cent', 0.42],
    ['42', 0.42],
    [42, 0.42],
    ['0.42%', 0.0042],
    ['20-30%', [0.2, 0.3]],
    ['20% to 30%', [0.2, 0.3]],
    ['441 of 1,046', 441 / 1046],
    ['441/1,046', 441 / 1046],
    ['100%', 1],
    ['0', 0],
  ])('reads %s', (written, meant) => {
    expect(read(percent(), written)).toEqual(meant);
  });

  it.each([
    ['142%', 'cannot be more than 100%, and “142%” is'],
    ['-3%', 'cannot be negative, and “-3%” is'],
    ['0.42', 'could mean 42% or 0.42%: write “0.42” with its % sign'],
    ['3 of 0', 'must be a percentage, such as 42%, 20-30% or 441 of 1,046, and “3 of 0” is not'],
    ['half', 'must be a percentage, such as 42%, 20-30% or 441 of 1,046, and “half” is not'],
  ])('says what is wrong with %s', (written, problem) => {
    expect(read(percent(), written)).toBe(problem);
  });
});

describe('people', () => {
  it.each([
    ['1250-1500', [1250, 1500]],
    ['1,250 to 1,500', [1250, 1500]],
    ['1,250 to 1,500 staff', [1250, 1500]],
    ['about 1,300', 1300],
    ['13.39 FTE', 13.39],
  ])('reads %s', (written, meant) => {
    expect(read(people(), written)).toEqual(meant);
  });

  it.each([
    ['-5', 'cannot be negative, and “-5” is'],
    ['0', 'cannot be less than 1, and “0” is'],
    ['50+', 'has no upper end in “50+”: give both, such as 50-80'],
    ['40%', 'must be a number of people, such as 1,250 or 1250-1500, and “40%” is a percentage'],
  ])('says what is wrong with %s', (written, problem) => {
    expect(read(people(), written)).toBe(problem);
  });
});

describe('lengths of time', () => {
  it.each([
    [years(), '7.5 years', 7.5],
    [years(), '18 months', 1.5],
    [years(), '7-10', [7, 10]],
    [years(), '0', 'must be more than 0 years, and “0” is not'],
    [months(), '18', 18],
    [months(), '1.5 years', 18],
    [months(), '18–24 months', [18, 24]],
    [wholeYears(30), '5 years', 5],
    [wholeYears(30), '5.5', 'must be a whole number of years, and 5.5 is not'],
    [wholeYears(30), '0 years', 'cannot be less than 1 year, and “0 years” is'],
    [wholeYears(30), '31', 'cannot be more than 30 years, and “31” is'],
    [wholeYears(30), '5-6', 'must be one number, and “5-6” is a range'],
  ])('%# reads %s', (schema, written, meant) => {
    expect(read(schema, written)).toEqual(meant);
  });
});

describe('lists of sums', () => {
  it.each(['£8m, £8m', '£8m and £8m', '8,000,000, 8m', '£8m + £8m'])('reads %s as two', (written) => {
    expect(moneyList().parse(written)).toEqual([
      { low: 8e6, high: 8e6 },
      { low: 8e6, high: 8e6 },
    ]);
  });

  it.each([
    ['50k, 120k, 120k', [50, 120, 120, 0, 0, 0]],
    ['50k then 120k a year for 4 years', [50, 120, 120, 120, 120, 0]],
    ['50,000, 120,000 a year for 2 years, 10,000', [50, 120, 120, 10, 0, 0]],
    ['120k a year', [120, 120, 120, 120, 120, 120]],
    ['50k then 120k a year', [50, 120, 120, 120, 120, 120]],
    ['100k x 3', [100, 100, 100, 0, 0, 0]],
  ])('reads %s by year', (written, thousands) => {
    expect(sumsOver(cashFlow().parse(written), 6)).toEqual(thousands.map((each) => ({ low: each * 1000, high: each * 1000 })));
  });

  it.each([
    ['120k a year for 40 years', 'must be for at least 1 and at most 30 years'],
    ['120k a year for 0 years', 'must be for at least 1 and at most 30 years'],
    ['120k a year, 50k', 'says “a year” and then goes on: say for how many years, such as 120k a year for 4 years'],
    ['50k, lots', 'must be money, such as £1.2m, £950k, 1,200,000 or £7m-£8m, and “lots” is not'],
    ['£8m,', 'is empty: write money, such as £1.2m, £950k, 1,200,000 or £7m-£8m'],
  ])('says what is wrong with %s', (written, problem) => {
    expect(read(cashFlow(), written)).toBe(problem);
  });
});

describe('every quantity', () => {
  const schemas: readonly z.ZodType[] = [money(), percent(), people(), years(), months(), wholeYears(30), moneyList(), cashFlow()];
  const pieces = [
    '£',
    '-',
    '–',
    '%',
    'k',
    'm',
    'bn',
    ' to ',
    ' and ',
    ',',
    '.',
    ' of ',
    ' a year',
    ' for ',
    'about ',
    ' years',
    'up to ',
    '0',
    '1',
    '7',
    '250',
  ];
  const likely = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));

  it('takes or refuses whatever is written, in words, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 600 }), likely, fc.double(), fc.anything()), (written) => {
        for (const schema of schemas) {
          const { success, error, data } = schema.safeParse(written);
          if (success) expect(JSON.stringify(data)).not.toMatch(/null|-0[,}]/);
          else for (const { message } of error.issues) expect(message).toMatch(/^(must|cannot|has|is|could|says) /);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads any range of numbers as it is written, the lower first', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(amount, amount, fc.constantFrom('-', ' – ', ' to '), fc.boolean(), (one, other, between, hasCommas) => {
        const write = (number: number): string => (hasCommas ? number.toLocaleString('en-GB') : String(number));
        expect(money().parse(write(one) + between + write(other))).toEqual({ low: Math.min(one, other), high: Math.max(one, other) });
      }),
    );
  });

  it('makes a field that people write words in', () => {
    const input = z.object({ sum: money().meta({ description: 'A sum' }), rate: percent().prefault('3.5%').meta({ description: 'A rate' }) });
    const { fields } = defineCommand({ name: 'try', summary: 'Try', input, allow: 'anyone', examples: ['try'], run: () => privately([], null) });
    expect(fields.map(({ name, type, required, help, default: initial }) => [name, type, required, help, initial])).toEqual([
      ['sum', 'text', true, 'A sum', undefined],
      ['rate', 'text', false, 'A rate', '3.5%'],
    ]);
  });
});
