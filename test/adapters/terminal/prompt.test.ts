import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../src/adapters/terminal/complete.ts';
import { createTerminalCourier } from '../../../src/adapters/terminal/courier.ts';
import { runPrompt } from '../../../src/adapters/terminal/prompt.ts';
import { terminalRequest } from '../../../src/adapters/terminal/requests.ts';
import { privately, text } from '../../../src/core/reply.ts';
import type { Steward } from '../../../src/core/steward.ts';

const steward: Steward = {
  commands: [
    {
      name: 'show',
      summary: '',
      aliases: [],
      allow: 'anyone',
      examples: ['show x'],
      fields: [{ name: 'entry', help: '', type: 'text', required: true, rest: true, choices: [], suggest: 'entry' }],
    },
    {
      name: 'cases',
      summary: '',
      aliases: [],
      allow: 'anyone',
      examples: ['cases'],
      fields: [{ name: 'status', help: '', type: 'choice', required: false, rest: false, choices: ['current', 'historical'] }],
    },
  ],
  suggest: () => [{ label: 'Southwest One', value: 'southwest-one' }],
  handle: async ({ said }) => ({ status: 'answered', reply: privately([text(`heard ${said.kind === 'line' ? said.text : ''}`)], null) }),
};

/** Types keys at the prompt and gives what stands on the screen when the person has left. */
async function session(...keys: readonly string[]): Promise<string> {
  const input = new PassThrough();
  const output = new PassThrough();
  let screen = '';
  output.on('data', (chunk) => {
    screen += chunk;
  });
  const done = runPrompt(
    {
      steward,
      requestFor: (said) => terminalRequest(said, 'Europe/London'),
      out: (line) => output.write(`${line}\n`),
      err: () => {},
      look: { colour: false },
      save: async (fileName) => fileName,
    },
    { input, output },
    createTerminalCourier({ colour: false }),
  );
  for (const key of keys) {
    input.write(key);
    await new Promise((tick) => setImmediate(tick));
  }
  await done;
  return screen;
}

describe('the prompt', () => {
  it('welcomes, answers and leaves on Ctrl-C', async () => {
    const screen = await session('hello\r', '\u0003');
    expect(screen).toContain('Ask in your own words.');
    expect(screen).toContain('heard hello');
  });

  it('leaves on Ctrl-D and on "exit"', async () => {
    await session('\u0004');
    await session('exit\r');
  });

  it('completes a command, misspelt or cut off, and a name after it', async () => {
    expect(await session('sho', '\t', 'Southwest', '\t', '\r', '\u0003')).toContain('heard show southwest-one');
    expect(await session('csaes', '\t', '\r', '\u0003')).toContain('heard cases');
  });

  it('completes both words of a group, misspelt or cut off, and its fields', async () => {
    const field = { help: '', type: 'text' as const, required: false, rest: false, choices: [] };
    const info = { aliases: [], summary: '', allow: 'anyone' as const, examples: ['x'] as [string] };
    const fields = [
      { ...field, name: 'rule', suggest: 'deadline-rule' as const },
      { ...field, name: 'for', choices: ['motion', 'letter'] },
    ];
    const commands = ['deadline start', 'deadline met', 'deadlines'].map((name) => ({ ...info, name, fields }));
    const suggest: Steward['suggest'] = (what, typed) => [{ label: '', value: `${what} ${typed}` }];
    const found = (typed: string) => complete(typed, { commands, suggest });
    expect(await found('dead')).toEqual([['deadline start ', 'deadline met ', 'deadlines '], 'dead']);
    expect(await found('Deadline s')).toEqual([['deadline start '], 'Deadline s']);
    expect(await found('deadline strat')).toEqual([['start '], 'strat']);
    expect(await found('dedlines')).toEqual([expect.arrayContaining(['deadlines ']), 'dedlines']);
    expect(await found('deadline start ')).toEqual([['rule ', 'for '], '']);
    expect(await found('deadline start ru')).toEqual([['rule '], 'ru']);
    expect(await found('deadline start rule adv')).toEqual([['"deadline-rule adv"'], 'adv']);
    expect(await found('deadline start --rule adv')).toEqual([['"deadline-rule adv"'], 'adv']);
    expect(await found('deadline start rule x for mo')).toEqual([['motion'], 'mo']);
    expect(await found('what is a deadline')).toEqual([[], 'is']);
  });

  it('completes the value of an option', async () => {
    expect(await session('cases --status hist', '\t', '\r', '\u0003')).toContain('heard cases --status historical');
  });

  it('brings back what was typed before', async () => {
    const screen = await session('first\r', '\u001b[A\r', '\u0003');
    expect(screen.match(/heard first/g)).toHaveLength(2);
  });
});
