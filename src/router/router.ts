import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { parseArguments } from '../core/arguments.ts';
import type { Clock } from '../core/clock.ts';
import type { Command, CommandInfo } from '../core/command.ts';
import { commandAtStart, firstWord, grouped, secondWord, withoutCourtesy } from '../core/groups.ts';
import { invalidArguments } from '../core/invalid-arguments.ts';
import type { Log } from '../core/log.ts';
import { OperatorError } from '../core/operator-error.ts';
import type { Reply } from '../core/reply.ts';
import type { Request } from '../core/request.ts';
import { isSlip, nearestLabels } from '../core/spelling.ts';
import { heldThere, type Standing } from '../core/standing.ts';
import type { Steward } from '../core/steward.ts';
import { UserError } from '../core/user-error.ts';
import type { Guard } from './guards.ts';
import { apology, hindrance, refusal } from './refusals.ts';
import { argumentsIn, wouldDo } from './would-do.ts';

interface Options<Services> {
  readonly commands: readonly Command<Services>[];
  readonly services: Services;
  readonly clock: Clock;
  readonly log: Log;
  readonly guards: readonly Guard[];
  /** What a person may do at this moment; without it only what comes with where they sit. */
  readonly standingOf?: ((request: Request) => Promise<Standing>) | undefined;
  /** The command that takes a line which names no command. */
  readonly fallback: string;
  /** Whether a word is one the knowledge base uses: such a word is never taken for a misspelt command. */
  readonly isKnownWord: (word: string) => boolean;
}

/** Command lines offered as buttons when a choice has to be made. */
const TRIED = 5;
/** Words after the first that make a line a sentence. */
const SENTENCE = 4;
/** From so many letters on a word with one slip in it is hardly another word. */
const LONG_WORD = 8;
/** Of a line that is offered: its button has the whole. */
const SHOWN = 120;

