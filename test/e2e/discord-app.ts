import { createDiscordAdapter, type DiscordParts } from '../../src/adapters/discord/adapter.ts';
import { optionName, slashNames } from '../../src/adapters/discord/slash-names.ts';
import { parseArguments } from '../../src/core/arguments.ts';
import type { CommandInfo } from '../../src/core/command.ts';
import { onceInMemory } from '../../src/core/once.ts';
import type { Adapter } from '../../src/core/steward.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { logInMemory, type Program, type ProgramLog } from './program.ts';

export interface DiscordApp {
  readonly adapter: Adapter;
  readonly log: ProgramLog;
  /** What the operator was told. */
  readonly announced: readonly string[];
}

/** The adapter with the real client, pointed at a fake Discord. */
export function discordApp(
  discord: Pick<FakeDiscord, 'token' | 'apiUrl'>,
  { steward }: Pick<Program, 'steward'>,
  settings: Partial<DiscordParts['settings']> = {},
): DiscordApp {
  const log = logInMemory();
  const announced: string[] = [];
  const adapter = createDiscordAdapter({
    steward,
    settings: { token: discord.token, apiUrl: discord.apiUrl, timeZone: 'Europe/London', ...settings },
    log,
    once: onceInMemory(1_000),
    announce: (line) => void announced.push(line),
  });
  return { adapter, log, announced };
}

interface Part {
  readonly components?: readonly unknown[];
}

/** Everything a message says and offers, one text a line. */
export function shown({ components = [] }: Part): string {
  return components
    .flatMap((component) => {
      const { content, label, options, components: inside } = component as { content?: string; label?: string; options?: { label: string }[] } & Part;
      return [content ?? [], label ?? [], (options ?? []).map((option) => option.label), inside ? shown({ components: inside }) : []].flat();
    })
    .join('\n');
}

/** What a person types after the slash for a command. */
export const slashOf = (command: CommandInfo, commands: readonly CommandInfo[]): string =>
  [...slashNames(commands)].find(([, one]) => one.name === command.name)?.[0] ?? '';

/** A command's first example as the options that Discord would send. */
export function exampleOptions(command: CommandInfo): Record<string, string | number | boolean> {
  const [example] = command.examples;
  const args = parseArguments(command, example.slice(command.name.length).trim()) as Record<string, string | number | boolean>;
  return Object.fromEntries(Object.entries(args).map(([field, value]) => [optionName(field), value]));
}
