import type { Config } from '../../config.ts';
import { type Check, type Finding, look, ok, wrong } from '../finding.ts';
import { askServer } from '../web.ts';

/** Whether Discord takes the token, and whether Steward is in the server that DISCORD_GUILD_ID names. */
export function discordCheck(discord: Config['discord']): Check {
  return {
    about: 'Discord',
    async run() {
      if (discord === undefined) return [ok('not set up.')];
      const base = (discord.apiUrl ?? 'https://discord.com/api').replace(/\/$/, '');
      const statusOf = async (path: string): Promise<number | undefined> => (await askServer(`${base}/v10${path}`, 'GET', `Bot ${discord.token}`))?.status;
      const finding = token(await statusOf('/users/@me'));
      if (finding.status !== 'ok' || discord.guildId === undefined) return [finding];
      return [finding, ...guild(await statusOf(`/guilds/${discord.guildId}`))];
    },
  };
}

function token(status: number | undefined): Finding {
  if (status === undefined) return wrong('Discord could not be reached.', 'Check the network and DISCORD_API_URL, and https://discordstatus.com.');
  if (status === 200) return ok('DISCORD_TOKEN is accepted.');
  if (status === 401)
    return wrong('Discord does not accept DISCORD_TOKEN.', 'Copy it again from https://discord.com/developers/applications (Bot, Reset Token).');
  return look(`Discord answered ${status}.`, 'Try again in a minute, and look at https://discordstatus.com.');
}

function guild(status: number | undefined): Finding[] {
  if (status !== 403 && status !== 404) return [];
  return [wrong('DISCORD_GUILD_ID is not a server that Steward is in.', 'Check the id, or invite Steward there first.')];
}
