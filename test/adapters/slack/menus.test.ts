import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { homeView } from '../../../src/adapters/slack/home.ts';
import { suggestedPrompts } from '../../../src/adapters/slack/prompts.ts';
import { shortcutCommand, shortcuts } from '../../../src/adapters/slack/shortcuts.ts';
import { lineOf, slashCommands, slashName, startOf } from '../../../src/adapters/slack/slash.ts';
import { suggestionsFor } from '../../../src/adapters/slack/suggestions.ts';
import type { CommandInfo } from '../../../src/core/command.ts';
import { checkSuggestions, checkView } from '../../fakes/slack/block-kit.ts';
import { reply } from './replies.ts';

const question = { name: 'question', help: 'Your question', type: 'text' as const, required: true, rest: true, choices: [] };
const command = (name: string, fields: CommandInfo['fields'] = [question]): CommandInfo => ({
  name,
  summary: `What ${name} does`,
  aliases: [],
  allow: 'anyone',
  examples: [`${name} TUPE`],
  fields,
});
const when = { ...question, name: 'when', rest: false };
const commands = [command('ask'), command('cases'), command('remind', [when, question])];

describe('slash commands', () => {
  it('take no name that Slack keeps', () => {
    expect(commands.map(({ name }) => slashName(name))).toEqual(['/ask-steward', '/cases', '/remind-steward']);
    expect(slashCommands(commands).map(({ command: name }) => name)).toEqual(['/steward', '/ask-steward', '/cases', '/remind-steward']);
  });

  it('are one for each group of commands, which says what there is in it', () => {
    const group = [command('deadline start'), command('deadline met', []), command('search', []), command('search people')];
    expect(slashCommands(group).slice(1)).toEqual([
      { command: '/deadline', description: 'start: What deadline start does; met: What deadline met does', usage_hint: 'start | met', should_escape: true },
      {
        command: '/search-steward',
        description: 'What search does; people: What search people does',
        usage_hint: '(nothing more) | people',
        should_escape: true,
      },
    ]);
    expect(group.map(({ name }) => slashName(name))).toEqual(['/deadline start', '/deadline met', '/search-steward', '/search-steward people']);
  });

  it('keep the limits of a manifest, however many a group has', () => {
    const group = Array.from({ length: 300 }, (_, nth) => command(`appraise option-${nth}`));
    const [, appraise] = slashCommands(group);
    expect(appraise?.usage_hint.length).toBeLessThanOrEqual(1_000);
    expect(appraise?.description.length).toBeLessThanOrEqual(2_000);
  });

  it.each([
    ['/steward', '', 'help'],
    ['/steward', 'cases Capita', 'cases Capita'],
    ['/cases', 'Capita', 'cases Capita'],
    ['/ask-steward', 'why?', 'ask why?'],
    ['/remind-steward', '', 'remind'],
    ['/deadline', 'start advice-window', 'deadline start advice-window'],
    ['/deadline', '', 'deadline'],
  ])('%s %s is the line "%s"', (slash, text, line) => expect(lineOf(slash, text)).toBe(line));

  it('begin with a command, or with a question', () => {
    expect(startOf('Cases  Capita', commands)).toMatchObject({ command: { name: 'cases' }, rest: 'Capita' });
    expect(startOf('how many jobs went', commands)).toBeUndefined();
  });

  it('begin with the command that says more, by any of its names', () => {
    const named = [command('deadline'), { ...command('deadline start'), aliases: ['begin', 'start deadline'] }];
    expect(startOf('deadline  Start  advice window', named)).toMatchObject({ command: { name: 'deadline start' }, rest: 'advice window' });
    expect(startOf('deadline stop', named)).toMatchObject({ command: { name: 'deadline' }, rest: 'stop' });
    expect(startOf('Begin', named)).toMatchObject({ command: { name: 'deadline start' }, rest: '' });
    expect(startOf('start deadline\nnow', named)).toMatchObject({ command: { name: 'deadline start' }, rest: 'now' });
  });
});

describe('shortcuts', () => {
  it('are there when their command is', () => {
    expect(shortcuts(commands).map(({ callback_id }) => callback_id)).toEqual(['message.ask', 'message.remind', 'global.ask']);
    expect(shortcuts([command('ask')]).map(({ callback_id }) => callback_id)).toEqual(['message.ask', 'global.ask']);
    expect(shortcutCommand('message.remind', [command('ask')])).toBeUndefined();
    expect(shortcutCommand('of another app', commands)).toBeUndefined();
  });

  it('run at once when words are all they need', () => {
    expect(shortcutCommand('message.ask', commands)).toMatchObject({ command: { name: 'ask' }, asks: false });
    expect(shortcutCommand('global.ask', [command('ask', [when, question])])).toMatchObject({ asks: true });
  });

  it('ask when a reminder is due, also where words alone would do', () => {
    expect(shortcutCommand('message.remind', [command('remind')])).toMatchObject({ command: { name: 'remind' }, asks: true });
  });
});

describe('prompts', () => {
  it('are at most four, questions in plain words', () => {
    expect(suggestedPrompts([...commands, ...commands])).toHaveLength(4);
    expect(suggestedPrompts(commands)[0]).toEqual({ title: 'TUPE', message: 'TUPE' });
  });
});

describe('suggestions', () => {
  it('fit Slack, whatever there is to suggest', async () => {
    const suggested = fc.array(fc.record({ label: fc.string({ maxLength: 200 }), value: fc.string({ maxLength: 200 }) }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(suggested, async (found) => {
        const options = await suggestionsFor('suggest.entry', 'x', { suggest: (_what, _typed, limit) => found.slice(0, limit) });
        expect(checkSuggestions({ options })).toEqual([]);
      }),
    );
  });

  it('are none for a menu that is not ours', async () => {
    const steward = { suggest: () => [{ label: 'a', value: 'a' }] };
    expect(await suggestionsFor('suggest.toString', '', steward)).toEqual([]);
    expect(await suggestionsFor('other', '', steward)).toEqual([]);
  });
});

describe('the Home tab', () => {
  it('keeps every limit, whatever it shows', () => {
    fc.assert(
      fc.property(reply, fc.boolean(), (answer, isComingUp) => {
        const { view } = homeView(commands, { answer, ...(isComingUp ? { comingUp: answer } : {}) });
        expect(checkView(view, 'home')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
