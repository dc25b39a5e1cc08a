import { pino } from 'pino';

/** Structured log. Never give it what a person asked, a name or a token: ids and incident ids only. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Fields that must not reach a log even by accident, at the top or one level down. */
const SECRET_FIELDS = ['token', 'secret', 'password', 'authorization', 'text', 'question', 'args', 'said'];

/** Writes JSON lines to standard error, so that standard output stays the answer. */
export function createLog(level: LogLevel): Log {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]);
  return pino({ level, base: null, redact: { paths, censor: '[redacted]' } }, pino.destination({ fd: 2, sync: true }));
}