/** request -> guards -> arguments -> command -> reply, and the one catch. */
export function createRouter<Services>(options: Options<Services>): Pick<Steward, 'handle'> {
  const byName = new Map(options.commands.map((command) => [command.name, command]));
  const groups = grouped(options.commands);
  const { standingOf = async ({ person }: Request): Promise<Standing> => ({ held: heldThere(person), isComplete: true }) } = options;

  async function answer(request: Request): Promise<Reply> {
    const { command, args } = route(request);
    const standing = askedOnce(() => standingOf(request));
    for (const guard of options.guards) await guard(request, command, standing);
    const run = bind(command, args());
    const held = async () => (await standing()).held;
    return run({ request, services: options.services, clock: options.clock, log: options.log, held });
  }

  /** Arguments are read after the guards, so that a refusal does not depend on them. */
  function route(request: Request): { command: Command<Services>; args: () => Readonly<Record<string, unknown>> } {
    const { said } = request;
    if (said.kind === 'command') {
      const command = byName.get(said.name) ?? unknownCommand(said.name, '');
      return { command, args: () => said.args };
    }
    const line = said.text.trim();
    const plain = withoutCourtesy(line);
    const [, slash = '', first = '', rest = ''] = /^(\/?)(\S*)\s*([\s\S]*)$/u.exec(plain) ?? [];
    const begun = commandAtStart(plain.slice(slash.length), options.commands);
    if (begun) return { command: begun.command, args: () => argumentsIn(begun.command, begun.rest) };
    const group = groups.get(first.toLowerCase());
    if (group && (slash !== '' || rest === '' || isMisspelt(rest, group))) throw chooseOf(group, rest);
    if (slash !== '' || /^--[a-z]/i.test(first) || (!group && looksLikeCommand(first, rest))) unknownCommand(first, rest);
    const fallback = byName.get(options.fallback) ?? unknownCommand(options.fallback, '');
    return { command: fallback, args: () => parseArguments(fallback, line) };
  }

  function looksLikeCommand(word: string, rest: string): boolean {
    if (!/^[a-z]{4,}$/iu.test(word) || options.isKnownWord(word)) return false;
    if (rest.split(/\s+/u).length < SENTENCE) return nearestLabels(word, [...groups.keys()]).length > 0;
    return [...groups.keys()].some((name) => isSurelyMeant(word.toLowerCase(), name, rest));
  }

  /**
   * Of a line as long as a question: a slip for a command that takes the rest of the line, or a single one in a long word that begins a command's name.
   * `brodcast to North West: …` does, `headline figures` does not: there is no `deadline figures`.
   */
  function isSurelyMeant(typed: string, name: string, rest: string): boolean {
    const line = `${name} ${rest}`;
    if (name.length < LONG_WORD) return isSlip(typed, name, 1) && doneBy(line) === 'all';
    return isSlip(typed, name, 2) && (isSlip(typed, name, 1) ? namedAtStart(line) !== undefined : doneBy(line) === 'all');
  }

  /** `deadline strat` is a slip; `deadline for a judicial review` is a question. */
  function isMisspelt(rest: string, group: readonly CommandInfo[]): boolean {
    const [word = ''] = rest.split(/\s/);
    return /^[a-z]{4,}$/iu.test(word) && !options.isKnownWord(word) && nearestLabels(word, group.map(secondWord), 1).length > 0;
  }

  /** The command that a line names, and not by an alias. */
  function namedAtStart(line: string) {
    const begun = commandAtStart(line, options.commands);
    return begun !== undefined && line.startsWith(begun.command.name) ? begun : undefined;
  }

  function doneBy(line: string): ReturnType<typeof wouldDo> {
    const begun = namedAtStart(line);
    return begun && wouldDo(begun);
  }

  /** What somebody may have meant: of several those that would work, and of these those that are a single slip away. */
  function linesMeant(name: string, rest: string): readonly string[] {
    const near = nearestLabels(name, [...groups.keys()]).map((word) => ({ word, line: `${word} ${rest}`.trim() }));
    const kinds = rest === '' ? [] : (['all', 'some'] as const);
    const working = firstOf(kinds.map((kind) => near.filter(({ line }) => doneBy(line) === kind))) ?? near;
    const closest = firstOf([working.filter(({ word }) => isSlip(name.toLowerCase(), word, 1))]) ?? working;
    return closest.map(({ line }) => line);
  }

  function unknownCommand(name: string, rest: string): never {
    const lines = linesMeant(name, rest);
    const remedy =
      lines.length > 0 ? `Did you mean ${lines.map((line) => `\`${shown(line)}\``).join(' or ')}?` : 'Say `help` for what I can do, or just ask your question.';
    throw new UserError(`I have no command called \`${name}\`.`, remedy, { tryThese: lines.length > 0 ? lines : ['help'] });
  }

  return {
    async handle(request) {
      try {
        return { status: 'answered', reply: await answer(request) };
      } catch (error) {
        if (error instanceof UserError) return { status: 'refused', reply: refusal(error) };
        const incident = randomBytes(4).toString('hex');
        if (error instanceof OperatorError) {
          options.log.error({ incident, platform: request.place.platform }, error.message);
          return { status: 'failed', reply: hindrance(error, incident) };
        }
        options.log.error(
          { incident, platform: request.place.platform, error: describe(error) },
          'a command failed: look at this error; the person was given the incident id',
        );
        return { status: 'failed', reply: apology(incident) };
      }
    },
  };
}

/** The first list that is not empty. */
const firstOf = <T>(lists: readonly (readonly T[])[]): readonly T[] | undefined => lists.find(({ length }) => length > 0);

/** On one line, and not longer than can be read at a glance. */
function shown(line: string): string {
  const plain = line.replace(/\s+/gu, ' ');
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN).trimEnd()}…` : plain;
}

function askedOnce<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}

/** A group's first word alone: which of its commands is meant. */
function chooseOf(group: readonly CommandInfo[], rest: string): UserError {
  const [word = ''] = rest.split(/\s/);
  const near = nearestLabels(word, group.map(secondWord));
  const shown = near.length > 0 ? group.filter((command) => near.includes(secondWord(command))) : group;
  const name = group.map(firstWord)[0] ?? '';
  const what = word === '' ? `\`${name}\` needs a second word.` : `\`${name}\` has no \`${word}\`.`;
  return new UserError(what, `It is one of: ${group.map((command) => `\`${command.name}\` (${command.summary})`).join('; ')}.`, {
    tryThese: shown.slice(0, TRIED).map(({ examples: [example] }) => example),
  });
}

function bind<Services>(command: Command<Services>, args: Readonly<Record<string, unknown>>) {
  try {
    return command.bind(args);
  } catch (error) {
    if (error instanceof z.ZodError) throw invalidArguments(command, error, args);
    throw error;
  }
}

/** The kind of error and where it was thrown, without its message: a message may quote what the person asked. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const stack = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return { type: error.name, stack: stack.slice(0, 8) };
}
