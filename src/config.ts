import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Everything that can be set from outside, read once. */
export interface Config {
  /** Absolute path of the knowledge base. */
  readonly knowledgeFolder: string;
  /** Absolute path of the folder for what Steward keeps. */
  readonly dataFolder: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** IANA zone of the branch. */
  readonly timeZone: string;
  /** False when the person asked programs not to colour (https://no-color.org). */
  readonly colour: boolean;
}

/** A setting that stops the start. Its message names the setting and how to mend it, never its value, which may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const KNOWLEDGE_HERE = fileURLToPath(new URL('../knowledge', import.meta.url));

const environment = z.object({
  STEWARD_KNOWLEDGE: z
    .string()
    .min(1, 'is empty: give the path of a knowledge folder, or unset it for the one that comes with Steward')
    .default(KNOWLEDGE_HERE),
  STEWARD_DATA: z.string().min(1, 'is empty: give the path of a folder Steward may write to, or unset it for ./data').default('data'),
  STEWARD_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be one of debug, info, warn, error, silent').default('warn'),
  NO_COLOR: z.string().optional(),
  STEWARD_TIME_ZONE: z.string().refine(isTimeZone, 'must be a time zone such as Europe/London').default('Europe/London'),
});

/** @throws {ConfigError} listing every bad setting with what is wrong and how to mend it. */
export function readConfig(env: NodeJS.ProcessEnv, workingFolder: string): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`);
    throw new ConfigError(lines.join('\n'));
  }
  const { STEWARD_KNOWLEDGE, STEWARD_DATA, STEWARD_LOG_LEVEL, STEWARD_TIME_ZONE, NO_COLOR } = parsed.data;
  return Object.freeze({
    knowledgeFolder: resolve(workingFolder, STEWARD_KNOWLEDGE),
    dataFolder: resolve(workingFolder, STEWARD_DATA),
    logLevel: STEWARD_LOG_LEVEL,
    timeZone: STEWARD_TIME_ZONE,
    colour: NO_COLOR === undefined || NO_COLOR === '',
  });
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
