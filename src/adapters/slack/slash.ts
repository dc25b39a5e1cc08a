import type { CommandInfo } from '../../core/command.ts';
import { splitText } from '../../core/split.ts';
import { COMMAND_DESCRIPTION, USAGE_HINT } from './limits.ts';

/** Reaches every command: `/steward cases Capita`. */
const WHOLE = '/steward';

/**
 * Names that Slack keeps for itself, https://slack.com/help/articles/201259356-Slash-commands-in-Slack, and words so common
 * that another app is likely to have them: of two apps with one name, the one installed last is asked.
 */
const TAKEN = new Set([
  ...['apps', 'archive', 'away', 'active', 'call', 'collapse', 'dm', 'dnd', 'expand', 'feed', 'feedback', 'giphy', 'help', 'huddle', 'invite', 'join', 'keys'],
  ...[
    'kick',
    'leave',
    'list',
    'me',
    'msg',
    'mute',
    'open',
    'part',
    'prefs',
    'pro',
    'remind',
    'remove',
    'rename',
    'search',
    'shortcuts',
    'shrug',
    'star',
    'status',
  ],
  ...['topic', 'who', 'workflow', 'ask', 'show', 'find', 'new', 'flag', 'admin', 'settings'],
]);

const SUFFIX = '-steward';

/** What a person types for a command: `/cases`, `/deadline start`, or `/ask-steward` where the plain name is taken. */
export function slashName(command: string): string {
  const [first = '', ...rest] = command.split(' ');
  return [`/${first}${TAKEN.has(first) ? SUFFIX : ''}`, ...rest].join(' ');
}

interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint: string;
  /** Slack then says which channel is meant by `#campaign`. */
  readonly should_escape: true;
}

/** Every slash command as the manifest declares it: one for each first word, because Slack's names are single words. */
export function slashCommands(commands: readonly CommandInfo[]): SlashCommand[] {
  const firsts = new Set(commands.map(({ name }) => firstWord(name)));
  return [
    { command: WHOLE, description: 'Ask Steward anything, or run any of its commands', usage_hint: 'your question, or help', should_escape: true },
    ...[...firsts].map((first) =>
      slashCommandOf(
        first,
        commands.filter(({ name }) => firstWord(name) === first),
      ),
    ),
  ];
}

const firstWord = (name: string): string => name.split(' ')[0] ?? name;

/** A command of that one name, a group of commands that begin with it, or both. */
function slashCommandOf(first: string, commands: readonly CommandInfo[]): SlashCommand {
  const alone = commands.find(({ name }) => name === first);
  const seconds = commands.filter((command) => command !== alone).map(({ name }) => name.slice(first.length + 1));
  const summaries = commands.map(({ name, summary }) => (name === first ? summary : `${name.slice(first.length + 1)}: ${summary}`));
  const hints = [...(alone === undefined ? [] : [usageOf(alone)]), ...seconds];
  return {
    command: slashName(first),
    description: splitText(summaries.join('; '), COMMAND_DESCRIPTION)[0] ?? first,
    usage_hint: splitText(hints.join(' | '), USAGE_HINT)[0] ?? '',
    should_escape: true,
  };
}

/** `[words to look for] [--mechanism] [--theme]`. */
function usageOf({ fields }: CommandInfo): string {
  const words = [...fields]
    .sort((a, b) => Number(b.rest) - Number(a.rest))
    .map(({ rest, help, name }) => (rest ? `[${help.charAt(0).toLowerCase()}${help.slice(1)}]` : `[--${name}]`));
  return words.length === 0 ? '(nothing more)' : words.join(' ');
}

/** The line that a slash command stands for: `/cases Capita` is `cases Capita`, and so is `/steward cases Capita`. */
export function lineOf(slash: string, text: string): string {
  const words = text.trim();
  if (slash === WHOLE) return words === '' ? 'help' : words;
  const name = slash.replace(/^\//, '').toLowerCase();
  return `${name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : name} ${words}`.trim();
}

/** The command that a line begins with, by its name or another that reaches it, and what follows; of two the one that says more. */
export function startOf(line: string, commands: readonly CommandInfo[]): { command: CommandInfo; rest: string } | undefined {
  const [, first = '', between = '', second = '', rest = ''] = /^(\S*)(\s*)(\S*)\s*([\s\S]*)$/u.exec(line.trim()) ?? [];
  const called = (name: string) => commands.find((command) => [command.name, ...command.aliases].includes(name.toLowerCase()));
  const both = called(`${first} ${second}`);
  if (both !== undefined) return { command: both, rest };
  const command = called(first);
  return command === undefined ? undefined : { command, rest: line.trim().slice(first.length + between.length) };
}
