/** What can be set about Discord. `main` fills it from the environment; the names stand in the comments because log lines name them. */
export interface DiscordSettings {
  /** DISCORD_TOKEN: the bot's token. */
  readonly token: string;
  /** DISCORD_GUILD_ID: register commands in this one server (at once, for trying out) and not everywhere. */
  readonly guildId?: string | undefined;
  /** DISCORD_API_URL: without the version, for example `https://discord.com/api`. */
  readonly apiUrl?: string | undefined;
  /** DISCORD_SHARDS: gateway connections; left out, Discord says how many. */
  readonly shards?: number | undefined;
  /** IANA zone of the branch: Discord does not tell a person's. */
  readonly timeZone: string;
}
