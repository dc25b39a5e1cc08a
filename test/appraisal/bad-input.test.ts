import { describe, expect, it } from 'vitest';
import { render } from '../../src/adapters/terminal/render.ts';
import { terminalRequest } from '../../src/adapters/terminal/requests.ts';
import { input as jobs } from '../../src/appraisal/jobs.ts';
import { input as local } from '../../src/appraisal/local.ts';
import { input as overrun } from '../../src/appraisal/overrun.ts';
import { input as payback } from '../../src/appraisal/payback.ts';
import { input as savings } from '../../src/appraisal/savings.ts';
import { defineCommand } from '../../src/core/command.ts';
import { privately } from '../../src/core/reply.ts';
import { createRouter } from '../../src/router/router.ts';

const shared = { summary: 'Try', allow: 'anyone', run: () => privately([], null) } as const;
const commands = [
  defineCommand({ ...shared, name: 'jobs', input: jobs, examples: ['jobs --staff 1250-1500 --rate 42%'] }),
  defineCommand({ ...shared, name: 'payback', input: payback, examples: ['payback --investment £1m --savings "300k a year"'] }),
  defineCommand({ ...shared, name: 'savings', input: savings, examples: ['savings --claim £1.5m'] }),
  defineCommand({ ...shared, name: 'overrun', input: overrun, examples: ['overrun --rate 79% --over £268m'] }),
  defineCommand({ ...shared, name: 'local', input: local, examples: ['local --jobs 525-630 --pay £28k'] }),
];
const quiet = () => {};
const router = createRouter({
  commands,
  services: {},
  clock: { now: () => new Date('2026-11-22') },
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  guards: [],
  fallback: 'jobs',
  isKnownWord: () => false,
});

/** What a person at a terminal sees. */
async function seen(line: string): Promise<string> {
  const { reply } = await router.handle(terminalRequest({ kind: 'line', text: line }, 'Europe/London'));
  return render(reply, { colour: false }).replace(/\s+/g, ' ');
}

describe('bad input', () => {
  it.each([
    ['jobs --staff -5', '`staff` cannot be negative, and “-5” is.'],
    ['jobs --staff 100 --rate 142%', '`rate` cannot be more than 100%, and “142%” is.'],
    ['jobs --staff lots', '`staff` must be a number of people, such as 1,250 or 1250-1500, and “lots” is not.'],
    [`jobs --staff ${'9'.repeat(40)}`, '`staff` has a number of 40 digits, more than can be meant: check it, and write a large sum as £1.2m or £3bn.'],
    ['payback --investment £1m --savings £1m --years 0', '`years` cannot be less than 1 year, and “0” is.'],
    ['savings --claim £1m --years 0', '`years` must be more than 0 years, and “0” is not.'],
    ['savings --claim much', '`claim` must be money, such as £1.2m, £950k, 1,200,000 or £7m-£8m, and “much” is not.'],
    ['local --jobs 100 --pay 28k --spend 0.42', '`spend` could mean 42% or 0.42%: write “0.42” with its % sign.'],
    ['overrun --final £5m --over £6m', '`over` must be less than the final cost.'],
  ])('`%s` is told what is wrong with which field', async (line, said) => {
    expect(await seen(line)).toContain(said);
  });

  it.each([
    ['jobs', '`jobs` needs `--staff`: staff in scope of the proposal: a number or a range, such as 1250-1500.'],
    ['payback --investment £1m', '`payback` needs `--savings`: '],
    ['payback --investment £1m --savings £1m --borrow £1m', '`payback` needs `--interest`: interest rate of the borrowing, such as 5%.'],
    ['overrun', '`overrun` needs `--base`: what it was to cost: £10m.'],
    ['overrun --over £268m', '`overrun` needs `--rate`: the overrun as a share of what it was to cost: 79%.'],
    ['local --jobs 100', '`local` needs `--pay`: average pay of one of these jobs, a year: £28k.'],
    ['local --jobs 100 --pay 28k --purchases £2m --now 50%', '`local` needs `--after`: '],
  ])('`%s` is asked for the one input that is missing', async (line, said) => {
    expect(await seen(line)).toContain(said);
  });
});
