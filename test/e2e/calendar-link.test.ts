import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { readCalendar } from '../feeds/read-calendar.ts';
import { startSteward, steward, temporaryFolder } from '../program.ts';
import { shown } from './discord-app.ts';

const linkSchema = z.object({ link: z.url(), local: z.literal(true), links: z.number() });

/** The real program, which serves links, and the command line beside it on the same data folder. */
describe('a calendar link', () => {
  let discord: FakeDiscord;
  let program: ReturnType<typeof startSteward> | undefined;
  let printed = '';
  beforeEach(async () => {
    discord = await startFakeDiscord();
    printed = '';
  });
  afterEach(async () => {
    program?.kill('SIGKILL');
    await discord.stop();
  });

  async function started(env: Record<string, string>, until: RegExp): Promise<void> {
    program = startSteward([], { STEWARD_LOG_LEVEL: 'info', DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, ...env });
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

  async function freePort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = Number(Object(server.address()).port);
    server.close();
    return port;
  }

  it('made at the command line is served by the program that runs, and is over once it is revoked', async () => {
    const env = { STEWARD_DATA: temporaryFolder(), STEWARD_WEB_PORT: String(await freePort()) };
    await started(env, /calendar links are served/);
    const say = async (...words: string[]) => JSON.parse((await steward([...words, '--json'], { env })).out);
    await say('remind', '"scrutiny deputation" every Monday 9am');
    const { link } = linkSchema.parse(await say('calendar', 'link'));
    const response = await fetch(link);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const { events } = readCalendar(await response.text());
    expect(events).toMatchObject([{ summary: 'scrutiny deputation', zone: 'Europe/London', rule: 'FREQ=WEEKLY;BYDAY=MO' }]);
    const again = await fetch(link, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    expect(await say('calendar', 'revoke')).toEqual({ ended: 1 });
    expect((await fetch(link)).status).toBe(404);
    program?.kill('SIGTERM');
    expect(await (program && once(program, 'exit'))).toEqual([0, null]);
    await expect(fetch(link)).rejects.toThrow();
    expect(printed).not.toContain(link.slice(-47, -4));
  });

  it('cannot be served while another program has the port: that is said, and all else goes on', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    await started(
      { STEWARD_WEB_PORT: String(Object(other.address()).port) },
      /^(?=[\s\S]*another program has it: set STEWARD_WEB_PORT to a port that is free)(?=[\s\S]*answers on one platform)/,
    );
    const answer = await (await discord.slash('ask', { question: 'how many jobs went in Middlesbrough' })).answer();
    expect(shown(answer)).toContain('Middlesbrough');
    expect(program?.exitCode).toBeNull();
    other.close();
  });

  it('is refused where no address is known, with the settings that give one', async () => {
    const { status, err } = await steward(['calendar', 'link']);
    expect(status).toBe(2);
    expect(err.replace(/\s+/g, ' ')).toMatch(/STEWARD_PUBLIC_URL.*STEWARD_WEB_PORT/);
  });

  it('has the public address where there is one', async () => {
    const { out } = await steward(['calendar', 'link'], { env: { STEWARD_PUBLIC_URL: 'https://steward.example/' } });
    expect(out).toMatch(/https:\/\/steward\.example\/calendar\/[\w-]{43}\.ics/);
    expect(out).not.toContain('STEWARD_PUBLIC_URL');
  });
});
