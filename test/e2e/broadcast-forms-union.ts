import { join } from 'node:path';
import { systemClock } from '../../src/core/clock.ts';
import type { Branch, Link } from '../../src/directory/branch.ts';
import { directoryInStore } from '../../src/store/directory.ts';
import { openStore } from '../../src/store/store.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { startSteward, temporaryFolder } from '../program.ts';
import { discordHand, type Hand, slackHand } from './broadcast-forms-hands.ts';
import { logInMemory } from './program.ts';

/** The real program on both platforms: Bolton on Slack, Leeds on Discord, Wigan nowhere, and two branches called Richmond. */
export interface Union {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  /** The data folder. */
  readonly folder: string;
  /** On each platform: whom the environment names an administrator, and somebody with no role yet, who sits in another channel than the branch. */
  readonly hands: Readonly<Record<'slack' | 'discord', { readonly named: Hand; readonly officer: Hand; readonly member: Hand; readonly officerId: string }>>;
  stop(): Promise<void>;
}

const REGIONS = { Bolton: 'north-west', Wigan: 'north-west', Leeds: 'yorkshire-humberside' } as const;

async function addBranches(folder: string, slack: FakeSlack, discord: FakeDiscord): Promise<void> {
  const store = await openStore({ file: join(folder, 'steward.db') }, { clock: systemClock, log: logInMemory() });
  const at = new Date();
  const branch = (id: string, name: string, region: string): Branch => ({
    ...{ id, name, region, serviceGroups: ['local-government'], tags: [], mutes: [], state: 'open', version: 1, createdAt: at },
  });
  const link = (id: string, of: string, where: Pick<Link, 'platform' | 'workspace' | 'channel'>): Link => ({ id, branch: of, linkedAt: at, ...where });
  await directoryInStore(store.db).apply({
    branches: [
      branch('boltn2', 'Bolton', REGIONS.Bolton),
      branch('leeds2', 'Leeds', REGIONS.Leeds),
      branch('wigan2', 'Wigan', REGIONS.Wigan),
      branch('rchmd2', 'Richmond', 'greater-london'),
      branch('rchmd3', 'Richmond', REGIONS.Leeds),
    ].map((after) => ({ after })),
    linked: [
      link('lnkslack2222', 'boltn2', { platform: 'slack', workspace: slack.team.id, channel: 'C0GENERAL' }),
      link('lnkdscrd2222', 'leeds2', { platform: 'discord', workspace: discord.guild.id, channel: discord.channel.id }),
    ],
    entries: [],
    at,
  });
  await store.close();
}

export async function startUnion(): Promise<Union> {
  const slack = await startFakeSlack();
  const discord = await startFakeDiscord({ channelsPerGuild: 1 });
  const folder = temporaryFolder();
  await addBranches(folder, slack, discord);
  slack.addPerson({ id: 'U0NAMED', name: 'named' });
  const named = discord.addPerson('named');
  const member = discord.addPerson('member');
  const program = startSteward([], {
    ...{ STEWARD_DATA: folder, SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.url },
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    STEWARD_ADMINS: `slack:${slack.team.id}:U0NAMED,discord:${discord.guild.id}:${named.id}`,
  });
  let printed = '';
  for (const stream of [program.stdout, program.stderr]) stream.on('data', (chunk) => (printed += chunk));
  while (!printed.includes('answers on 2 platforms')) {
    if (program.exitCode !== null) throw new Error(`it ended: ${printed}`);
    await new Promise((tick) => setTimeout(tick, 25));
  }
  const { asker } = discord.people;
  return {
    slack,
    discord,
    folder,
    hands: {
      slack: {
        named: slackHand(slack, 'U0NAMED', 'G0COMMITTEE'),
        officer: slackHand(slack, 'U0ASKER', 'G0COMMITTEE'),
        member: slackHand(slack, 'U0OTHER', 'C0GENERAL'),
        officerId: 'U0ASKER',
      },
      discord: {
        named: discordHand(discord, named, 'channel-0'),
        officer: discordHand(discord, asker, 'channel-0'),
        member: discordHand(discord, member, 'general'),
        officerId: asker.id,
      },
    },
    async stop() {
      program.kill('SIGKILL');
      await slack.stop();
      await discord.stop();
    },
  };
}

/** The form of a role, filled in by whom the environment names: the officer may send to the whole union from then on. */
export async function makeOfficer({ named, officerId }: Union['hands']['slack']): Promise<void> {
  const given = await fillRole(named, { role: 'national-officer', to: officerId });
  if (!given.words.includes('counts from now on')) throw new Error(given.words);
}

export async function fillRole(hand: Hand, fields: Readonly<Record<string, string>>) {
  const form = await hand.begin('role grant');
  return hand.fill(form.isForm ? form : await hand.press(form, 'Give a role'), fields);
}
