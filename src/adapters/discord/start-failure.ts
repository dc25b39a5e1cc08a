import type { DiscordSettings } from './settings.ts';
import { codeOf } from './trouble.ts';

const PORTAL = 'https://discord.com/developers/applications';

interface Failure {
  readonly code: unknown;
  readonly status: unknown;
  readonly name: string;
  readonly said: string;
  readonly guildId: string | undefined;
}

/** What a failure looks like, and what to say of it. The first that fits is said. */
const KNOWN: readonly { readonly is: (failure: Failure) => boolean; readonly say: string }[] = [
  {
    is: ({ code, status, said }) => code === 'TokenInvalid' || status === 401 || said.includes('Authentication failed'),
    say: `Discord refused DISCORD_TOKEN. Copy the bot’s token again from ${PORTAL} (Bot, Reset Token).`,
  },
  { is: ({ said }) => /intents/iu.test(said), say: `Discord refused Steward’s intents, which are ordinary ones. Look at the app under ${PORTAL}.` },
  {
    is: ({ said }) => /sessions? remaining/iu.test(said),
    say: 'Steward has connected to Discord too often today. Wait until tomorrow, and find out why it restarts.',
  },
  { is: ({ said }) => /shard/iu.test(said), say: 'Discord refused the number of connections. Unset DISCORD_SHARDS, and Discord says how many are right.' },
  {
    is: ({ status, guildId }) => guildId !== undefined && (status === 403 || status === 404),
    say: 'Commands could not be registered: DISCORD_GUILD_ID is not a server that Steward is in. Check the id, or invite Steward there first.',
  },
];

/** Words for a start that failed: what it was, and which setting to look at. Never the token. */
export function startFailure(error: unknown, { apiUrl, guildId }: Pick<DiscordSettings, 'apiUrl' | 'guildId'>): Error {
  const { name, message: said } = error instanceof Error ? error : { name: '', message: '' };
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  const known = KNOWN.find(({ is }) => is({ code: codeOf(error), status, name, said, guildId }));
  if (known) return new Error(known.say);
  const where = apiUrl === undefined ? 'Discord' : 'The host of DISCORD_API_URL';
  const what =
    typeof status === 'number'
      ? `answered ${status}`
      : /abort|timeout/iu.test(name)
        ? 'did not answer in time'
        : `could not be reached (${String(codeOf(error) ?? name)})`;
  return new Error(`${where} ${what}. Check the network, DISCORD_API_URL, and whether https://discordstatus.com reports trouble.`);
}
