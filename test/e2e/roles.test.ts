import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import type { FakeMessage } from '../fakes/discord/world.ts';
import { type FakeSlack, type Message, startFakeSlack } from '../fakes/slack/server.ts';
import { startSteward } from '../program.ts';
import { shown as shownInDiscord } from './discord-app.ts';
import { shown as shownInSlack } from './slack-app.ts';

const NOT_OPEN = 'is not open to you';

/** The same acts on a platform, each by somebody who is there. */
interface Home {
  /** How a person is named in what somebody types. */
  mention(who: Who): string;
  groupMention(): string;
  setGroup(people: readonly Who[]): void;
  /** `role grant` with these words. */
  grant(words: string, as: Who): Promise<Answer>;
  press(answer: Answer, label: string): Promise<Answer>;
  stop(): Promise<void>;
}
/** `named` is an administrator by the environment. */
type Who = 'owner' | 'asker' | 'other' | 'named';
interface Answer {
  readonly page: string;
  readonly as: Who;
  readonly message: Message | FakeMessage;
}

async function onSlack(run: (env: Record<string, string>) => Promise<void>): Promise<Home> {
  const slack: FakeSlack = await startFakeSlack();
  slack.addPerson({ id: 'U0NAMED', name: 'named' });
  const admins = { STEWARD_ADMINS: `slack:${slack.team.id}:U0NAMED` };
  await run({ SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.url, ...admins });
  const idOf = (who: Who): string => `U0${who.toUpperCase()}`;
  async function answered(act: () => Promise<unknown>, as: Who): Promise<Answer> {
    const before = slack.messages.length;
    await act();
    const message = await slack.waitFor(({ messages }) => messages[before]);
    expect(message.ephemeralFor).toBe(idOf(as));
    return { page: shownInSlack(message), as, message };
  }
  return {
    mention: (who) => `<@${idOf(who)}|${who}>`,
    groupMention: () => '<!subteam^S0OFFICERS|@officers>',
    setGroup: (people) => slack.setUserGroup('S0OFFICERS', people.map(idOf)),
    grant: (words, as) => answered(() => slack.command(`/role grant ${words}`, { person: idOf(as) }), as),
    press: ({ message, as }, label) => answered(() => slack.pressButton(message as Message, label, { person: idOf(as) }), as),
    async stop() {
      expect(slack.refusals).toEqual([]);
      await slack.stop();
    },
  };
}

async function onDiscord(run: (env: Record<string, string>) => Promise<void>): Promise<Home> {
  const discord = await startFakeDiscord();
  const people = { owner: discord.people.owner, asker: discord.people.asker, other: discord.addPerson('other'), named: discord.addPerson('named') };
  const admins = { STEWARD_ADMINS: `discord:${discord.guild.id}:${people.named.id}` };
  await run({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, ...admins });
  const officers = discord.setRole(discord.guild.id, 'officers', []);
  const answer = async (acted: Awaited<ReturnType<typeof discord.slash>>, as: Who): Promise<Answer> => {
    const message = await acted.answer();
    expect(message.onlyFor).toBe(people[as].id);
    expect(message.pinged).toEqual([]);
    return { page: shownInDiscord(message), as, message };
  };
  return {
    mention: (who) => `<@${people[who].id}>`,
    groupMention: () => `<@&${officers}>`,
    setGroup: (some) =>
      void discord.setRole(
        discord.guild.id,
        'officers',
        some.map((who) => people[who].id),
      ),
    grant: async (words, as) => answer(await discord.slash('role grant', { words }, { as: people[as] }), as),
    press: async ({ message, as }, label) => answer(await discord.press(message as FakeMessage, label, { as: people[as] }), as),
    stop: () => discord.stop(),
  };
}

describe.each([
  ['Slack', onSlack],
  ['Discord', onDiscord],
])('roles in %s, by the real program', (_, start) => {
  let home: Home;
  let program: ReturnType<typeof startSteward> | undefined;
  beforeEach(async () => {
    home = await start(async (env) => {
      let printed = '';
      const started = startSteward([], env);
      program = started;
      for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk) => (printed += chunk));
      while (!printed.includes('answers on one platform')) {
        if (started.exitCode !== null) throw new Error(`it ended: ${printed}`);
        await new Promise((tick) => setTimeout(tick, 25));
      }
    });
  });
  afterEach(async () => {
    program?.kill('SIGKILL');
    await home.stop();
  });

  const officer = (to: string): string => `regional-officer region "North West" to ${to}`;

  it('are given by the owner, used, and taken back: then also an old button is refused', async () => {
    expect((await home.grant(officer(home.mention('other')), 'asker')).page).toContain(NOT_OPEN);
    const given = await home.grant(`${officer(home.mention('asker'))} until 31 December`, 'owner');
    expect(given.page).toContain('regional officer of North West');
    expect(given.page).toContain('in this workspace only');
    expect(given.page).toContain('31 December');
    // Shown by name: in Slack an element, in Discord a mention that rings nobody.
    expect(given.page).toMatch(/"user_id":"U0ASKER"|<@\d+>/);
    const used = await home.grant(officer(home.mention('other')), 'asker');
    expect(used.page).toContain('Take it back');
    expect((await home.press(given, 'Take it back')).page).toContain('Taken back');
    expect((await home.press(used, 'Take it back')).page).toContain(NOT_OPEN);
  });

  it('count everywhere when whom the environment names gives them', async () => {
    const given = await home.grant(officer(home.mention('asker')), 'named');
    expect(given.page).toContain('everywhere');
    expect((await home.grant(officer(home.mention('other')), 'asker')).page).toContain('everywhere');
  });

  it('are those of a group of the platform for who is in it, and no longer', async () => {
    home.setGroup(['asker']);
    const given = await home.grant(officer(home.groupMention()), 'owner');
    expect(given.page).toContain('Everyone in that group');
    expect((await home.grant(officer(home.mention('asker')), 'other')).page).toContain(NOT_OPEN);
    const used = await home.grant(officer(home.mention('other')), 'asker');
    expect(used.page).toContain('Take it back');
    home.setGroup([]);
    expect((await home.press(used, 'Take it back')).page).toContain(NOT_OPEN);
  });
});
