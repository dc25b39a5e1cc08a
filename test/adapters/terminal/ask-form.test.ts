import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/core/clock.ts';
import { defineCommand } from '../../../src/core/command.ts';
import { facts, privately, text } from '../../../src/core/reply.ts';
import type { Steward } from '../../../src/core/steward.ts';
import { createRouter } from '../../../src/router/router.ts';
import { logInMemory } from '../../e2e/program.ts';
import { sitDown } from './at-prompt.ts';

const weigh = defineCommand({
  name: 'weigh',
  summary: 'Weigh an option',
  input: z.object({
    option: z.string().min(1).meta({ description: 'What is proposed', rest: true }),
    jobs: z.int().min(0, 'must be 0 or more').meta({ description: 'Jobs that would move' }),
    mechanism: z.enum(['ssp', 'pfi', 'in-house']).default('in-house').meta({ description: 'How it is done' }),
    transfer: z.boolean().optional().meta({ description: 'Staff would transfer' }),
    on: z.string().optional().meta({ description: 'From which day', suggest: 'date' }),
  }),
  allow: 'anyone',
  examples: ['weigh'],
  run: (input) => privately([facts(...Object.entries(input).map(([label, value]) => ({ label, value: `${typeof value} ${String(value)}` })))], null),
});

const start = defineCommand({
  name: 'start',
  summary: 'Begin',
  input: z.object({}),
  allow: 'anyone',
  examples: ['start'],
  run: () => privately([text('A few questions.'), { kind: 'form', form: { title: 'Weigh an option', command: 'weigh', fields: weigh.fields } }], null),
});

const commands = [weigh, start];
const router = createRouter({ commands, services: {}, clock: systemClock, log: logInMemory(), guards: [], fallback: 'start', isKnownWord: () => true });
const steward: Steward = { ...router, commands, suggest: () => [{ label: 'Friday 19 June 2026', value: '2026-06-19' }] };

/** What stands on the screen from the form on, once these keys were pressed. */
async function after(...keys: readonly string[]): Promise<string[]> {
  const at = sitDown(steward);
  await at.type('start\r', ...keys);
  const lines = at.screen.lines();
  await at.leave();
  return lines.slice(lines.indexOf('A few questions.'));
}

describe('a form at the prompt', () => {
  it('is asked field by field, with its choices and what stands there already', async () => {
    expect(await after('Outsource IT\r', '120\r', '1\r', 'y\r', '\r')).toEqual([
      'A few questions.',
      '',
      '',
      'Weigh an option',
      'Enter alone takes what stands in brackets, or leaves a field empty. Ctrl-C',
      'leaves the form.',
      '',
      'What is proposed',
      'option: Outsource IT',
      '',
      'Jobs that would move',
      'jobs: 120',
      '',
      'How it is done',
      '  1. ssp',
      '  2. pfi',
      '  3. in-house',
      'mechanism [in-house]: 1',
      '',
      'Staff would transfer (optional)',
      'transfer: y',
      '',
      'From which day (optional)',
      'on:',
      '',
      'option     string Outsource IT',
      'jobs       number 120',
      'mechanism  string ssp',
      'transfer   boolean true',
      '',
      '›',
    ]);
  });

  it('takes defaults, and insists on what is needed', async () => {
    const screen = (await after('\r', 'Outsource IT\r', '7\r', '\r', '\r', '\r')).join('\n');
    expect(screen).toContain('This one is needed.\noption: Outsource IT');
    expect(screen).toContain('jobs       number 7\nmechanism  string in-house\n\n›');
  });

  it('asks again for the field the command finds fault with, beside what was wrong', async () => {
    const screen = (await after('Outsource IT\r', '-3\r', '\r', '\r', '\r', '12\r')).join('\n');
    expect(screen).toContain('! `jobs` must be 0 or more.\n\nJobs that would move\njobs [-3]: 12\n\noption     string Outsource IT\njobs       number 12');
  });

  it('completes what a field takes', async () => {
    expect((await after('x\r', '1\r', 'p', '\t', '\r', '\r', '19 J', '\t', '\r')).join('\n')).toMatch(/mechanism +string pfi\non +string 2026-06-19/);
  });

  it('is left with Ctrl-C, and the prompt is there again', async () => {
    const screen = await after('Outsource\r', '12', '\u0003', 'weigh Other jobs:5\r');
    expect(screen.slice(-8)).toEqual([
      'jobs:',
      '› weigh Other jobs:5',
      '',
      'option     string Other',
      'jobs       number 5',
      'mechanism  string in-house',
      '',
      '›',
    ]);
  });

  it('ends with the input', async () => {
    const at = sitDown(steward);
    await at.type('start\r', 'Outsource IT\r', '\u0004');
    await at.leave();
    expect(at.screen.lines().join('\n')).not.toContain('string Outsource');
  });

  it('answers several lines that are pasted at once, one after another', async () => {
    const at = sitDown(steward);
    await at.type('start\r');
    await at.paste('Outsource IT\r5\rssp\rno\r\r');
    expect(at.screen.lines().join('\n')).toContain('jobs       number 5\nmechanism  string ssp\ntransfer   boolean false');
    await at.leave();
  });
});
