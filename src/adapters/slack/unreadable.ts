import type { Log } from '../../core/log.ts';

/** Slack sent something in a shape we do not know. Nothing of it is logged but what kind it was. */
export const unreadable = (kind: string, log: Log): void =>
  log.warn(
    { platform: 'slack', kind },
    'something from Slack could not be read and was left alone: if it happens often, Slack has changed, and Steward needs a newer version',
  );
