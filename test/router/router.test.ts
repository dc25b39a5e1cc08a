import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Command, defineCommand } from '../../src/core/command.ts';
import type { Block } from '../../src/core/reply.ts';
import { privately, text } from '../../src/core/reply.ts';
import type { Request, Role, Said } from '../../src/core/request.ts';
import type { Held, Standing } from '../../src/core/standing.ts';
import { lengthGuard, roleGuard } from '../../src/router/guards.ts';
import { createRouter } from '../../src/router/router.ts';

const echo = defineCommand({
  name: 'echo',
  summary: 'Says what it was given',
  input: z.object({
    words: z.string().optional().meta({ description: 'Words', rest: true }),
    colour: z.enum(['red', 'green']).optional().meta({ description: 'A colour' }),
    count: z.int().min(1, 'must be 1 or more').default(1).meta({ description: 'How many' }),
    loud: z.boolean().default(false).meta({ description: 'Loudly' }),
  }),
  allow: 'anyone',
  examples: ['echo hello', 'echo hello --count 2', 'echo --colour=red'],
  run: (input) => privately([text(JSON.stringify(input))], input as Record<string, string | number | boolean>),
});
const whole = defineCommand({
  name: 'whole',
  summary: 'Takes the line as it is',
  input: z.object({ line: z.string().meta({ description: 'The line', rest: true }) }),
  allow: 'anyone',
  examples: ['whole anything'],
  run: ({ line }) => privately([text(line)], { line }),
});
const choose = defineCommand({
  name: 'choose',
  summary: 'Needs an option',
  input: z.object({ what: z.string().meta({ description: 'What it is: jobs, cost…' }) }),
  allow: 'anyone',
  examples: ['choose --what jobs'],
  run: ({ what }) => privately([text(what)], null),
});
const secret = defineCommand({
  name: 'secret',
  summary: 'For officers',
  input: z.object({}),
  allow: ['regional-officer', 'national-officer'],
  examples: ['secret'],
  run: () => privately([text('done')], null),
});
const roles = defineCommand({
  name: 'roles',
  summary: 'Says which roles one has',
  input: z.object({}),
  allow: ['regional-officer'],
  examples: ['roles'],
  run: async (_, { held }) => privately([text(JSON.stringify([...(await held()), ...(await held())]))], null),
});
const broken = defineCommand({
  name: 'broken',
  summary: 'Fails',
  input: z.object({ why: z.string().meta({ description: 'Why', rest: true }) }),
  allow: 'anyone',
  examples: ['broken pipe'],
  run: ({ why }) => {
    throw new TypeError(`failed on ${why}`);
  },
});

const greet = (second: string, aliases: readonly string[] = []) =>
  defineCommand({
    name: `greet ${second}`,
    aliases,
    summary: `Greets the ${second}`,
    input: z.object({ name: z.string().meta({ description: 'Whom' }), count: z.coerce.number().default(1).meta({ description: 'How often' }) }),
    allow: 'anyone',
    examples: [`greet ${second} name Ada`],
    run: (input) => privately([text(`${second}: ${JSON.stringify(input)}`)], null),
  });

const suppose = defineCommand({
  name: 'greet again',
  aliases: ['what if', 'what if the'],
  afterAlias: /^count\b.*\d/i,
  namesFields: true,
  summary: 'Greets again',
  input: z.object({
    words: z.string().optional().meta({ description: 'What to say', rest: true }),
    count: z.string().meta({ description: 'How often' }),
    months: z.string().optional().meta({ description: 'For how long' }),
  }),
  allow: 'anyone',
  examples: ['greet again count 3'],
  run: (input, _context, given) => privately([text(JSON.stringify(input))], { given: JSON.stringify(given) }),
});

const logged: { fields: object; message: string }[] = [];
const note = (fields: object, message: string): void => void logged.push({ fields, message });
const options = {
  commands: [echo, whole, choose, secret, roles, broken, greet('morning', ['hello']), greet('evening'), suppose] as Command<unknown>[],
  services: {},
  clock: { now: () => new Date(0) },
  log: { debug: note, info: note, warn: note, error: note },
  guards: [lengthGuard, roleGuard],
  fallback: 'whole',
  isKnownWord: (word: string) => word === 'whale',
};
const router = createRouter(options);

const HERE = { platform: 'test', workspace: 'W1' } as const;
const standing = ({ reach }: Pick<Held, 'reach'>): Standing => ({ held: [{ role: 'regional-officer', of: 'north-west', reach }], isComplete: true });
const requestFor = (said: Said | string, roles: readonly Role[] = []): Request => ({
  person: { id: 'U1', roles },
  place: { ...HERE, channel: 'C1' },
  said: typeof said === 'string' ? { kind: 'line', text: said } : said,
  locale: 'en-GB',
  timeZone: 'Europe/London',
});
const ask = (said: Said | string, roles?: readonly Role[]) => router.handle(requestFor(said, roles));
const wordsOf = (blocks: readonly Block[]): string => blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n');
const sees = async (said: Said | string, roles?: readonly Role[]): Promise<string> => wordsOf((await ask(said, roles)).reply.blocks);

