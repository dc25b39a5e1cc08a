import { join, resolve } from 'node:path';
import { commands } from '../../commands/index.ts';
import type { Services } from '../../commands/services.ts';
import { suggestionsFrom } from '../../commands/suggestions.ts';
import type { Clock } from '../../src/core/clock.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { CommandInfo } from '../../src/core/command.ts';
import type { Log } from '../../src/core/log.ts';
import type { Steward } from '../../src/core/steward.ts';
import { openKnowledge } from '../../src/knowledge/live-knowledge.ts';
import { lengthGuard, roleGuard } from '../../src/router/guards.ts';
import { createRouter } from '../../src/router/router.ts';
import { type KeptSettings, keptServices } from '../records.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Line {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly message: string;
}

export interface ProgramLog extends Log {
  readonly lines: readonly Line[];
}

/** A log that a test can read. */
export function logInMemory(): ProgramLog {
  const lines: Line[] = [];
  const at = (level: Line['level']) => (fields: object, message: string) => void lines.push({ level, fields, message });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export interface Program {
  readonly steward: Steward;
  readonly commands: readonly CommandInfo[];
  readonly log: ProgramLog;
}

/** The real commands, router and knowledge base, put together as `src/main.ts` does; only the log and the clock are the test's. */
export function startProgram({
  clock = systemClock,
  log = logInMemory(),
  known,
}: {
  clock?: Clock;
  log?: ProgramLog;
  known?: KeptSettings['known'];
} = {}): Program {
  const knowledge = openKnowledge(join(ROOT, 'knowledge'), join(ROOT, 'dist/knowledge.json'), log);
  const services: Services = { knowledge: knowledge.current, unanswered: { note: async () => {} }, ...keptServices(clock, undefined, true, { known }) };
  const router = createRouter({
    commands,
    services,
    clock,
    log,
    guards: [lengthGuard, roleGuard],
    standingOf: async (request) => (await services.roles()).standingOf(request),
    fallback: 'ask',
    isKnownWord: (word) => knowledge.current().isKnownWord(word),
  });
  const steward: Steward = {
    ...router,
    commands,
    suggest: suggestionsFrom(services, clock, 'Europe/London'),
  };
  return { steward, commands, log };
}
