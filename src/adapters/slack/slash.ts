import type { CommandInfo } from '../../core/command.ts';

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

/** The short command: `/cases`, or `/ask-steward` where the plain name is taken. */
export const slashName = (command: string): string => `/${command}${TAKEN.has(command) ? SUFFIX : ''}`;

interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint: string;
  readonly should_escape: false;
}

/** Every slash command as the manifest declares it. */
export function slashCommands(commands: readonly CommandInfo[]): SlashCommand[] {
  const whole = {
    command: WHOLE,
    description: 'Ask Steward anything, or run any of its commands',
    usage_hint: 'your question, or help',
    should_escape: false as const,
  };
  return [
    whole,
    ...commands.map((command) => ({
      command: slashName(command.name),
      description: command.summary,
      usage_hint: usageOf(command),
      should_escape: false as const,
    })),
  ];
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

/** The command that a line begins with, and what follows it. */
export function startOf(line: string, commands: readonly CommandInfo[]): { command: CommandInfo; rest: string } | undefined {
  const [, first = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/u.exec(line.trim()) ?? [];
  const command = commands.find(({ name }) => name === first.toLowerCase());
  return command === undefined ? undefined : { command, rest };
}
