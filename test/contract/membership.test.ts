import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { privately } from '../../src/core/reply.ts';
import type { Membership } from '../../src/core/standing.ts';
import type { Steward } from '../../src/core/steward.ts';
import { discordApp } from '../e2e/discord-app.ts';
import { logInMemory } from '../e2e/program.ts';
import { adapterFor } from '../e2e/slack-app.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { startFakeSlack } from '../fakes/slack/server.ts';

/** The real adapter with the real client of a platform, at our fake of it. */
interface Harness {
  readonly membership: Membership;
  readonly workspace: string;
  /** Ids. `administrator` is none of the owners. */
  readonly people: { readonly member: string; readonly administrator: string; readonly owner: string };
  setAdministrator(person: string, isOne: boolean): void;
  /** A group with these people, in the place of the one of that name. @returns its id */
  setGroup(name: string, people: readonly string[]): string;
  /** The next question is not answered, or refused. */
  failNext(how: 'cut' | 'refused'): void;
  stopAdapter(): Promise<void>;
  stop(): Promise<void>;
}

const steward: Steward = { commands: [], suggest: () => [], handle: async () => ({ status: 'answered', reply: privately([], null) }) };
const NOBODY: Readonly<Record<string, string>> = { Slack: 'U0STRANGER', Discord: '1100000000000000999' };

async function startSlack(): Promise<Harness> {
  const slack = await startFakeSlack();
  const { adapter } = await adapterFor(slack, 'socket', { steward, log: logInMemory() });
  await adapter.start();
  return {
    membership: adapter.membership,
    workspace: slack.team.id,
    people: { member: 'U0ASKER', administrator: 'U0OTHER', owner: 'U0OWNER' },
    setAdministrator: (id, isAdmin) => slack.changePerson(id, { isAdmin }),
    setGroup(name, people) {
      slack.setUserGroup(`S0${name.toUpperCase()}`, people);
      return `S0${name.toUpperCase()}`;
    },
    failNext(how) {
      const failure = how === 'cut' ? { drop: true, times: 9 } : { error: 'missing_scope', times: 9 };
      for (const method of ['users.info', 'usergroups.list']) slack.failNext(method, failure);
    },
    stopAdapter: () => adapter.stop(),
    async stop() {
      await adapter.stop();
      await slack.stop();
    },
  };
}

async function startDiscord(): Promise<Harness> {
  const discord = await startFakeDiscord();
  const { adapter } = discordApp(discord, { steward });
  await adapter.start();
  const { asker, organiser, owner } = discord.people;
  return {
    membership: adapter.membership,
    workspace: discord.guild.id,
    people: { member: asker.id, administrator: organiser.id, owner: owner.id },
    setAdministrator: (id, isOne) => discord.setAdministrator(id, isOne),
    setGroup: (name, people) => discord.setRole(discord.guild.id, name, people),
    failNext(how) {
      for (let times = 0; times < 9; times++) discord.failNext('GET /guilds/:guild/members/:user', how === 'cut' ? { drop: true } : { status: 403 });
    },
    stopAdapter: () => adapter.stop(),
    async stop() {
      await adapter.stop();
      await discord.stop();
    },
  };
}

describe.each([
  ['Slack', startSlack],
  ['Discord', startDiscord],
])('what %s knows of people', (name, start) => {
  let home: Harness;

  beforeEach(async () => {
    home = await start();
  });
  afterEach(() => home.stop());

  it('is who owns or administers the workspace, as it stands when it is asked', async () => {
    const { membership, workspace, people } = home;
    home.setAdministrator(people.administrator, true);
    expect(await membership.isAdministrator(workspace, people.owner)).toBe(true);
    expect(await membership.isAdministrator(workspace, people.administrator)).toBe(true);
    expect(await membership.isAdministrator(workspace, people.member)).toBe(false);
    home.setAdministrator(people.administrator, false);
    expect(await membership.isAdministrator(workspace, people.administrator)).toBe(false);
  });

  it('is nothing of who is not there', async () => {
    expect(await home.membership.isAdministrator(home.workspace, NOBODY[name] ?? '')).toBe(false);
    expect(await home.membership.groupsOf(home.workspace, NOBODY[name] ?? '', [home.setGroup('officers', [home.people.member])])).toEqual([]);
  });

  it('is who is in which of the groups that are asked about, as it stands when it is asked', async () => {
    const { membership, workspace, people } = home;
    const [officers, others] = [home.setGroup('officers', [people.member, people.owner]), home.setGroup('others', [people.owner])];
    expect(await membership.groupsOf(workspace, people.member, [officers, others])).toEqual([officers]);
    expect(new Set(await membership.groupsOf(workspace, people.owner, [officers, others]))).toEqual(new Set([officers, others]));
    expect(await membership.groupsOf(workspace, people.owner, [others])).toEqual([others]);
    home.setGroup('officers', []);
    expect(await membership.groupsOf(workspace, people.member, [officers, others])).toEqual([]);
  });

  it.each(['cut', 'refused'] as const)('is not guessed when the question is %s', async (how) => {
    const { membership, workspace, people } = home;
    const officers = home.setGroup('officers', [people.owner]);
    home.failNext(how);
    await expect(membership.isAdministrator(workspace, people.owner)).rejects.toThrow();
    home.failNext(how);
    await expect(membership.groupsOf(workspace, people.owner, [officers])).rejects.toThrow();
  });

  it('is not known while the home is closed', async () => {
    await home.stopAdapter();
    await expect(home.membership.isAdministrator(home.workspace, home.people.owner)).rejects.toThrow('not connected');
  });
});

describe('a guest from another workspace of Slack', () => {
  it('administers nothing here, whatever they are at home', async () => {
    const slack = await startFakeSlack();
    const { adapter } = await adapterFor(slack, 'socket', { steward, log: logInMemory() });
    await adapter.start();
    slack.changePerson('U0OWNER', { team: 'T0ELSEWHERE' });
    expect(await adapter.membership.isAdministrator(slack.team.id, 'U0OWNER')).toBe(false);
    slack.changePerson('U0OWNER', { team: slack.team.id, deleted: true });
    expect(await adapter.membership.isAdministrator(slack.team.id, 'U0OWNER')).toBe(false);
    await adapter.stop();
    await slack.stop();
  });
});

describe('a direct message in Discord', () => {
  it('is no server, and has no administrators', async () => {
    const discord = await startFakeDiscord();
    const { adapter } = discordApp(discord, { steward });
    await adapter.start();
    expect(await adapter.membership.isAdministrator('@me', discord.people.owner.id)).toBe(false);
    await adapter.stop();
    await discord.stop();
  });
});
