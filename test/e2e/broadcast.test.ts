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
    discord = await startFakeDiscord({ guilds: ['Branch', 'Rogue'] });
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

  const accepted = async (): Promise<{ workspace: string; by: string }[]> =>
    (await data('workspaces')).workspaces.filter(({ state }: { state: string }) => state === 'accepted');

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
    await data('workspace', 'accept', `discord:${discord.guild.id}`);
    // Its token is in the settings.
    await until(async () => (await accepted()).find(({ workspace, by }) => workspace === `slack:${slack.team.id}` && by === 'settings'));
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

  it('does not reach a server where anybody linked a branch, until an officer accepts it: then once', async () => {
    folder = temporaryFolder();
    const named = discord.addPerson('named');
    const [home, rogue] = [discord.channel, discord.channels.find(({ guildId, name }) => guildId === discord.guilds[1]?.id && name === 'general')];
    if (rogue?.guildId === undefined) throw new Error('there is no second server');
    for (const branch of ['Bolton', 'Leeds']) await data('branch', 'add', branch, '--region', 'North West');
    program = startSteward([], {
      ...{ STEWARD_DATA: folder, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
      STEWARD_ADMINS: `discord:${discord.guild.id}:${named.id}`,
    });
    await until(() => discord.commands.find(({ name }) => name === 'role'));
    const answered = async (acted: Awaited<ReturnType<typeof discord.slash>>) => acted.answer();
    const asks = async (...what: Parameters<typeof discord.slash>) => shownInDiscord(await answered(await discord.slash(...what)));
    await asks('role grant', { words: `national-officer to <@${discord.people.asker.id}>` }, { as: named });
    expect(await asks('setup', { branch: 'Leeds' })).toContain('what is sent to the branch arrives here');
    const linking = await asks('setup', { branch: 'Bolton' }, { as: discord.people.owner, channel: rogue.id });
    expect(linking).toContain('This channel is linked to Bolton');
    expect(linking).toContain('this workspace has not been accepted');

    const preview = await answered(await discord.slash('broadcast broadcast', { title: 'Pay', branches: 'Bolton, Leeds', text: 'The offer is in.' }));
    expect(shownInDiscord(preview)).toContain('its workspace has not been accepted');
    await discord.press(preview, 'Send to 1 branch');
    const shown = (channel: string) =>
      discord.messagesIn(channel).filter((one) => one.onlyFor === undefined && shownInDiscord(one).includes('The offer is in.'));
    await until(() => shown(home.id)[0]);
    const [id = ''] = /(?<=broadcast show )\w{6}|(?<=broadcast confirm )\w{6}/.exec(JSON.stringify(preview.components)) ?? [];
    const status = async () => (await data('broadcast', 'status', id)).branches.map(({ state, why }: { state: string; why: string | null }) => [state, why]);
    expect(await status()).toEqual([
      ['unreachable', 'not-accepted'],
      ['sent', null],
    ]);
    expect(shown(rogue.id)).toEqual([]);

    await discord.press(preview, `Accept the workspace discord:${rogue.guildId}`);
    await asks('broadcast retry', { broadcast: id });
    await until(() => shown(rogue.id)[0]);
    await until(async () => ((await status()).every(([state]: string[]) => state === 'sent') ? true : undefined));
    expect((await accepted()).map(({ workspace, by }) => [workspace, by])).toEqual([
      [`discord:${discord.guild.id}`, 'settings'],
      [`discord:${rogue.guildId}`, 'person'],
    ]);
    for (const channel of [home, rogue]) expect(shown(channel.id)).toHaveLength(1);
  }, 90_000);

  it('goes by the roles of both officers as they are when it goes: one who left the group has none', async () => {
    folder = temporaryFolder();
    await addBranches();
    const careful = { STEWARD_DATA: folder, STEWARD_APPROVAL_ABOVE: '0' };
    slack.setUserGroup('S0OFFICERS', ['U0ASKER']);
    program = startSteward([], {
      ...{ ...careful, SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.url },
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    });
    const atTerminal = async (...words: readonly string[]) => JSON.parse((await steward([...words, '--json'], { env: careful })).out);
    const inSlack = async (line: string, words: string) => {
      await slack.command(line);
      return shownInSlack(await slack.waitFor(({ messages }) => messages.find((message) => shownInSlack(message).includes(words)), 20_000));
    };
    await atTerminal('role', 'grant', 'national-officer', 'to', `slack:${slack.team.id}:S0OFFICERS`);
    await atTerminal('workspace', 'accept', `discord:${discord.guild.id}`);
    await until(async () => ((await accepted()).length === 2 ? true : undefined));

    const approved = await atTerminal('broadcast', '--title', 'The new tender', '--regions', 'all', 'Meet on Friday.');
    expect(await atTerminal('broadcast', 'confirm', approved.broadcast, approved.mark)).toMatchObject({ state: 'waiting' });
    await inSlack(`/broadcast approve ${approved.broadcast}`, 'Confirmed: it is on its way.');
    await until(() => discord.messages.find((message) => shownInDiscord(message).includes('Meet on Friday.')));

    const page = await inSlack('/broadcast --title "The other tender" --regions all Meet on Sunday.', 'Preview: The other tender');
    // The same on both: once, as it will look, and the words of buttons that do nothing here.
    expect(page).toContain('What Discord and Slack will show');
    expect(page.split('Meet on Sunday.')).toHaveLength(2);
    expect(page).toMatch(/\[Acknowledge\] \[Ask a question\]/u);
    const [, id = 'none', mark = 'none'] = /broadcast confirm (\w{6}) (\w{8})/.exec(page) ?? [];
    await inSlack(`/broadcast confirm ${id} ${mark}`, 'a second officer has to approve it.');
    slack.setUserGroup('S0OFFICERS', []);
    await atTerminal('broadcast', 'approve', id);
    await slack.waitFor(({ messages }) => messages.find((message) => shownInSlack(message).includes('Held back on')), 20_000);
    expect(await atTerminal('broadcast', 'status', id)).toMatchObject({ state: 'paused', heldBack: { why: 'ended', whose: 'sender', endedAt: null } });
    expect(discord.messages.map(shownInDiscord).join()).not.toContain('Sunday');
  }, 90_000);
});

async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await new Promise((tick) => setTimeout(tick, 25))) {
    const seen = await look();
    if (seen !== undefined) return seen;
  }
  throw new Error('it did not come within 20 seconds');
}
