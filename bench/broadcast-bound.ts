import type { Place } from '../test/chaos/platforms.ts';

/** What the fake platforms let through: see test/chaos/platforms.ts. */
export interface ServerLimits {
  /** Messages a second in a workspace of Slack; as many, and one at least, may come at once before that. */
  readonly inWorkspace: number;
  /** Requests in each second on Discord. */
  readonly inDiscord: number;
}

/** Milliseconds from the first message that is taken to the last, for a sender that knows the limits and loses nothing. */
export function bound(places: readonly Pick<Place, 'platform' | 'workspace'>[], { inWorkspace, inDiscord }: ServerLimits): number {
  const inSlack = new Map<string, number>();
  for (const { platform, workspace } of places) if (platform === 'slack') inSlack.set(workspace, (inSlack.get(workspace) ?? 0) + 1);
  const slackMs = Math.max(0, ...[...inSlack.values()].map((count) => ((count - Math.max(1, inWorkspace)) / inWorkspace) * 1_000));
  const onDiscord = places.filter(({ platform }) => platform === 'discord').length;
  return Math.max(slackMs, Math.floor(Math.max(0, onDiscord - 1) / inDiscord) * 1_000);
}
