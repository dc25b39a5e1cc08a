import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { commands } from '../../commands/index.ts';
import { slashName } from '../../src/adapters/slack/slash.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { CommandInfo } from '../../src/core/command.ts';
import type { Whose } from '../../src/reminders/reminder-store.ts';
import { openStore } from '../../src/store/store.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { startFakeSlack } from '../fakes/slack/server.ts';
import { startSteward, steward, temporaryFolder } from '../program.ts';
import { addExamples, addOfficer } from '../records.ts';
import { exampleOptions, shown as shownInDiscord, slashOf } from './discord-app.ts';

/** A page for committee takes a machine that is busy with other tests some seconds. */
const PATIENCE_MS = 30_000;

/** Where a command can be given; `ask` gives its first example as that place takes it, and resolves with all the words that came back. */
export interface Home {
  readonly name: string;
  ask(command: CommandInfo): Promise<string>;
}

/** The real program on the command line, each command in a process of its own on the same data. */
export async function terminalHome(): Promise<Home> {
  const env = await withExamples({ platform: 'terminal', workspace: 'local', channel: 'terminal', person: 'terminal' });
  return {
    name: 'Terminal',
    async ask({ examples: [example] }) {
      const { out, err } = await steward(example.split(' '), { env });
      // A refusal goes to standard error.
      return beforeShellWords(out === '' ? err : out);
    },
  };
}

/** `help` in a shell ends with what can be said only there. */
const beforeShellWords = (out: string): string => out.split('For whoever runs Steward, in a shell:')[0] ?? '';

/** Where calendar links point. */
export const LINKS = 'https://steward.example';

/** A data folder in which the reminder and the deadline are that the commands' examples speak of. */
async function withExamples(whose: Whose): Promise<Record<string, string>> {
  const folder = temporaryFolder();
  const quiet = (): void => {};
  const store = await openStore({ file: join(folder, 'steward.db') }, { clock: systemClock, log: { debug: quiet, info: quiet, warn: quiet, error: quiet } });
  await addExamples(store, whose, systemClock.now());
  await addOfficer(store, whose, systemClock.now());
  await store.close();
  // Whoever sits at the terminal may run everything: so may who asks elsewhere.
  const { platform, workspace, person } = whose;
  return { STEWARD_DATA: folder, STEWARD_PUBLIC_URL: LINKS, ...(platform === 'terminal' ? {} : { STEWARD_ADMINS: `${platform}:${workspace}:${person}` }) };
}

/** Whoever sits at the terminal runs Steward: so does who asks elsewhere. */
const administrator = ({ platform, workspace, person }: Whose): string => `${platform}:${workspace}:${person}`;

/** The real program in Slack, over a socket or over HTTP. It ends with the test. */
export async function slackHome(via: 'socket' | 'http'): Promise<Home> {
  const slack = await startFakeSlack();
  onTestFinished(() => slack.stop());
  const port = await freePort();
  const hears = via === 'socket' ? { SLACK_APP_TOKEN: slack.tokens.app } : { SLACK_SIGNING_SECRET: slack.tokens.signingSecret, STEWARD_PORT: String(port) };
  const whose = { platform: 'slack', workspace: slack.team.id, channel: slack.channels[0]?.id ?? '', person: slack.people[0]?.id ?? '' };
  await started({
    ...(await withExamples(whose)),
    STEWARD_ADMINS: administrator(whose),
    SLACK_BOT_TOKEN: slack.tokens.bot,
    SLACK_API_URL: slack.url,
    ...hears,
  });
  if (via === 'http') slack.attachHttp(`http://127.0.0.1:${port}/slack/events`);
  return {
    name: `Slack, ${via === 'socket' ? 'socket' : 'HTTP'}`,
    async ask({ name, examples: [example] }) {
      const before = slack.messages.length;
      await slack.command(`${slashName(name)}${example.slice(name.length)}`);
      // A file comes after its words, in the direct messages of who asked.
      const answered = (): number => slack.messages.slice(before).filter((message) => !textsIn(message.blocks).join('').includes('Still looking')).length;
      await settled(answered, /^(?:appraise export|calendar file)/.test(example) ? 2_500 : 300);
      if (slack.refusals.length > 0) throw new Error(`Slack refused: ${JSON.stringify(slack.refusals)}`);
      return slack.messages
        .slice(before)
        .map(({ blocks }) => textsIn(blocks).join('\n'))
        .join('\n');
    },
  };
}

/** The real program in Discord. It ends with the test. */
export async function discordHome(): Promise<Home> {
  const discord = await startFakeDiscord();
  onTestFinished(() => discord.stop());
  const whose = { platform: 'discord', workspace: discord.guild.id, channel: discord.channel.id, person: discord.people.asker.id };
  await started({ ...(await withExamples(whose)), STEWARD_ADMINS: administrator(whose), DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl });
  return {
    name: 'Discord',
    async ask(command) {
      const asked = await discord.slash(slashOf(command, commands), exampleOptions(command));
      const first = await asked.answer(PATIENCE_MS);
      await settled(() => 1 + asked.interaction.followUps.length);
      const messages = [first, ...asked.interaction.followUps];
      const refused = discord.calls.filter(({ status }) => status >= 400);
      if (refused.length > 0) throw new Error(`Discord refused: ${JSON.stringify(refused)}`);
      const files = messages.flatMap(({ attachments }) => attachments.map(({ bytes }) => bytes.toString()));
      return [...messages.map(shownInDiscord), ...messages.flatMap(({ components }) => pictureWords(components)), ...files].join('\n');
    },
  };
}

async function started(env: Record<string, string>): Promise<void> {
  const program = startSteward([], env);
  onTestFinished(() => void program.kill('SIGKILL'));
  let printed = '';
  for (const stream of [program.stdout, program.stderr]) {
    stream.on('data', (chunk) => {
      printed += chunk;
    });
  }
  while (!printed.includes('answers on one platform')) {
    if (program.exitCode !== null) throw new Error(`it ended: ${printed}`);
    await tick(25);
  }
}

/** An answer may come in several messages: waits for the first, and then until no more come. */
async function settled(count: () => number, quietMs = 300): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let [seen, quietSince] = [0, Date.now()]; seen === 0 || Date.now() - quietSince < quietMs; await tick(20)) {
    if (Date.now() > deadline) throw new Error('no answer came in time');
    if (count() === seen) continue;
    seen = count();
    quietSince = Date.now();
  }
}

/** What is said of pictures to those who cannot see them. */
function pictureWords(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(pictureWords);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (typeof item === 'string' ? (key === 'description' ? [item] : []) : pictureWords(item)));
}

/** A person is shown by name. */
const SHOWN: ReadonlySet<string> = new Set(['text', 'alt_text', 'user_id', 'usergroup_id']);

/** Every text that blocks of Slack show, in order. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (typeof item === 'string' ? (SHOWN.has(key) ? [item] : []) : textsIn(item)));
}

const tick = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
