import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { privately, text } from '../../src/core/reply.ts';
import type { Steward } from '../../src/core/steward.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type DiscordApp, discordApp, shown } from './discord-app.ts';
import { type Program, startProgram } from './program.ts';

const QUESTION = 'how many jobs went in Middlesbrough';

let program: Program;
beforeAll(() => {
  program = startProgram();
});

const rejections: unknown[] = [];
process.on('unhandledRejection', (error) => rejections.push(error));

describe('Steward in Discord, in trouble', () => {
  let discord: FakeDiscord;
  let app: DiscordApp;
  let handle: Steward['handle'];
  beforeEach(async () => {
    discord = await startFakeDiscord();
    handle = program.steward.handle;
    app = discordApp(discord, { steward: { ...program.steward, handle: (request) => handle(request) } });
    await app.adapter.start();
  });
  afterEach(async () => {
    await app.adapter.stop();
    await discord.stop();
    expect(rejections.splice(0)).toEqual([]);
  });

  const ask = async (): Promise<string> => shown(await (await discord.slash('ask', { question: QUESTION })).answer());

  it('answers once what is delivered twice', async () => {
    discord.duplicateNext();
    expect(await ask()).toContain('Middlesbrough');
    discord.duplicateNext();
    await discord.say(QUESTION, { dm: true });
    await app.adapter.stop();
    expect(discord.calls.filter(({ path }) => path.endsWith('/callback'))).toHaveLength(1);
    expect(discord.messages.filter((message) => message.authorId === discord.botId)).toHaveLength(2);
  });

  it('answers though the confirmation of its first answer was lost', async () => {
    discord.failNext('/callback', { status: 502, processFirst: true });
    expect(await ask()).toContain('Middlesbrough');
  });

  it('suggests nothing when suggesting fails', async () => {
    await app.adapter.stop();
    const suggest = (): never => {
      throw new Error('no index');
    };
    app = discordApp(discord, { steward: { ...program.steward, suggest } });
    await app.adapter.start();
    expect((await discord.autocomplete('cases', 'contractor', 'cap')).choices).toEqual([]);
  });

  it('obeys a rate limit, and answers after it', async () => {
    discord.failNext('PATCH /webhooks', { status: 429, retryAfter: 1 });
    const started = Date.now();
    expect(await ask()).toContain('Middlesbrough');
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_000);
    expect(discord.unanswered).toEqual([]);
  });

  it('loses nothing when the connection drops and resumes', async () => {
    discord.dropGateway({ resumable: true, code: 1006 });
    const { response } = await discord.say(QUESTION, { dm: true, timeoutMs: 8_000 });
    expect(response && shown(response)).toContain('Middlesbrough');
    expect(discord.resumes).toBe(1);
    expect(discord.identifies).toBe(1);
  });

  it.each([
    ['asks it to reconnect', () => discord.askToReconnect()],
    ['invalidates its session', () => discord.invalidateSessions(false)],
    ['closes the connection for good', () => discord.dropGateway({ resumable: false, code: 1000 })],
  ])('comes back when Discord %s', async (_, happen) => {
    happen();
    await discord.waitFor(() => !discord.connected || discord.identifies + discord.resumes > 1, 5_000);
    await discord.waitFor(() => discord.connected && discord.identifies + discord.resumes > 1, 10_000);
    expect(await ask()).toContain('Middlesbrough');
  });

  it('goes on trying while the gateway cannot be reached, says so, and comes back', async () => {
    discord.misbehave({ refuseConnections: true });
    discord.dropGateway({ resumable: false, code: 1006 });
    await discord.waitFor(() => app.log.lines.some(({ message }) => message.includes('goes on trying')), 10_000);
    discord.misbehave({ refuseConnections: false });
    await discord.waitFor(() => discord.connected, 15_000);
    expect(await ask()).toContain('Middlesbrough');
  });

  it('stops while the gateway cannot be reached', async () => {
    discord.misbehave({ refuseConnections: true });
    discord.dropGateway({ resumable: false, code: 1006 });
    await discord.waitFor(() => !discord.connected);
    await app.adapter.stop();
    discord.misbehave({ refuseConnections: false });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(discord.connected).toBe(false);
  });

  it('survives packets that are malformed, hostile or cut off', async () => {
    const json = fc.json({ maxDepth: 3 });
    const packet = fc.record({
      op: fc.oneof(fc.constantFrom(0, 1, 9, 10, 11, 99), fc.jsonValue()),
      t: fc.oneof(fc.constantFrom('READY', 'RESUMED', 'INTERACTION_CREATE', 'MESSAGE_CREATE', 'GUILD_CREATE'), fc.jsonValue()),
      s: fc.oneof(fc.nat(), fc.jsonValue()),
      d: fc.jsonValue(),
    });
    // A sound greeting or farewell is no malformed packet: those are tried above.
    const isFarewell = (sent: unknown): boolean =>
      typeof sent === 'object' && sent !== null && 'op' in sent && [1, 9, 10].some((farewell) => farewell === sent.op);
    const hostile = fc.sample(
      fc.oneof(
        packet.filter((sent) => !isFarewell(sent)),
        packet.map((sent) => JSON.stringify(sent).slice(0, -3)),
        json.filter((text) => !isFarewell(JSON.parse(text))),
      ),
      10_000,
    );
    for (const sent of [
      ...hostile,
      '',
      '{',
      '{"op":10}',
      '{"op":9}',
      '{"op":0,"t":"READY","s":1}',
      '{"op":10,"d":{"heartbeat_interval":"x"}}',
      '[]',
      'null',
      '7',
    ])
      discord.sendRaw(sent);
    expect(await ask()).toContain('Middlesbrough');
    expect(discord.identifies).toBe(1);
    expect(app.log.lines.filter(({ message }) => message.includes('packet that cannot be read')).length).toBeLessThan(6);
  });

  it('says so when an interaction cannot be read', async () => {
    const [command] = discord.commands;
    const sound = await discord.slash('ask', { question: QUESTION });
    expect(command).toBeDefined();
    const { id, token } = sound.interaction;
    discord.sendRaw({
      op: 0,
      t: 'INTERACTION_CREATE',
      s: 900,
      d: { id: `${id}1`, token, application_id: discord.applicationId, type: 2, user: { id: '5' }, data: [] },
    });
    discord.sendRaw({ op: 0, t: 'INTERACTION_CREATE', s: 901, d: { id: 7, data: 'nonsense' } });
    await discord.waitFor(() => discord.calls.some(({ path }) => path.includes(`${id}1`)));
    expect(app.log.lines.some(({ message }) => message.includes('interaction that cannot be read'))).toBe(true);
  });

  it('tells the person when its answer cannot be shown, with a number that is in the log', async () => {
    discord.failNext('PATCH /webhooks', { status: 400, body: { code: 50035, message: 'Invalid Form Body' } });
    const said = await ask();
    const [number] = /[0-9a-f]{8}/.exec(said) ?? [];
    expect(said).toContain('Sorry');
    expect(app.log.lines.find(({ level }) => level === 'error')?.fields).toMatchObject({ incident: number });
    expect(JSON.stringify(app.log.lines)).not.toContain('Middlesbrough');
  });

  it('keeps what it has shown when a later part cannot be', async () => {
    const reply = privately([text('A long story. '.repeat(500))], null);
    handle = async () => ({ status: 'answered', reply });
    discord.failNext('POST /webhooks', { status: 400, body: { code: 50035, message: 'Invalid Form Body' } });
    expect(await ask()).toContain('A long story');
    const apology = await discord.waitFor(() => discord.followUps[0]);
    expect(shown(apology)).toContain('Sorry');
    expect(apology.onlyFor).toBe(discord.people.asker.id);
  });

  it('tells the person when the program itself fails', async () => {
    handle = async () => {
      throw new Error('a secret of the inside');
    };
    const said = await ask();
    expect(said).toContain('something went wrong');
    expect(said + JSON.stringify(app.log.lines)).not.toContain('secret of the inside');
  });

  it('has nothing to say to an interaction that is gone, and says so in the log', async () => {
    handle = async (request) => {
      discord.advance(16 * 60_000);
      return program.steward.handle(request);
    };
    await discord.slash('ask', { question: QUESTION });
    await discord.waitFor(() => app.log.lines.some(({ message }) => message.includes('gone')));
  });

  it('finishes what is in hand when it stops, and says to others that it is restarting', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    handle = async (request) => {
      await held;
      return program.steward.handle(request);
    };
    const inHand = await discord.slash('ask', { question: QUESTION });
    const stopping = app.adapter.stop();
    const late = await discord.slash('ask', { question: QUESTION });
    expect(shown(await late.answer())).toContain('restarted');
    expect((await discord.autocomplete('cases', 'contractor', 'cap')).choices).toEqual([]);
    release();
    await stopping;
    expect(shown(await inHand.answer())).toContain('Middlesbrough');
    expect(discord.connected).toBe(false);
  });
});
