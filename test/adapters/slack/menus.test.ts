import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { homeView } from '../../../src/adapters/slack/home.ts';
import { suggestedPrompts } from '../../../src/adapters/slack/prompts.ts';
import { needsOnlyWords, shortcutCommand, shortcuts } from '../../../src/adapters/slack/shortcuts.ts';
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

  it.each([
    ['/steward', '', 'help'],
    ['/steward', 'cases Capita', 'cases Capita'],
    ['/cases', 'Capita', 'cases Capita'],
    ['/ask-steward', 'why?', 'ask why?'],
    ['/remind-steward', '', 'remind'],
  ])('%s %s is the line "%s"', (slash, text, line) => expect(lineOf(slash, text)).toBe(line));

  it('begin with a command, or with a question', () => {
    expect(startOf('Cases  Capita', commands)).toMatchObject({ command: { name: 'cases' }, rest: 'Capita' });
    expect(startOf('how many jobs went', commands)).toBeUndefined();
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
    expect(commands.map(needsOnlyWords)).toEqual([true, true, false]);
  });
});

describe('prompts', () => {
  it('are at most four, questions in plain words', () => {
    expect(suggestedPrompts([...commands, ...commands])).toHaveLength(4);
    expect(suggestedPrompts(commands)[0]).toEqual({ title: 'TUPE', message: 'TUPE' });
  });
});

describe('suggestions', () => {
  it('fit Slack, whatever there is to suggest', () => {
    const suggested = fc.array(fc.record({ label: fc.string({ maxLength: 200 }), value: fc.string({ maxLength: 200 }) }), { maxLength: 30 });
    fc.assert(
      fc.property(suggested, (found) => {
        const options = suggestionsFor('suggest.entry', 'x', { suggest: (_what, _typed, limit) => found.slice(0, limit) });
        expect(checkSuggestions({ options })).toEqual([]);
      }),
    );
  });

  it('are none for a menu that is not ours', () => {
    const steward = { suggest: () => [{ label: 'a', value: 'a' }] };
    expect(suggestionsFor('suggest.toString', '', steward)).toEqual([]);
    expect(suggestionsFor('other', '', steward)).toEqual([]);
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
