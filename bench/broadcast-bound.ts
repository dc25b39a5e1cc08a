import type { Place } from '../test/chaos/platforms.ts';

/** What the fake platforms let through: see test/chaos/platforms.ts. */
export interface ServerLimits {
  /** Messages a second in a workspace of Slack, and how many at once before that. */
  readonly inWorkspace: number;
  readonly burst: number;
  /** Requests in each second on Discord. */
  readonly inDiscord: number;
}

/** Milliseconds from the first message that a platform takes to the last, for a sender that knows the limits and loses nothing. */
export function bounds(
  places: readonly Pick<Place, 'platform' | 'workspace'>[],
  { inWorkspace, burst, inDiscord }: ServerLimits,
): Readonly<Record<string, number>> {
  const inSlack = new Map<string, number>();
  for (const { platform, workspace } of places) if (platform === 'slack') inSlack.set(workspace, (inSlack.get(workspace) ?? 0) + 1);
  const onDiscord = places.filter(({ platform }) => platform === 'discord').length;
  return {
    Slack: Math.max(0, ...[...inSlack.values()].map((count) => ((count - burst) / inWorkspace) * 1_000)),
    Discord: Math.floor(Math.max(0, onDiscord - 1) / inDiscord) * 1_000,
  };
}
