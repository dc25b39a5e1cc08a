import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { SCOPES } from '../../src/adapters/slack/scopes.ts';
import { installationsInStore } from '../../src/store/installations.ts';
import { createKeyring } from '../../src/store/keyring.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { openStore } from '../../src/store/store.ts';
import { describeOnEveryEngine, sqliteDatabase, surroundings } from '../contract/stores.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { steward, temporaryFolder } from '../program.ts';
import { database, fill, settingsFor, using } from './databases.ts';

const findings = z.object({
  findings: z.array(z.object({ about: z.string(), status: z.enum(['ok', 'look', 'wrong']), what: z.string(), remedy: z.string().optional() })),
});
type Findings = z.output<typeof findings>['findings'];

interface Seen {
  readonly status: number | null;
  readonly text: string;
  /** What was found about something, one a line: `wrong: what it is -> what to do`. */
  about(what: string): string;
}

async function doctor(env: Record<string, string>): Promise<Seen> {
  const { status, out, err } = await steward(['doctor', '--json'], { env });
  expect(err).toBe('');
  const found: Findings = findings.parse(JSON.parse(out)).findings;
  expect(status).toBe(found.some((finding) => finding.status === 'wrong') ? 1 : 0);
  const lines = (about: string) =>
    found.filter((one) => one.about === about).map((one) => `${one.status}: ${one.what}${one.remedy === undefined ? '' : ` -> ${one.remedy}`}`);
  return { status, text: out, about: (what) => lines(what).join('\n') };
}

let slack: FakeSlack;
let discord: FakeDiscord;
beforeAll(async () => {
  slack = await startFakeSlack({ scopes: SCOPES });
  discord = await startFakeDiscord();
});
afterAll(async () => {
  await slack.stop();
  await discord.stop();
});

const onSlack = () => ({ SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.url });
const onDiscord = () => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl });
const NOWHERE = 'http://127.0.0.1:9/api/';

