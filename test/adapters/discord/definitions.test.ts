import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commands } from '../../../commands/index.ts';
import { definitionsOf, sameDefinitions } from '../../../src/adapters/discord/definitions.ts';
import { slashNames } from '../../../src/adapters/discord/slash-names.ts';
import { choicesFor } from '../../../src/adapters/discord/suggestions.ts';
import type { CommandInfo } from '../../../src/core/command.ts';
import { defineCommand } from '../../../src/core/command.ts';
import { privately } from '../../../src/core/reply.ts';
import { checkCommands } from '../../fakes/discord/command-rules.ts';

const manyChoices = Array.from({ length: 40 }, (_, nth) => `choice-${nth}`) as [string, ...string[]];
const odd = defineCommand({
  name: 'odd',
  summary: 'S'.repeat(300),
  input: z.object({
    payBand: z.enum(manyChoices).optional().meta({ description: '' }),
    needed: z.number().meta({ description: 'Comes last here, and first on Discord' }),
    few: z.enum(['one', 'two']).optional().meta({ description: 'Few' }),
    sure: z.boolean().optional().meta({ description: 'Sure?' }),
  }),
  allow: 'anyone',
  examples: ['odd'],
  run: () => privately([], null),
});

/** As it goes over the wire. */
const sentOf = (definitions: object): Record<string, unknown>[] => JSON.parse(JSON.stringify(definitions)) as Record<string, unknown>[];

describe('definitions', () => {
  it('make what Discord accepts of every command', () => {
    expect(() => checkCommands(sentOf(definitionsOf(commands)))).not.toThrow();
    expect(() => checkCommands(sentOf(definitionsOf([odd])))).not.toThrow();
  });

  it('have typed options, required ones first, and choices while there are few', () => {
    const [slash] = definitionsOf([odd]);
    expect(slash).toMatchObject({
      name: 'odd',
      options: [
        { name: 'needed', type: 10, required: true },
        { name: 'pay-band', type: 3, autocomplete: true, description: 'payBand' },
        {
          name: 'few',
          type: 3,
          choices: [
            { name: 'one', value: 'one' },
            { name: 'two', value: 'two' },
          ],
        },
        { name: 'sure', type: 5 },
      ],
    });
  });

  it('have subcommands where commands share their first word', () => {
    const group = ['deadline start', 'deadline met', 'deadline', 'log'].map((name) => ({
      ...odd,
      name,
      fields: odd.fields.filter(({ required }) => !required),
    }));
    const [deadline, log] = definitionsOf(group);
    expect(deadline).toMatchObject({
      name: 'deadline',
      description: 'deadline: start, met, show',
      options: [
        { type: 1, name: 'start', options: [{ name: 'pay-band', autocomplete: true }, { name: 'few' }, { name: 'sure' }] },
        { type: 1, name: 'met' },
        { type: 1, name: 'show' },
      ],
    });
    expect(log).toMatchObject({ name: 'log', options: [{ name: 'pay-band' }, { name: 'few' }, { name: 'sure' }] });
    expect(() => checkCommands(sentOf([deadline, log]))).not.toThrow();
  });

  it.each([
    ['shows what there is', ['appraise', 'appraise jobs'], ['appraise jobs', 'appraise show']],
    ['must be told something', ['remind', 'remind list'], ['remind list', 'remind remind']],
    ['has a sibling called show', ['appraise', 'appraise show'], ['appraise appraise', 'appraise show']],
    ['stands alone', ['remind'], ['remind']],
  ])('name a command of one word that %s', (_, names, slash) => {
    const fields = (name: string) => odd.fields.filter(({ required }) => !required || name === 'remind');
    expect([...slashNames(names.map((name) => ({ ...odd, name, fields: fields(name) }))).keys()].sort()).toEqual(slash);
  });

  it('fit a large group within what Discord takes of one command, by shortening what describes it', () => {
    const wordy = {
      help: 'H'.repeat(100),
      type: 'choice' as const,
      required: false,
      rest: false,
      choices: Array.from({ length: 9 }, (_, nth) => `choice ${nth}`),
    };
    const fields = Array.from({ length: 9 }, (_, nth) => ({ ...wordy, name: `field${nth}` }));
    const words = (count: number) => Array.from({ length: count }, (_, nth) => `appraise ${'abcdefghijklmnopqrstuvwxyz'[nth]}`);
    const commandsOf = (count: number): CommandInfo[] => words(count).map((name) => ({ ...odd, name, fields }));
    for (const count of [5, 12, 25]) expect(() => checkCommands(sentOf(definitionsOf(commandsOf(count))))).not.toThrow();
    expect(() => definitionsOf(commandsOf(26))).toThrow('/appraise has 26 commands');
  });

  it('have an entry in the menu of a message for each command that is declared', () => {
    expect(
      definitionsOf(commands)
        .filter(({ type }) => type === 3)
        .map(({ name }) => name),
    ).toEqual(['Ask Steward about this', 'Remind us about this']);
    expect(definitionsOf([{ ...odd, name: 'remind' }]).map(({ name }) => name)).toEqual(['remind', 'Remind us about this']);
  });

  it('suggest the choices that are too many to list', async () => {
    const suggest = () => [];
    const values = async (typed: string): Promise<string[]> => (await choicesFor({ suggest }, odd, 'pay-band', typed)).map(({ value }) => value);
    expect(await values('')).toHaveLength(25);
    expect(await values('choice-39')).toEqual(['choice-39']);
    expect((await values('39'))[0]).toBe('choice-39');
    expect(await choicesFor({ suggest }, odd, 'no-such-option', 'x')).toEqual([]);
  });

  it('leave out a suggestion that Discord cannot carry, and shorten its name', async () => {
    const entry: CommandInfo = { ...odd, fields: odd.fields.map((field) => ({ ...field, suggest: 'entry' as const })) };
    const suggest = () => [
      { label: 'L'.repeat(150), value: 'ok' },
      { label: 'x', value: 'v'.repeat(101) },
    ];
    expect(await choicesFor({ suggest }, entry, 'needed', '')).toEqual([{ name: `${'L'.repeat(99)}…`, value: 'ok' }]);
  });

  it('are the same when Discord adds ids and defaults, and not when one thing differs', () => {
    const ours = definitionsOf(commands);
    const registered = ours
      .map((one, nth) => ({
        ...structuredClone(one),
        id: String(nth),
        version: '1',
        default_member_permissions: null,
        nsfw: false,
        ...(one.type === 3 ? { description: '' } : {}),
      }))
      .reverse();
    expect(sameDefinitions(registered, ours, 'everywhere')).toBe(true);
    expect(sameDefinitions(registered.slice(1), ours, 'everywhere')).toBe(false);
    const grouped = definitionsOf([{ ...odd, name: 'odd one' }]);
    const changed = definitionsOf([{ ...odd, name: 'odd one', fields: odd.fields.slice(1) }]);
    expect(sameDefinitions(changed, grouped, 'everywhere')).toBe(false);
    expect(
      sameDefinitions(
        registered.map((one) => ({ ...one, contexts: null })),
        ours,
        'everywhere',
      ),
    ).toBe(false);
    expect(
      sameDefinitions(
        registered.map((one) => ({ ...one, contexts: null })),
        ours,
        'guild',
      ),
    ).toBe(true);
    fc.assert(
      fc.property(fc.anything(), (anything) => void sameDefinitions([anything], ours, 'guild')),
      { numRuns: 100 },
    );
  });
});
