import { setTimeout as pause } from 'node:timers/promises';
import type { Platforms } from './platforms.ts';
import type { World } from './stage.ts';

/** Storms, cut networks, and workspaces that put Steward out when a third of it is there. @returns ends it */
export function mischief(world: World, removed: ReadonlySet<string>): () => void {
  const { platforms, random, weather } = world;
  let isOver = false;
  const acts: readonly (() => Promise<void>)[] = [
    async () => weather.storm('limited', STORM_MS),
    async () => weather.storm('down', STORM_MS),
    async () => cutFor(platforms.slack.network, CUT_MS),
    async () => cutFor(platforms.discord.network, CUT_MS),
  ];
  const trouble = async (): Promise<void> => {
    for (let nth = 0; !isOver; nth++) {
      await pause(random() * 2 * BETWEEN_MS);
      if (!isOver) await acts[nth % acts.length]?.();
    }
  };
  const removing = async (): Promise<void> => {
    while (!isOver && world.shown() < world.total / 3) await pause(100);
    for (const workspace of removed) putOut(platforms, workspace);
  };
  void trouble();
  void removing();
  return () => {
    isOver = true;
    platforms.slack.network.mend();
    platforms.discord.network.mend();
  };
}

const BETWEEN_MS = 4_000;
const STORM_MS = 1_500;
const CUT_MS = 2_000;

async function cutFor(network: Platforms['slack']['network'], ms: number): Promise<void> {
  network.cut();
  await pause(ms);
  network.mend();
}

function putOut({ slack, discord }: Platforms, workspace: string): void {
  if (discord.guilds.some(({ id }) => id === workspace)) discord.leaveGuild(workspace);
  else slack.revoke(workspace, 'token_revoked');
}
