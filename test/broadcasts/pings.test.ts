import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf } from '../../src/broadcasts/markdown.ts';
import { privately } from '../../src/core/reply.ts';
import { startSlackCourier } from '../contract/courier-slack.ts';
import { type DiscordApp, discordApp } from '../e2e/discord-app.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { pingsIn } from '../fakes/slack/pings.ts';

const CALLS = [
  '@everyone',
  '@here',
  '@channel',
  '<!channel>',
  '<!here|all>',
  '<!everyone>',
  '<!subteam^S1>',
  '<@U1>',
  '<@1100000000000000011>',
  '<@&1100000000000000012>',
  '&lt;!channel&gt;',
];

/** The calls in every place of a text that Markdown knows. */
const EVERYWHERE = CALLS.flatMap((call) => [
  `# ${call}`,
  `${call} and **${call}**`,
  `- ${call}\n  - ${call}`,
  `1. ${call}`,
  `> ${call}`,
  `| ${call} | b |\n|---|---|\n| \`${call}\` | ${call} |`,
  `\`\`\`\n${call}\n\`\`\``,
  `[${call}](https://example.org/${call.replaceAll(/[<>|]/gu, '')}) ![${call}](https://example.org/a.png)`,
  `<b>${call}</b><!-- ${call} -->`,
  `[${call}]: https://example.org`,
]).join('\n\n');

const broadcast = privately(blocksOf(EVERYWHERE), null);

describe('a broadcast that calls everybody', () => {
  let slack: Awaited<ReturnType<typeof startSlackCourier>>;
  let discord: Awaited<ReturnType<typeof startFakeDiscord>>;
  let app: DiscordApp;
  beforeAll(async () => {
    slack = await startSlackCourier('one');
    discord = await startFakeDiscord({ channelsPerGuild: 2 });
    app = discordApp(discord, { steward: { commands: [], suggest: () => [], handle: async () => ({ status: 'answered', reply: broadcast }) } });
    await app.adapter.start();
  });
  afterAll(async () => {
    await slack.stop();
    await app.adapter.stop();
    await discord.stop();
  });

  it('notifies nobody in Slack, and is read as it was written', async () => {
    expect(pingsIn({ text: 'Hello <!channel>', blocks: [{ type: 'rich_text', elements: [{ type: 'user', user_id: 'U1' }] }] })).toHaveLength(2);
    const place = slack.makePlace('channel');
    expect(await slack.courier.deliver(place, broadcast, { key: 'calls' })).toMatchObject({ status: 'sent' });
    expect(slack.messagesIn(place).flatMap(pingsIn)).toEqual([]);
    expect(slack.shownIn(place).join('\n').replaceAll('\u2060', '')).toContain('@everyone and @everyone');
  });

  it('notifies nobody on Discord, and is read as it was written', async () => {
    const channel = discord.channel.id;
    expect(await app.adapter.courier.deliver({ platform: 'discord', workspace: discord.guild.id, channel }, broadcast, { key: 'calls' })).toMatchObject({
      status: 'sent',
    });
    expect(discord.messagesIn(channel).length).toBeGreaterThan(0);
    expect(discord.messagesIn(channel).flatMap(({ pinged }) => pinged)).toEqual([]);
    expect(app.adapter.courier.preview(broadcast).join('\n')).toContain('@everyone and @everyone');
  });
});
