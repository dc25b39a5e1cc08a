import { afterEach, describe, expect, it } from 'vitest';
import { startFakeDiscord } from './discord/server.ts';
import { connect } from './discord/test-client.ts';
import { startFakeSlack } from './slack/server.ts';

describe('a line that is cut', () => {
  let cleanUp: (() => unknown)[] = [];
  afterEach(async () => {
    for (const step of cleanUp.reverse()) await step();
    cleanUp = [];
  });

  it('to Slack answers nobody until it is mended', async () => {
    const slack = await startFakeSlack();
    cleanUp.push(slack.stop);
    const asks = (): Promise<number> => fetch(`${slack.url}api.test`).then(({ status }) => status);
    expect(await asks()).toBe(200);
    slack.network.cut();
    await expect(asks()).rejects.toThrow('fetch failed');
    slack.network.mend();
    expect(await asks()).toBe(200);
  });

  it('to Discord takes the gateway with it, which real clients resume', async () => {
    const discord = await startFakeDiscord();
    cleanUp.push(discord.stop);
    const client = await connect(discord, () => undefined);
    cleanUp.push(() => client.destroy());
    discord.network.cut();
    await discord.waitFor(() => !discord.connected);
    await expect(fetch(`${discord.apiUrl}/v10/gateway`)).rejects.toThrow('fetch failed');
    discord.network.mend();
    await discord.waitFor(() => discord.connected && discord.resumes === 1, 15_000);
  });
});
