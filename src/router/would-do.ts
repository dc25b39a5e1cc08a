import { z } from 'zod';
import { parseArguments } from '../core/arguments.ts';
import type { CommandInfo, Given } from '../core/command.ts';
import type { Beginning } from '../core/groups.ts';

/** The arguments of a typed line, named in it or said in words. @throws {UserError} as the two do that read them */
export function argumentsIn(command: CommandInfo, rest: string): Given {
  const given = parseArguments(command, rest);
  return command.heard?.(given) ?? given;
}

type Bindable = CommandInfo & { bind(args: Given): unknown };

/** Whether a command would do what a line says (`all`), or take that and ask for the rest (`some`); undefined when it refuses it. */
export function wouldDo({ command, rest }: Beginning<Bindable>): 'all' | 'some' | undefined {
  let given: Given = {};
  try {
    given = argumentsIn(command, rest);
    command.bind(given);
    return 'all';
  } catch (error) {
    return error instanceof z.ZodError && isOnlyMissing(error, given) ? 'some' : undefined;
  }
}

const isOnlyMissing = ({ issues }: z.ZodError, given: Given): boolean =>
  Object.keys(given).length > 0 && issues.every(({ path: [field] }) => field !== undefined && given[String(field)] === undefined);