describe('arguments', () => {
  it.each<[string, object]>([
    ['echo hello there', { words: 'hello there' }],
    ['echo --count 3 hello', { words: 'hello', count: 3 }],
    ['echo hello count:3', { words: 'hello', count: 3 }],
    ['echo --colour=red --loud', { colour: 'red', loud: true }],
    ['echo "two words" --loud=no', { words: 'two words', loud: false }],
    ['ECHO time is 9:30', { words: 'time is 9:30' }],
    ['echo --count "2"', { count: 2 }],
    ['echo hello --words "and goodbye"', { words: 'hello and goodbye' }],
  ])('%s', async (line, expected) => {
    const { reply } = await ask(line);
    expect(reply.data).toEqual({ count: 1, loud: false, ...expected });
  });

  it('leaves a line for a command of one field as it is', async () => {
    expect(await sees('whole is it "true" that --x costs £5: really')).toBe('is it "true" that --x costs £5: really');
  });

  it('takes named arguments from a form', async () => {
    expect((await ask({ kind: 'command', name: 'echo', args: { words: 'hi', count: 4 } })).reply.data).toEqual({ words: 'hi', count: 4, loud: false });
  });
});

describe('what is wrong, and an example that works', () => {
  it.each([
    ['echo --colour blue', '`colour` cannot be “blue”: it is one of red, green.'],
    ['echo --colour gren', 'did you mean `green`?'],
    ['echo --count many', '`count` must be a number, and “many” is not.'],
    ['echo --count 0', '`count` must be 1 or more.'],
    ['echo --colur red', '`echo` has no option `--colur`.\nDid you mean `--colour`?'],
    ['echo --count', '`--count` needs a value after it.'],
    ['whole', '`whole` needs words after it: the line.'],
    ['/ecko hello', 'I have no command called `ecko`.\nDid you mean `echo hello`?'],
    ['ecko hello', 'Did you mean `echo hello`?'],
    ['/zzz', 'I have no command called `zzz`.\nSay `help` for what I can do, or just ask your question.'],
  ])('%s', async (line, expected) => {
    const { status, reply } = await ask(line);
    expect(status).toBe('refused');
    expect(wordsOf(reply.blocks)).toContain(expected);
  });

  it.each([
    ['echo --count 0', 'For example: `echo hello --count 2`.'],
    ['echo --colour blue', 'For example: `echo --colour=red`.'],
    ['echo --loud=perhaps', 'For example: `echo hello`.'],
  ])('%s: the example with that option, else the first', async (line, expected) => {
    expect(await sees(line)).toContain(expected);
  });

  it('has no full stop after an ellipsis', async () => {
    expect(await sees('choose')).toBe('`choose` needs `--what`: what it is: jobs, cost…\nFor example: `choose --what jobs`.');
  });

  it('names the field, for the platform to show beside it', async () => {
    const { reply } = await ask({ kind: 'command', name: 'echo', args: { count: 0 } });
    expect(reply.data).toMatchObject({ error: { field: 'count', what: '`count` must be 1 or more.' } });
  });

  it('refuses an argument the command does not have', async () => {
    expect((await ask({ kind: 'command', name: 'echo', args: { volume: 1 } })).status).toBe('refused');
  });
});

describe('a line that names no command', () => {
  it('goes to the fallback', async () => {
    expect(await sees('what is a partnership')).toBe('what is a partnership');
  });

  it('even when it begins with a known word that looks like a command', async () => {
    expect(await sees('whale watching')).toBe('whale watching');
  });
});

describe('guards', () => {
  it('say who can run a command', async () => {
    expect(await sees('secret', ['organiser'])).toBe(
      '`secret` is not open to you.\nIt can be run by a regional officer or a national officer: ask one of them.',
    );
    expect(await sees('secret', ['regional-officer'])).toBe('done');
  });

  it.each<[string, Standing, string]>([
    ['a role here', standing({ reach: HERE }), 'done'],
    ['a role everywhere', standing({ reach: 'everywhere' }), 'done'],
    ['a role here, though the platform did not answer', { ...standing({ reach: HERE }), isComplete: false }, 'done'],
    ['a role elsewhere', standing({ reach: { platform: 'test', workspace: 'W2' } }), 'not open to you here: your role counts in another workspace'],
    ['a platform that did not answer', { held: [], isComplete: false }, 'I could not find out in time whether `secret` is open to you, so I have not run it.'],
    ['no role', { held: [], isComplete: true }, '`secret` is not open to you.'],
  ])('let through who has %s', async (_, answer, seen) => {
    const asked = createRouter({ ...options, standingOf: async () => answer });
    expect(wordsOf((await asked.handle(requestFor('secret'))).reply.blocks)).toContain(seen);
  });

  it('ask for what a person may do once a request, and never for a command that is open to anyone', async () => {
    let times = 0;
    const standingOf = async (): Promise<Standing> => {
      times += 1;
      return standing({ reach: HERE });
    };
    const asked = createRouter({ ...options, standingOf });
    await asked.handle(requestFor('echo hello'));
    expect(times).toBe(0);
    await asked.handle(requestFor('roles'));
    expect(times).toBe(1);
    await asked.handle(requestFor('roles'));
    expect(times).toBe(2);
  });

  it('refuse what is too long, in a line or an argument', async () => {
    expect(await sees('x'.repeat(4_001))).toContain('That is 4,001 characters long, and I read at most 4,000 at once.');
    expect(await sees({ kind: 'command', name: 'whole', args: { line: 'x'.repeat(4_001) } })).toContain('4,001 characters');
  });
});

