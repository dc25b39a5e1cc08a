import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { discordApp, shown } from './discord-app.ts';
import { type Program, startProgram } from './program.ts';

let program: Program;
beforeAll(() => {
  program = startProgram();
});

const rejections: unknown[] = [];
process.on('unhandledRejection', (error) => rejections.push(error));

describe('the start of Steward in Discord', () => {
  let discord: FakeDiscord;
  beforeEach(async () => {
    discord = await startFakeDiscord();
  });
  afterEach(async () => {
    await discord.stop();
    expect(rejections.splice(0)).toEqual([]);
  });

  it.each([
    ['a wrong token', () => ({ token: 'MTE.wrong.token' }), /DISCORD_TOKEN/],
    ['a server it is not in', () => ({ guildId: '999' }), /DISCORD_GUILD_ID/],
    ['nobody at the address', () => ({ apiUrl: 'http://127.0.0.1:9/api' }), /DISCORD_API_URL/],
  ])('says what to do about %s', async (_, settings, what) => {
    const { adapter, log } = discordApp(discord, program, settings());
    await expect(adapter.start()).rejects.toThrow(what);
    await adapter.stop();
    expect(discord.connected).toBe(false);
    expect(JSON.stringify(log.lines)).not.toContain('wrong.token');
  });

  it('says what to do about too few shards, and takes as many as Discord says when it may', async () => {
    const large = await startFakeDiscord({ requiredShards: 2, guilds: ['North', 'South'] });
    await expect(discordApp(large, program, { shards: 1 }).adapter.start()).rejects.toThrow(/DISCORD_SHARDS/);
    const { adapter } = discordApp(large, program);
    await adapter.start();
    expect(large.identifies).toBeGreaterThanOrEqual(2);
    const asked = await large.slash('help', {}, { channel: large.channels.at(-1)?.id ?? '' });
    expect(shown(await asked.answer())).toContain('ask');
    await adapter.stop();
    await large.stop();
  });

  it('says what to do when the gateway cannot be reached, and can be started again', async () => {
    discord.misbehave({ refuseConnections: true });
    const { adapter } = discordApp(discord, program);
    await expect(adapter.start()).rejects.toThrow(/could not be reached.*discordstatus/);
    await adapter.stop();
    discord.misbehave({ refuseConnections: false });
    await adapter.start();
    expect(shown(await (await discord.slash('help')).answer())).toContain('ask');
    await adapter.stop();
  });

  it('registers for one server when told to', async () => {
    const { adapter } = discordApp(discord, program, { guildId: discord.guild.id });
    await adapter.start();
    expect(discord.commands.every(({ guildId }) => guildId === discord.guild.id)).toBe(true);
    await adapter.stop();
    await adapter.start();
    expect(discord.calls.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    await adapter.stop();
  });

  it.each([
    ['one server to everywhere', (guildId: string) => [{ guildId }, {}]],
    ['everywhere to one server', (guildId: string) => [{}, { guildId }]],
    ['one server to another', (guildId: string, other: string) => [{ guildId: other }, { guildId }]],
  ])('takes away the old commands when it moves from %s', async (_, moves) => {
    const two = await startFakeDiscord({ guilds: ['Branch', 'Other'] });
    const [branch = '', other = ''] = two.guilds.map(({ id }) => id);
    const places = () => new Set(two.commands.map(({ guildId }) => guildId));
    for (const settings of moves(branch, other)) {
      const { adapter, log } = discordApp(two, program, settings);
      await adapter.start();
      const { guildId } = settings as { guildId?: string };
      await two.waitFor(() => places().size === 1 && places().has(guildId));
      await adapter.stop();
      expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([]);
    }
    await two.stop();
  });

  it('leaves a server alone that has none of its commands', async () => {
    const path = `${discord.apiUrl}/v10/applications/${discord.applicationId}/guilds/${discord.guild.id}/commands`;
    const body = JSON.stringify([{ name: 'something-else', description: 'Not one of these' }]);
    await fetch(path, { method: 'PUT', body, headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' } });
    const { adapter } = discordApp(discord, program);
    await adapter.start();
    await discord.waitFor(() => discord.calls.some(({ method, path: called }) => method === 'GET' && called.includes('/guilds/')));
    await adapter.stop();
    expect(discord.commands.filter(({ guildId }) => guildId !== undefined).map(({ name }) => name)).toEqual(['something-else']);
  });

  it('says what Discord answers when it is down', async () => {
    discord.failNext('GET /gateway/bot', { status: 503, times: 10 });
    const { adapter } = discordApp(discord, program);
    await expect(adapter.start()).rejects.toThrow(/503.*discordstatus/);
    await adapter.stop();
    await adapter.start().catch(() => {});
    await adapter.stop();
  });
});
