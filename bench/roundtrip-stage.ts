import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeDiscord } from '../test/fakes/discord/server.ts';
import { startFakeSlack } from '../test/fakes/slack/server.ts';
import { type Child, startChild } from './roundtrip-child.ts';
import { inDiscord, inSlack, type Subject } from './roundtrip-subjects.ts';

/** Everything that a run needs: the fake platforms in this process, each bot in its own. */
export interface Stage {
  readonly steward: { readonly slack: Subject; readonly discord: Subject; readonly child: Child };
  readonly bare: { readonly slack: Subject; readonly discord: Subject; readonly discordAtOnce: Subject };
  stop(): Promise<void>;
}

/** The real program, as `npm start` runs it with both platforms set, and bare bots of both libraries, each on a platform of its own. */
export async function setStage(): Promise<Stage> {
  const data = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  const [slack, discord, bareSlack, bareDiscord] = [await startFakeSlack(), await startFakeDiscord(), await startFakeSlack(), await startFakeDiscord()];
  const env = {
    STEWARD_DATA: data,
    ...{ SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.url },
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
  };
  const bot = (where: string, settings: object) => startChild([process.argv[1] ?? '', '--bare', where], { ECHO: JSON.stringify(settings) }, 'ready');
  const children = [
    await startChild(['dist/main.js'], env, 'answers on 2 platforms'),
    await bot('slack', { token: bareSlack.tokens.bot, appToken: bareSlack.tokens.app, api: bareSlack.url }),
    await bot('discord', { token: bareDiscord.token, api: bareDiscord.apiUrl }),
  ] as const;
  return {
    steward: {
      slack: inSlack('Steward, Slack', slack, '/ask-steward'),
      discord: inDiscord('Steward, Discord', discord, 'ask', 'fills in'),
      child: children[0],
    },
    bare: {
      slack: inSlack('bare Bolt: ack, respond', bareSlack, '/echo'),
      discord: inDiscord('bare discord.js: defer, edit', bareDiscord, 'echo', 'fills in'),
      discordAtOnce: inDiscord('bare discord.js: one reply', bareDiscord, 'echo-at-once', 'at once'),
    },
    async stop() {
      await Promise.all(children.map((child) => child.stop()));
      await Promise.all([slack, discord, bareSlack, bareDiscord].map((platform) => platform.stop()));
      rmSync(data, { recursive: true });
    },
  };
}