/** A server that answers everything with this. */
async function server(answer: (response: ServerResponse) => void): Promise<string> {
  const listening = createServer((_request, response) => answer(response));
  await new Promise<void>((ready) => listening.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    listening.closeAllConnections();
    listening.close();
  });
  const address = listening.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/api/`;
}

describeOnEveryEngine('doctor', (create) => {
  it('finds all well where all is well, and says so in words and as data', async () => {
    const made = await database(create);
    const key = Buffer.alloc(32, 7).toString('base64');
    await using(made, ({ db }) => installationsInStore(db, createKeyring([key])).save({ id: 'TSECRETNAME', details: { token: 'xoxb-very-secret' } }));
    const env = { ...settingsFor(made), ...onSlack(), ...onDiscord(), STEWARD_SECRET_KEY: key, STEWARD_TIME_ZONE: 'Europe/London' };
    const seen = await doctor(env);
    expect(seen.text).not.toContain('"wrong"');
    expect(seen.status).toBe(0);
    expect(seen.about('Settings')).toMatch(/ok: set: .*STEWARD_SECRET_KEY.*; not set: .*DISCORD_GUILD_ID/);
    expect(seen.about('Node.js')).toContain(process.version);
    expect(seen.about('Data folder')).toMatch(/ok: it can be written|not there yet/);
    expect(seen.about('Database')).toMatch(/ok: (SQLite 3|PostgreSQL \d+).*\nok: no other Steward/);
    expect(seen.about('Migrations')).toBe(`ok: all ${migrations.length} applied.`);
    expect(seen.about('Contents')).toMatch(/nothing that was looked at is damaged.\nok: .*workspaces that installed Steward: 1/);
    expect(seen.about('Secret key')).toBe('ok: it opens all that is sealed: 1 workspace.');
    expect(seen.about('Clock')).toBe('ok: right.');
    expect(seen.about('Time zone')).toMatch(/ok: Europe\/London, now UTC\+0[01]:00; it changes to UTC\+0[01]:00 on \d+ (March|October) 20\d\d at 0[12]:00/);
    expect(seen.about('Knowledge')).toMatch(/ok: \d+ entries/);
    expect(seen.about('Slack')).toBe('ok: SLACK_BOT_TOKEN is accepted.\nok: SLACK_APP_TOKEN is accepted.');
    expect(seen.about('Discord')).toBe('ok: DISCORD_TOKEN is accepted.');
    const { out } = await steward(['doctor'], { env });
    expect(out).toMatch(/^ok {12}Settings: set/);
    for (const secret of [key, 'TSECRETNAME', 'xoxb-', 'xapp-', discord.token, 'hunter2', slack.team.name, slack.team.id])
      for (const said of [out, seen.text]) expect(said).not.toContain(secret);
  });

  it('sees that a Steward runs', async () => {
    const made = await database(create);
    const running = await openStore(made.address, surroundings);
    expect((await doctor({ ...settingsFor(made), ...onSlack() })).about('Database')).toContain('another Steward, or another program, has it open');
    await running.close();
  });

  it('sees what the next start will do, and a database that is newer', async () => {
    const [older, newer] = [await database(create), await database(create)];
    await using(older, async () => {}, []);
    expect((await doctor({ ...settingsFor(older), ...onSlack() })).about('Migrations')).toMatch(/look: 0 applied, waiting: 0001-.*-> .*backup/);
    await using(newer, async () => {}, [...migrations, { name: '9001-later', up: async () => {} }]);
    const seen = await doctor({ ...settingsFor(newer), ...onSlack() });
    expect(seen.about('Migrations')).toMatch(/wrong: .*newer Steward.*9001-later.*Start the newer version/);
  });

  it('sees that the key does not open what is sealed', async () => {
    const made = await database(create);
    const sealer = Buffer.alloc(32, 7).toString('base64');
    await using(made, ({ db }) => installationsInStore(db, createKeyring([sealer])).save({ id: 'T1', details: {} }));
    const env = { ...settingsFor(made), ...onSlack() };
    expect((await doctor(env)).about('Secret key')).toMatch(/wrong: .*1 sealed workspace, and STEWARD_SECRET_KEY is not set/);
    expect((await doctor({ ...env, STEWARD_SECRET_KEY: 'another key altogether' })).about('Secret key')).toMatch(
      /wrong: It opens 0 of 1.*STEWARD_SECRET_KEY_OLD/,
    );
  });
});

describe('doctor on a database that is not as it should be', () => {
  it('says that there is none yet', async () => {
    expect((await doctor(onSlack())).about('Database')).toMatch(/^ok: it is not there yet/);
  });

  it('says that a file is no database, and names none', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'steward.db'), 'Dear branch secretary, '.repeat(1_000));
    const seen = await doctor({ STEWARD_DATA: folder, ...onSlack() });
    expect(seen.about('Database')).toMatch(/wrong: .*no SQLite database/);
    expect(seen.about('Contents')).toBe('');
  });

  it('sees a page that is damaged', async () => {
    const made = await sqliteDatabase();
    await fill(made, 20_000);
    const file = openSync(made.file, 'r+');
    writeSync(file, Buffer.alloc(4_096, 0xa5), 0, 4_096, 4_096 * 40);
    closeSync(file);
    expect((await doctor({ ...settingsFor(made), ...onSlack() })).text).toMatch(/damaged[^}]*backup/i);
    await made.drop();
  });

  it('says that no server answers, and never with what address', async () => {
    const seen = await doctor({ DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/x', ...onSlack() });
    expect(seen.about('Database')).toMatch(/wrong: The database server in DATABASE_URL does not answer/);
    expect(seen.text).not.toMatch(/hunter2|127\.0\.0\.1:1/);
  });
});

describe('doctor on settings', () => {
  it('names each bad one and goes on without it', async () => {
    const seen = await doctor({
      ...onSlack(),
      STEWARD_PORT: 'ninety',
      STEWARD_ADMINS: 'U0123',
      STEWARD_TIME_ZONE: 'Europe/Londn',
      STEWARD_TIMEZONE: 'Europe/London',
      SLACK_CLIENT_ID: '1.2',
      STEWARD_SECRET_KEY: 'short',
      DISCORD_TOKEN: '',
    });
    expect(seen.status).toBe(1);
    for (const line of [
      /wrong: STEWARD_PORT must be a whole number/,
      /wrong: STEWARD_ADMINS must be like slack:T0123:U0123/,
      /wrong: STEWARD_TIME_ZONE must be a time zone/,
      /wrong: SLACK_CLIENT_ID needs STEWARD_SECRET_KEY/,
      /wrong: STEWARD_SECRET_KEY must have at least/,
      /look: STEWARD_TIMEZONE is set, and Steward has no such setting. -> Did you mean STEWARD_TIME_ZONE\?/,
    ])
      expect(seen.about('Settings')).toMatch(line);
    expect(seen.text).not.toMatch(/ninety|Londn|short"/);
    expect(seen.about('Slack')).toContain('ok: SLACK_BOT_TOKEN is accepted');
  });

  it('says which is missing beside the others', async () => {
    const seen = await doctor({ SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_API_URL: slack.url });
    expect(seen.about('Slack')).toMatch(/wrong: Slack needs SLACK_APP_TOKEN/);
  });

  it('says what is wrong with the folders', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const knowledge = join(folder, 'knowledge');
    mkdirSync(join(knowledge, 'law'), { recursive: true });
    for (const list of ['sources.yml', 'lexicon.yml', 'not-covered.yml']) writeFileSync(join(knowledge, list), '');
    writeFileSync(join(knowledge, 'law', 'broken.md'), 'no front matter');
    const seen = await doctor({ STEWARD_DATA: join(file, 'data'), STEWARD_KNOWLEDGE: knowledge, ...onSlack() });
    expect(seen.about('Data folder')).toMatch(/wrong: It cannot be written \(ENOTDIR\)/);
    expect(seen.about('Knowledge')).toMatch(/wrong: There is no knowledge base/);
    expect(seen.text).not.toContain(folder);
  });
});

describe('doctor on platforms', () => {
  it('names the token that is not accepted', async () => {
    const seen = await doctor({ ...onSlack(), ...onDiscord(), SLACK_BOT_TOKEN: 'xoxb-wrong', DISCORD_TOKEN: 'nobody' });
    expect(seen.about('Slack')).toMatch(/wrong: Slack does not accept SLACK_BOT_TOKEN \(invalid_auth\).*OAuth & Permissions.*\nok: SLACK_APP_TOKEN/);
    expect(seen.about('Discord')).toMatch(/wrong: Discord does not accept DISCORD_TOKEN. -> Copy it again/);
    const app = await doctor({ ...onSlack(), SLACK_APP_TOKEN: 'xapp-wrong' });
    expect(app.about('Slack')).toMatch(/ok: SLACK_BOT_TOKEN.*\nwrong: Slack does not accept SLACK_APP_TOKEN/);
  });

  it('says that a token was revoked', async () => {
    const left = await startFakeSlack();
    onTestFinished(() => left.stop());
    left.failNext('auth.test', { error: 'token_revoked' });
    const env = { SLACK_BOT_TOKEN: left.tokens.bot, SLACK_APP_TOKEN: left.tokens.app, SLACK_API_URL: left.url };
    expect((await doctor(env)).about('Slack')).toMatch(/wrong: Slack does not accept SLACK_BOT_TOKEN \(token_revoked\)/);
    expect((await doctor(env)).about('Slack')).toMatch(/look: The app lacks the scopes .*im:history.*manifest\.yml/);
  });

  it('says that a platform cannot be reached, and the clock not compared', async () => {
    const seen = await doctor({ ...onSlack(), ...onDiscord(), SLACK_API_URL: NOWHERE, DISCORD_API_URL: NOWHERE });
    expect(seen.about('Slack')).toMatch(/wrong: Slack could not be reached.*SLACK_API_URL/);
    expect(seen.about('Discord')).toMatch(/wrong: Discord could not be reached.*DISCORD_API_URL/);
    expect(seen.about('Clock')).toMatch(/look: .*no server answered.*Offline/);
  });

  it('waits for no server that never answers, nor believes one that answers nonsense', async () => {
    const silent = await server(() => {});
    const nonsense = await server((response) => response.end('<html>It works!'));
    const seen = await doctor({ ...onSlack(), ...onDiscord(), SLACK_API_URL: nonsense, DISCORD_API_URL: silent });
    expect(seen.about('Slack')).toMatch(/look: Slack did not say whether SLACK_BOT_TOKEN is good/);
    expect(seen.about('Discord')).toMatch(/wrong: Discord could not be reached/);
  });

  it('says that Discord is down, or that it is not in the server it is to be in', async () => {
    discord.failNext('GET /users/@me', { status: 503 });
    expect((await doctor(onDiscord())).about('Discord')).toMatch(/look: Discord answered 503/);
    expect((await doctor({ ...onDiscord(), DISCORD_GUILD_ID: discord.guild.id })).about('Discord')).toBe('ok: DISCORD_TOKEN is accepted.');
    expect((await doctor({ ...onDiscord(), DISCORD_GUILD_ID: '123456789012345678' })).about('Discord')).toMatch(/wrong: DISCORD_GUILD_ID is not a server/);
  });

  it.each([
    [-30, /look: (29|30|31) s ahead/],
    [600, /wrong: (599|600|601) s behind.*NTP/],
  ])('sees that the clock is off by %i s', async (seconds, says) => {
    const url = await server((response) => response.writeHead(404, { date: new Date(Date.now() + seconds * 1_000).toUTCString() }).end());
    expect((await doctor({ ...onDiscord(), DISCORD_API_URL: url })).about('Clock')).toMatch(says);
  });
});
