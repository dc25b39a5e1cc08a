import { z } from 'zod';
import { fileProblem, type GivenFile, type WantedFile } from './given-file.ts';

/** What every platform brings: Slack's forms take 10 MB, and Discord sends no more on. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * A field that takes one file; `.optional()` may follow. It has been read before the command runs.
 * A line typed in a chat cannot carry one: a command whose line should do something without it makes it optional, and shows its form.
 */
export function fileField(help: string, { kinds = [], mostBytes = MOST_BYTES }: Partial<WantedFile> = {}): z.ZodType<GivenFile> {
  const wanted: WantedFile = { kinds, mostBytes };
  return z
    .custom<GivenFile>((given) => fileProblem(given, wanted) === undefined, { error: ({ input }) => fileProblem(input, wanted) ?? 'is missing' })
    .meta({ description: help, file: wanted });
}
