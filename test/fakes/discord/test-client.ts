import { Client, type ClientOptions, Events, GatewayIntentBits, type Interaction, REST, Routes } from 'discord.js';
import type { FakeDiscord } from './fake-discord.ts';

/** A real client, logged in and ready; `onInteraction` is what it does. */
export async function connect(
  discord: FakeDiscord,
  onInteraction: (interaction: Interaction) => unknown,
  options: Partial<ClientOptions> = {},
): Promise<Client> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], ...options, rest: { api: discord.apiUrl, retries: 1, ...options.rest } });
  client.on(Events.InteractionCreate, (interaction) => void onInteraction(interaction));
  client.on(Events.Error, () => undefined);
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await ready;
  return client;
}

export async function register(discord: FakeDiscord, ...commands: object[]): Promise<void> {
  await new REST({ api: discord.apiUrl }).setToken(discord.token).put(Routes.applicationCommands(discord.applicationId), { body: commands });
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { code?: number; message?: string; errors?: unknown; [key: string]: unknown };
}

/** One plain request to the API, with the bot's token. */
export async function api(discord: FakeDiscord, method: string, path: string, body?: unknown): Promise<Answered> {
  const headers = { authorization: `Bot ${discord.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const response = await fetch(`${discord.apiUrl}/v10${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Answered['body']) };
}

/** `data.embeds.0.title BASE_TYPE_MAX_LENGTH`, one for each mistake. */
export function mistakesOf(errors: unknown, path = ''): string[] {
  return Object.entries((errors ?? {}) as Record<string, unknown>).flatMap(([key, value]) =>
    key === '_errors' ? (value as { code: string }[]).map(({ code }) => `${path} ${code}`.trim()) : mistakesOf(value, path === '' ? key : `${path}.${key}`),
  );
}
