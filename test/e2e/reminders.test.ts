import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import type { Reminder } from '../../src/reminders/reminder.ts';
import { remindersInStore } from '../../src/store/reminders.ts';
import { openStore } from '../../src/store/store.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { startSteward, temporaryFolder } from '../program.ts';
import { shown as shownInDiscord } from './discord-app.ts';
import { logInMemory } from './program.ts';
import { shown as shownInSlack } from './slack-app.ts';

const WORDS = 'Scrutiny deputation: meet at the town hall';

/** The real program on the real clock: reminders that fell due while it was off are there when it starts. */
describe('a reminder, in the real program', () => {
  let slack: FakeSlack;
  let discord: FakeDiscord;
  let program: ReturnType<typeof startSteward> | undefined;
  beforeEach(async () => {
    slack = await startFakeSlack();
    discord = await startFakeDiscord();
  });
  afterEach(async () => {
    program?.kill('SIGKILL');
    await slack.stop();
    await discord.stop();
  });

  const inSlack = () => ({ platform: 'slack', workspace: slack.team.id, channel: 'C0GENERAL', origin: 'C0GENERAL', person: 'U0ASKER' });
  const inDiscord = () => ({
    platform: 'discord',
    workspace: discord.guild.id,
    channel: discord.channel.id,
    origin: discord.channel.id,
    person: discord.people.asker.id,
  });

  /** A data folder with reminders that were due an hour and ten minutes ago, and the program on it. */
  async function startWith(...where: readonly Pick<Reminder, 'platform' | 'workspace' | 'channel' | 'origin' | 'person'>[]): Promise<string> {
    const folder = temporaryFolder();
    const store = await openStore({ file: join(folder, 'steward.db') }, { clock: systemClock, log: logInMemory() });
    const due = new Date(Date.now() - 70 * 60_000);
    const reminders = where.map(
      (place, nth): Reminder => ({
        ...place,
        ...{ id: `r${nth}aaaa`, words: WORDS, state: 'active', version: 1, createdAt: due, dueAt: due },
        schedule: { kind: 'once', at: due.toISOString().slice(0, 16), zone: 'UTC' },
      }),
    );
    await remindersInStore(store.db).add(reminders, []);
    await store.close();
    program = startSteward([], {
      ...{ STEWARD_DATA: folder, SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.url },
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    });
    return folder;
  }

  it('that was missed is shown once when it starts, says how late it is, and is done on a button, on both platforms', async () => {
    await startWith(inSlack(), inDiscord());
    const onSlack = await slack.waitFor(({ messages }) => messages.find((message) => shownInSlack(message).includes(WORDS)), 15_000);
    expect(shownInSlack(onSlack)).toContain('Late by 1 hour');
    const onDiscord = await until(() => discord.messages.find((message) => shownInDiscord(message).includes(WORDS)));
    expect(shownInDiscord(onDiscord)).toContain('Late by 1 hour');

    await slack.pressButton(onSlack, 'Done');
    await slack.waitFor(({ messages }) => messages.find((message) => shownInSlack(message).includes(`✓ ${WORDS}`)));
    const answer = await (await discord.press(onDiscord, 'Done')).answer();
    expect(shownInDiscord(answer)).toContain('Done.');
    await until(() => discord.messages.find((message) => shownInDiscord(message).includes(`✓ ${WORDS}`)));
    expect(slack.messages.filter((message) => shownInSlack(message).includes('⏰'))).toHaveLength(0);
    expect(slack.refusals).toEqual([]);
  }, 40_000);

  it('whose channel is closed to Steward is told to who set it, and kept', async () => {
    const folder = await startWith({ ...inSlack(), channel: 'C0OUTSIDE' });
    const told = await slack.waitFor(({ messages }) => messages.find((message) => shownInSlack(message).includes('I could not show this reminder')), 15_000);
    expect(shownInSlack(told)).toContain(WORDS);
    expect(slack.messagesIn('C0OUTSIDE')).toEqual([]);
    const store = await openStore({ file: join(folder, 'steward.db') }, { clock: systemClock, log: logInMemory() });
    const kept = await until(async () => {
      const reminder = await remindersInStore(store.db).find('r0aaaa');
      return reminder?.state === 'undelivered' ? reminder : undefined;
    });
    expect(kept.words).toBe(WORDS);
    await store.close();
  }, 40_000);
});

async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; await new Promise((tick) => setTimeout(tick, 25))) {
    const seen = await look();
    if (seen !== undefined) return seen;
  }
  throw new Error('it did not come within 15 seconds');
}