describe('a fault of ours', () => {
  it('is an apology with an incident id that the log has too, and the log has nothing the person said', async () => {
    logged.length = 0;
    const { status, reply } = await ask('broken by Jo Bloggs');
    const [, incident = ''] = /number: ([0-9a-f]{8})\./.exec(wordsOf(reply.blocks)) ?? [];
    expect(status).toBe('failed');
    expect(incident).not.toBe('');
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged)).toContain(incident);
    expect(JSON.stringify(logged)).not.toMatch(/Bloggs/);
    expect(wordsOf(reply.blocks)).not.toMatch(/TypeError|failed on/);
  });
});

describe('a declaration that contradicts itself', () => {
  it('is refused when loaded, with its name', () => {
    const declare = (example: string) =>
      defineCommand({ name: 'odd', summary: '', input: z.object({}), allow: 'anyone', examples: [example], run: () => privately([], null) });
    expect(() => declare('even 1')).toThrow('command odd: example "even 1" does not begin with its name');
  });
});

describe('a group of commands', () => {
  it('is named by two words, and takes bare names of fields', async () => {
    expect(await sees('greet morning name Ada Lovelace count 2')).toBe('morning: {"name":"Ada Lovelace","count":2}');
    expect(await sees('/Greet EVENING --name "Ada Lovelace"')).toBe('evening: {"name":"Ada Lovelace","count":1}');
  });

  it('says what its second words are, for the first alone or a slip', async () => {
    expect(await sees('greet')).toContain('`greet morning` (Greets the morning); `greet evening` (Greets the evening)');
    expect(await sees('greet mornign')).toContain('`greet` has no `mornign`');
    expect(await sees('/greet the sun')).toContain('`greet` has no `the`');
  });

  it('leaves a question alone that begins with its first word', async () => {
    expect(await sees('greet a whale at sea')).toBe('greet a whale at sea');
  });

  it('is reached by an alias only before one of its fields', async () => {
    expect(await sees('hello name Ada')).toBe('morning: {"name":"Ada","count":1}');
    expect(await sees('hello there, how are you')).toBe('hello there, how are you');
  });

  it('names the field whose value is missing', async () => {
    expect(await sees('greet morning name count 2')).toContain('`name` needs a value after it.');
  });
});

describe('free words', () => {
  it('keep the quotes that part what is said from what it is about', async () => {
    expect(await sees('echo "hear us" at nine')).toContain('\\"hear us\\" at nine');
    expect(await sees('echo "hear us"')).toContain('"words":"hear us"');
  });
});

describe('an alias of several words, and a command that names its fields', () => {
  it.each([
    ['what if count 3', { count: '3' }],
    ['What if the count: 3', { count: '3' }],
    ['what if count=3 words two of them', { count: '3', words: 'two of them' }],
    ['greet again count 3 months 18 months', { count: '3', months: '18 months' }],
    ['greet again words in-house:8 then\njoint: 6 count 3', { words: 'in-house:8 then\njoint: 6', count: '3' }],
  ])('`%s`', async (line, expected) => {
    const { status, reply } = await ask(line);
    expect([status, reply.data]).toEqual(['answered', { given: JSON.stringify(expected) }]);
  });

  it.each(['what if the council refuses', 'what if count Dracula comes', 'what if'])('`%s` is no command', async (line) => {
    expect(await sees(line)).toBe(line);
  });

  it('asks for what is missing with a form that holds what is known', async () => {
    const { status, reply } = await ask('greet again months 18');
    expect(status).toBe('refused');
    const [form] = reply.blocks.flatMap((block) => (block.kind === 'form' ? [block.form] : []));
    expect(form?.command).toBe('greet again');
    expect(form?.fields.map(({ name, default: known }) => [name, known])).toEqual([
      ['words', undefined],
      ['count', undefined],
      ['months', '18'],
    ]);
  });
});
