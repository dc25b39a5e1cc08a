import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../core/log.ts';

/**
 * Bolt's lines for our log. What follows the first colon or bracket is left out: it may quote what somebody sent.
 * Its information and debugging lines are for those who work on Bolt.
 */
export function boltLog(log: Log): Logger {
  const line = (parts: readonly unknown[]): object => ({ platform: 'slack', bolt: String(parts[0]).split(/[:({]/u)[0]?.trim().slice(0, 200) });
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts: unknown[]) => log.warn(line(parts), 'the Slack library warns'),
    error: (...parts: unknown[]) => log.warn(line(parts), 'the Slack library met an error: it is only trouble when it goes on'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
