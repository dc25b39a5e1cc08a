import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import type { Branch, Link } from '../../src/directory/branch.ts';
import { directoryInStore } from '../../src/store/directory.ts';
import { openStore } from '../../src/store/store.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { startSteward, steward, temporaryFolder } from '../program.ts';
import { shown as shownInDiscord } from './discord-app.ts';
import { logInMemory } from './program.ts';
import { shown as shownInSlack } from './slack-app.ts';

/** The real program on both platforms, and an officer at a terminal beside it on the same records. */
describe('a broadcast, in the real program', () => {
  let slack: FakeSlack;
  let discord: FakeDiscord;
  let program: ReturnType<typeof startSteward> | undefined;
  let folder = '';
  beforeEach(async () => {
    slack = await startFakeSlack();
    discord = await startFakeDiscord();
  });
  afterEach(async () => {
    program?.kill('SIGKILL');
    await slack.stop();
    await discord.stop();
  });

  const officer = (...words: readonly string[]) => steward(words, { env: { STEWARD_DATA: folder } });
  const data = async (...words: readonly string[]) => {
    const ran = await officer(...words, '--json');
    if (ran.status !== 0) throw new Error(`${words.join(' ')}: ${ran.err}`);
    return JSON.parse(ran.out);
  };

  /** Bolton on Slack, Leeds on Discord, and Wigan nowhere. */
  async function addBranches(): Promise<void> {
    const store = await openStore({ file: join(folder, 'steward.db') }, { clock: systemClock, log: logInMemory() });
    const at = new Date();
    const branch = (id: string, name: string, region: string): Branch => ({
      ...{ id, name, region, serviceGroups: ['local-government'], tags: [], mutes: [], state: 'open', version: 1, createdAt: at },
    });
    const link = (id: string, of: string, where: Pick<Link, 'platform' | 'workspace' | 'channel'>): Link => ({ id, branch: of, linkedAt: at, ...where });
    await directoryInStore(store.db).apply({
      branches: [branch('boltn2', 'Bolton', 'north-west'), branch('leeds2', 'Leeds', 'yorkshire-humberside'), branch('wigan2', 'Wigan', 'north-west')].map(
        (after) => ({ after }),
      ),
      linked: [
        link('lnkslack2222', 'boltn2', { platform: 'slack', workspace: slack.team.id, channel: 'C0GENERAL' }),
        link('lnkdscrd2222', 'leeds2', { platform: 'discord', workspace: discord.guild.id, channel: discord.channel.id }),
      ],
      entries: [],
      at,
    });
    await store.close();
  }

  it('is sent, acknowledged, asked about, corrected and withdrawn on Slack and Discord, and adds up', async () => {
    folder = temporaryFolder();
    await addBranches();
    program = startSteward([], {
      ...{ STEWARD_DATA: folder, SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.url },
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    });
    for (const workspace of [`slack:${slack.team.id}`, `discord:${discord.guild.id}`]) await data('workspace', 'accept', workspace);
    const draft = await data('broadcast', '--title', 'The new tender', '--regions', 'all', 'Meet **on Friday**.');
    expect(draft.recipients.map(({ branch }: { branch: string }) => branch)).toEqual(['Bolton', 'Leeds']);
    expect(draft.unreachable).toEqual([expect.objectContaining({ branch: 'Wigan', why: 'no-channel' })]);
    expect(slack.messages).toEqual([]);
    expect(await data('broadcast', 'confirm', draft.broadcast, draft.mark)).toMatchObject({ state: 'sending', isFirst: true });
    expect(await data('broadcast', 'confirm', draft.broadcast, draft.mark)).toMatchObject({ isFirst: false });

    const onSlack = await slack.waitFor(({ messages }) => messages.find((message) => shownInSlack(message).includes('Meet on Friday.')), 20_000);
    const onDiscord = await until(() => discord.messages.find((message) => shownInDiscord(message).includes('Meet on Friday.')));
    await slack.pressButton(onSlack, 'Acknowledge');
    await slack.waitFor(({ messages }) => messages.find((message) => shownInSlack(message).includes('is acknowledged by Bolton')));
    expect(shownInDiscord(await (await discord.press(onDiscord, 'Acknowledge')).answer())).toContain('is acknowledged by Leeds');
    const status = await data('broadcast', 'status', draft.broadcast);
    expect(status.branches.map(({ branch, state }: { branch: string; state: string }) => [branch, state])).toEqual([
      ['Bolton', 'acknowledged'],
      ['Wigan', 'unreachable'],
      ['Leeds', 'acknowledged'],
    ]);

    await data('broadcast', 'correct', draft.broadcast, 'Meet on Saturday.');
    const isShown = (words: string) => until(() => (inSlack().includes(words) && inDiscord().includes(words) ? true : undefined));
    const inSlack = () => slack.messagesIn('C0GENERAL').map(shownInSlack).join();
    const inDiscord = () => discord.messagesIn(discord.channel.id).map(shownInDiscord).join();
    await isShown('Meet on Saturday.');
    expect(inSlack()).toContain('Corrected on');
    expect(inDiscord()).not.toContain('Friday');
    await data('broadcast', 'withdraw', draft.broadcast, 'Scrutiny was called off.');
    await isShown('Scrutiny was called off.');
    for (const seen of [inSlack(), inDiscord()]) expect(seen).not.toMatch(/Saturday|Acknowledge/);
    expect(slack.messagesIn('C0GENERAL').filter((message) => message.ephemeralFor === undefined)).toHaveLength(1);
    expect(slack.refusals).toEqual([]);
  }, 90_000);
});

async function until<T>(look: () => T | undefined): Promise<T> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await new Promise((tick) => setTimeout(tick, 25))) {
    const seen = look();
    if (seen !== undefined) return seen;
  }
  throw new Error('it did not come within 20 seconds');
}
