import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { startSteward, steward } from '../program.ts';
import { shown as shownInDiscord } from './discord-app.ts';
import { shown as shownInSlack } from './slack-app.ts';

const QUESTION = 'how many jobs went in Middlesbrough';

/** The real program, started as the README says, with both platforms pointed at our own servers. */
describe('the program on Slack and Discord', () => {
  let slack: FakeSlack;
  let discord: FakeDiscord;
  let program: ReturnType<typeof startSteward> | undefined;
  let printed = '';
  beforeEach(async () => {
    slack = await startFakeSlack();
    discord = await startFakeDiscord();
    printed = '';
  });
  afterEach(async () => {
    program?.kill('SIGKILL');
    await slack.stop();
    await discord.stop();
  });

  const onSlack = () => ({ SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.url });
  const onDiscord = () => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl });

  async function started(env: Record<string, string>, until: RegExp): Promise<void> {
    program = startSteward([], { STEWARD_LOG_LEVEL: 'info', ...env });
    for (const stream of [program.stdout, program.stderr]) {
      stream.on('data', (chunk) => {
        printed += chunk;
      });
    }
    while (!until.test(printed)) {
      if (program.exitCode !== null) throw new Error(`it ended: ${printed}`);
      await new Promise((tick) => setTimeout(tick, 25));
    }
  }

  async function told(signal: NodeJS.Signals): Promise<{ status: number | null; afterMs: number }> {
    if (program === undefined) throw new Error('not started');
    const at = performance.now();
    program.kill(signal);
    const [status] = await once(program, 'exit');
    return { status, afterMs: performance.now() - at };
  }

  it('answers the same in both, and stops within ten seconds when told to', async () => {
    await started({ ...onSlack(), ...onDiscord() }, /answers on 2 platforms/);
    await slack.command(`/steward ${QUESTION}`);
    const inSlack = shownInSlack(await slack.waitFor(({ messages }) => messages[0]));
    const inDiscord = shownInDiscord(await (await discord.slash('ask', { question: QUESTION })).answer());
    const inTerminal = JSON.parse((await steward(['ask', '--json', QUESTION])).out);
    const [first] = inTerminal.passages;
    for (const seen of [inSlack, inDiscord]) expect(seen.replace(/[\s\\]+/g, ' ')).toContain(first.text.split('. ')[0].replace(/\s+/g, ' '));
    expect(printed).toContain('Discord: add Steward to a server with https://discord.com/');
    const { status, afterMs } = await told('SIGTERM');
    expect(status).toBe(0);
    expect(afterMs).toBeLessThan(10_000);
    expect(printed).not.toContain(slack.tokens.bot);
    expect(printed).not.toContain(discord.token);
  });

  it('answers on one when the other is down at the start', async () => {
    await started({ ...onSlack(), DISCORD_TOKEN: 'nobody', DISCORD_API_URL: discord.apiUrl }, /answers on one platform/);
    await slack.command(`/steward ${QUESTION}`);
    expect(shownInSlack(await slack.waitFor(({ messages }) => messages[0]))).toContain('Middlesbrough');
    expect(printed).toContain('DISCORD_TOKEN');
    expect((await told('SIGINT')).status).toBe(0);
  });

  it('names the setting that is missing and does not start', async () => {
    const { status, err } = await steward([], { env: { SLACK_BOT_TOKEN: 'xoxb-1' } });
    expect(status).toBe(2);
    expect(err).toContain('Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside SLACK_BOT_TOKEN.');
  });
});
