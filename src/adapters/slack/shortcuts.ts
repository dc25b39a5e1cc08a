import type { CommandInfo } from '../../core/command.ts';

interface Shortcut {
  /** What the person reads in the menu, at most 24 characters. */
  readonly name: string;
  readonly type: 'message' | 'global';
  readonly callback_id: string;
  readonly description: string;
}

/** What stands in Slack's menus for a command. One appears when its command is declared. */
interface Offered extends Shortcut {
  readonly command: string;
  /** The words of a message are not enough: a form asks for the rest, such as when. */
  readonly asks?: true;
}

const OFFERED: readonly Offered[] = [
  {
    command: 'ask',
    name: 'Ask Steward about this',
    type: 'message',
    callback_id: 'message.ask',
    description: 'Find what the knowledge base says about a message; only you see the answer',
  },
  {
    command: 'remind',
    name: 'Remind us about this',
    type: 'message',
    callback_id: 'message.remind',
    description: 'Set a reminder about a message',
    asks: true,
  },
  { command: 'ask', name: 'Ask Steward', type: 'global', callback_id: 'global.ask', description: 'Ask a question; only you see the answer' },
];

const offeredFor = (commands: readonly CommandInfo[]) => OFFERED.filter(({ command }) => commands.some(({ name }) => name === command));

/** Every shortcut as the manifest declares it. */
export const shortcuts = (commands: readonly CommandInfo[]): Shortcut[] => offeredFor(commands).map(({ command: _, asks: __, ...shortcut }) => shortcut);

/** The command behind a shortcut, and whether a form asks before it runs; undefined for one that is not ours. */
export function shortcutCommand(callbackId: string, commands: readonly CommandInfo[]): { command: CommandInfo; asks: boolean } | undefined {
  const offered = offeredFor(commands).find(({ callback_id }) => callback_id === callbackId);
  const command = commands.find(({ name }) => name === offered?.command);
  return command === undefined ? undefined : { command, asks: offered?.asks === true || !needsOnlyWords(command) };
}

/** The field that takes the words of a message. */
export const wordsField = ({ fields }: CommandInfo): string | undefined =>
  (fields.find(({ rest }) => rest) ?? fields.find(({ type }) => type === 'text'))?.name;

/** Whether the words of a message are all that the command needs. */
const needsOnlyWords = (command: CommandInfo): boolean => command.fields.every(({ name, required }) => !required || name === wordsField(command));
