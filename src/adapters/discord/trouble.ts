import { randomBytes } from 'node:crypto';
import type { Log } from '../../core/log.ts';
import { privately, type Reply, text } from '../../core/reply.ts';

/** What Discord says when an interaction can no longer be answered: too late, taken by another process, or 15 minutes old. */
const GONE: ReadonlySet<unknown> = new Set([10_062, 40_060, 10_015, 50_027]);

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export const isGone = (error: unknown): boolean => GONE.has(codeOf(error));

/** Logs what went wrong without what was asked, and makes the apology that carries its number. */
export function trouble(error: unknown, log: Log): Reply {
  const incident = randomBytes(4).toString('hex');
  log.error(
    { incident, platform: 'discord', error: describe(error) },
    'Discord: an answer could not be drawn or sent: look at this error; the person was given the incident id',
  );
  return privately(
    [
      text('Sorry: something went wrong on our side, and I could not show you the answer.', 'warning'),
      text(`Please try again in a minute. If it happens again, give whoever runs Steward this number: ${incident}.`),
    ],
    { error: { what: 'Something went wrong on our side.', incident } },
  );
}

/** The kind of error and where it was thrown. Not its message and nothing else of it: they may quote what the person asked. */
export function describe(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const stack = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return { type: error.name, code: codeOf(error), status: 'status' in error ? error.status : undefined, stack: stack.slice(0, 8) };
}

export const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);
