import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, extname } from 'node:path';
import { parseArguments } from '../../core/arguments.ts';
import type { CommandInfo } from '../../core/command.ts';
import type { Field } from '../../core/form.ts';
import { type GivenFile, givenFile, tooLarge, UnreadFile } from '../../core/given-file.ts';
import { commandAtStart } from '../../core/groups.ts';
import type { Said } from '../../core/request.ts';
import type { Steward } from '../../core/steward.ts';
import { mediaTypeOf } from './media-types.ts';

/** A line as typed, or, where it names a file for a field that takes one, its command with what is in the file. */
export async function saidIn(text: string, { commands }: Pick<Steward, 'commands'>): Promise<Said> {
  const line: Said = { kind: 'line', text };
  const begun = commandAtStart(text.trim(), commands);
  if (begun === undefined || !begun.command.fields.some(({ type }) => type === 'file')) return line;
  const args = parsed(begun.command, begun.rest);
  const namesFile = args !== undefined && begun.command.fields.some(({ type, name }) => type === 'file' && args[name] !== undefined);
  return namesFile ? { kind: 'command', name: begun.command.name, args: await withGivenFiles(begun.command.fields, args) } : line;
}

/** Undefined for a line that is wrong: whoever takes it says how. */
function parsed(command: CommandInfo, rest: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return parseArguments(command, rest);
  } catch {
    return undefined;
  }
}

/** Arguments with the files that their paths name. */
export async function withGivenFiles(fields: readonly Field[], args: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
  const read = await Promise.all(
    Object.entries(args).map(async ([name, value]) => {
      const field = fields.find((candidate) => candidate.name === name);
      return [name, field?.type === 'file' && typeof value === 'string' ? await readGiven(value, field) : value] as const;
    }),
  );
  return Object.fromEntries(read);
}

/** `~` is the person's own folder, as in a shell. */
export const inFull = (path: string): string => path.replace(/^~(?=\/|$)/u, homedir());

async function readGiven(path: string, { file }: Field): Promise<GivenFile | UnreadFile> {
  const most = file?.mostBytes ?? 0;
  try {
    const found = await stat(inFull(path));
    if (!found.isFile()) return new UnreadFile(`cannot be “${path}”: that is no file`);
    if (found.size > most) return new UnreadFile(tooLarge(found.size, most));
    return givenFile(basename(path), mediaTypeOf(extname(path)), await readFile(inFull(path)));
  } catch (error) {
    return new UnreadFile(`cannot be “${path}”: ${WHY[codeOf(error)] ?? 'it could not be read'}`);
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  ENAMETOOLONG: 'there is no such file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
