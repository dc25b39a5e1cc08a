import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { openStore } from '../../src/store/store.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { startSteward, temporaryFolder } from '../program.ts';
import { shown as shownInDiscord } from './discord-app.ts';
import { logInMemory } from './program.ts';
import { shown as shownInSlack } from './slack-app.ts';

const PATIENCE_MS = 30_000;
/** So long after it has arrived nothing more may come. */
const QUIET_MS = 3_000;
const DIGEST = 'What changed on Carillion';

/** The real program on the real clock and both platforms: people follow a topic, the knowledge folder changes, Steward is started again. */
describe('a digest, in the real program', () => {
  let slack: FakeSlack;
  let discord: FakeDiscord;
  let program: ReturnType<typeof startSteward> | undefined;
  let printed = '';
  beforeEach(async () => {
    slack = await startFakeSlack();
    discord = await startFakeDiscord();
  });
  afterEach(async () => {
    program?.kill('SIGKILL');
    await slack.stop();
    await discord.stop();
  });

  async function start(folder: string): Promise<void> {
    printed = '';
    program = startSteward([], {
      ...{ STEWARD_DATA: folder, STEWARD_KNOWLEDGE: join(folder, 'knowledge') },
      ...{ SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.url },
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    });
    for (const stream of [program.stdout, program.stderr]) {
      stream.on('data', (chunk) => {
        printed += chunk;
      });
    }
    await until(() => {
      if (program?.exitCode !== null) throw new Error(`it ended: ${printed}`);
      return printed.includes('answers on 2 platforms') ? true : undefined;
    });
  }

  async function stop(): Promise<void> {
    if (program === undefined) return;
    program.kill('SIGTERM');
    await once(program, 'exit');
  }

  /** As though Steward had been off when they were due; each time at another minute, as no digest is due twice. */
  async function letFallDue(folder: string, minutesAgo: number): Promise<number> {
    const store = await openStore({ file: join(folder, 'steward.db') }, { clock: systemClock, log: logInMemory() });
    const due = Date.now() - minutesAgo * 60_000;
    const { numUpdatedRows } = await store.db.updateTable('subscriptions').set({ due_at: due, look_at: due }).executeTakeFirst();
    await store.close();
    return Number(numUpdatedRows);
  }

  const inSlack = () => slack.messages.filter((message) => message.ephemeralFor === undefined && shownInSlack(message).includes(DIGEST));
  const inDiscord = () => discord.messages.filter((message) => shownInDiscord(message).includes(DIGEST));

  it('arrives once in each channel that follows the topic, and nothing comes when nothing has changed', async () => {
    const folder = temporaryFolder();
    cpSync(resolve(import.meta.dirname, '../../knowledge'), join(folder, 'knowledge'), { recursive: true });
    await start(folder);
    await slack.command('/subscribe carillion daily 9am');
    const answered = await slack.waitFor(({ messages }) => messages.find((message) => shownInSlack(message).includes('every day at 9 am')), PATIENCE_MS);
    expect(shownInSlack(answered)).toContain('Carillion');
    const answer = await (await discord.slash('subscribe', { topic: 'carillion', when: 'daily 9am' })).answer(PATIENCE_MS);
    expect(shownInDiscord(answer)).toContain('every day at 9 am');
    await stop();

    // Due, and nothing has changed.
    expect(await letFallDue(folder, 90)).toBe(2);
    await start(folder);
    await until(async () => ((await lastEntries(folder)).every((entries) => entries === 0) ? true : undefined));
    await stop();
    expect([...inSlack(), ...inDiscord()]).toEqual([]);

    const entry = join(folder, 'knowledge/case-study/carillion.md');
    writeFileSync(entry, readFileSync(entry, 'utf8').replace('value: 420, unit: contracts', 'value: 450, unit: contracts'));
    await letFallDue(folder, 70);
    await start(folder);
    const onSlack = await until(() => inSlack()[0]);
    expect(shownInSlack(onSlack)).toContain('Public contracts: was 420 contracts (about), now 450 contracts (about)');
    expect(shownInSlack(onSlack)).toContain('Late by 1 hour 10 minutes');
    const onDiscord = await until(() => inDiscord()[0]);
    expect(shownInDiscord(onDiscord).replace(/\\/g, '')).toContain('Public contracts: was 420 contracts (about), now 450 contracts (about)');
    expect(onDiscord.channelId).toBe(discord.channel.id);

    // Its buttons work, and what was told is not told again, at whatever start.
    await slack.pressButton(onSlack, 'Carillion 2018: a contractor with 420 public contracts and…');
    await slack.waitFor(({ messages }) => messages.find((message) => shownInSlack(message).includes('Estimated loss to taxpayers')), PATIENCE_MS);
    await stop();
    await letFallDue(folder, 50);
    await start(folder);
    await until(async () => ((await lastEntries(folder)).every((entries) => entries === 0) ? true : undefined));
    await new Promise((quiet) => setTimeout(quiet, QUIET_MS));
    expect([inSlack().length, inDiscord().length]).toEqual([1, 1]);
    expect(slack.refusals).toEqual([]);
    expect(discord.calls.filter(({ status }) => status >= 400)).toEqual([]);
  }, 120_000);

  /** How many entries the last digest of each channel told of. */
  async function lastEntries(folder: string): Promise<(number | null)[]> {
    const store = await openStore({ file: join(folder, 'steward.db') }, { clock: systemClock, log: logInMemory() });
    const rows = await store.db.selectFrom('subscriptions').select(['last_entries', 'due_at']).execute();
    await store.close();
    return rows.map(({ last_entries, due_at }) => ((due_at ?? 0) > Date.now() ? last_entries : null));
  }
});

async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await new Promise((tick) => setTimeout(tick, 200))) {
    const seen = await look();
    if (seen !== undefined) return seen;
  }
  throw new Error(`it did not come within ${PATIENCE_MS / 1_000} seconds`);
}
