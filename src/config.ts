import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { DiscordSettings } from './adapters/discord/settings.ts';
import type { SlackSettings } from './adapters/slack/settings.ts';
import type { WebSettings } from './adapters/web/settings.ts';
import { DIVISIONS, type Division } from './calendar/holidays.ts';
import { type NamedAdministrator, readAdministrators } from './roles/administrators.ts';

/** Everything that can be set from outside, read once. */
export interface Config {
  /** Absolute path of the knowledge base. */
  readonly knowledgeFolder: string;
  /** Absolute path of the folder for what Steward keeps. */
  readonly dataFolder: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** IANA zone of the branch. */
  readonly timeZone: string;
  /** Whose bank holidays count. */
  readonly division: Division;
  /** False when the person asked programs not to colour (https://no-color.org). */
  readonly colour: boolean;
  /** PostgreSQL, for more than one machine; without it the database is a file in the data folder. */
  readonly databaseUrl: string | undefined;
  /** What seals tokens in the database; the first seals, all of them open. */
  readonly secretKeys: readonly string[];
  /** Who may say, everywhere, who is an officer: the first of them. */
  readonly administrators: readonly NamedAdministrator[];
  /** Whoever runs Steward vouches for these. That of Slack's token is known when Slack says which it is. */
  readonly namedWorkspaces: readonly Pick<NamedAdministrator, 'platform' | 'workspace'>[];
  /** Set when Steward is to answer in Slack. */
  readonly slack: SlackSettings | undefined;
  /** Set when Steward is to answer in Discord. */
  readonly discord: DiscordSettings | undefined;
  /** Broadcasts to more branches than this need a second officer; none does when it is not set. */
  readonly approvalAbove: number | undefined;
  /** Where Steward's own pages are served: calendar links. */
  readonly web: WebSettings;
}

/** A setting that stops the start. Its message names the setting and how to mend it, never its value, which may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reached from this computer only. */
const LOOPBACK = '127.0.0.1';

const KNOWLEDGE_HERE = fileURLToPath(new URL('../knowledge', import.meta.url));

/** A variable that is there and empty counts as one that is not there: that is how settings files leave things out. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const startsWith = (prefix: string, where: string) => optional(z.string().startsWith(prefix, `must begin with ${prefix}: copy it again from ${where}`));
const address = optional(z.url({ protocol: /^https?$/, error: 'must be a web address that begins with http:// or https://' }));
const whole = (least: number, most: number) =>
  optional(z.coerce.number(`must be a whole number from ${least} to ${most}`).int().min(least).max(most, `must be a whole number from ${least} to ${most}`));

const environment = z.object({
  STEWARD_KNOWLEDGE: optional(z.string()),
  STEWARD_DATA: optional(z.string()),
  STEWARD_LOG_LEVEL: optional(z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be one of debug, info, warn, error, silent')),
  STEWARD_TIME_ZONE: optional(
    z.string().refine(isTimeZone, 'must be a time zone such as Europe/London or UTC: short names such as GMT and EST know no summer time'),
  ),
  STEWARD_HOLIDAYS: optional(z.enum(DIVISIONS, `must be one of ${DIVISIONS.join(', ')}: whose bank holidays count`)),
  STEWARD_APPROVAL_ABOVE: whole(0, 1_000_000),
  STEWARD_HOST: optional(z.string()),
  STEWARD_PORT: whole(0, 65_535),
  STEWARD_WEB_PORT: whole(0, 65_535),
  STEWARD_PUBLIC_URL: address,
  STEWARD_SECRET_KEY: optional(z.string().min(16, 'must have at least 16 characters: 32 random bytes in base64 are best')),
  STEWARD_SECRET_KEY_OLD: optional(z.string()),
  STEWARD_ADMINS: optional(
    z.string().transform((setting, { addIssue }) => {
      const read = readAdministrators(setting);
      if (read === undefined) addIssue('must be like slack:T0123:U0123, discord:SERVER:USER: platform, id of the workspace or server, id of the person');
      return read ?? [];
    }),
  ),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/, error: 'must be a PostgreSQL address: postgres://user:password@host:port/database' })),
  SLACK_BOT_TOKEN: startsWith('xoxb-', 'OAuth & Permissions'),
  SLACK_APP_TOKEN: startsWith('xapp-', 'Basic Information, App-Level Tokens'),
  SLACK_SIGNING_SECRET: optional(z.string()),
  SLACK_CLIENT_ID: optional(z.string()),
  SLACK_CLIENT_SECRET: optional(z.string()),
  SLACK_STATE_SECRET: optional(z.string()),
  SLACK_API_URL: address,
  SLACK_AUTHORIZE_URL: address,
  DISCORD_TOKEN: optional(z.string()),
  DISCORD_GUILD_ID: optional(z.string().regex(/^\d{15,20}$/, 'must be the id of a server: a number of 17 to 20 digits')),
  DISCORD_API_URL: address,
  DISCORD_SHARDS: whole(1, 10_000),
  NO_COLOR: optional(z.string()),
});
type Environment = z.output<typeof environment>;

/** One setting as it is, and never its value. */
export interface SettingState {
  readonly name: string;
  readonly isSet: boolean;
  /** What is wrong with it, to be said after its name. */
  readonly fault: string | undefined;
}

export interface InspectedSettings {
  readonly settings: readonly SettingState[];
  /** Names that look like ours and are none. */
  readonly unknown: readonly string[];
  /** The environment without the faulty ones: `readConfig` takes it. */
  readonly usable: NodeJS.ProcessEnv;
}

/** Every setting and its fault, for whoever looks after Steward. */
export function inspectSettings(env: NodeJS.ProcessEnv): InspectedSettings {
  const faults = new Map((environment.safeParse(env).error?.issues ?? []).map((issue) => [String(issue.path[0]), issue.message]));
  let usable = withoutNames(env, [...faults.keys()]);
  const needs = missingBeside(environment.parse(usable));
  if (needs !== undefined) {
    faults.set('SLACK_CLIENT_ID', needs);
    usable = withoutNames(usable, ['SLACK_CLIENT_ID']);
  }
  const names = Object.keys(environment.shape);
  return {
    settings: names.map((name) => ({ name, isSet: (env[name] ?? '') !== '', fault: faults.get(name) })),
    unknown: Object.keys(env).filter((name) => /^(STEWARD|SLACK|DISCORD)_/.test(name) && !names.includes(name)),
    usable,
  };
}

const withoutNames = (env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));

/** What SLACK_CLIENT_ID lacks beside it. */
const missingBeside = (set: Environment): string | undefined =>
  set.SLACK_CLIENT_ID !== undefined && set.STEWARD_SECRET_KEY === undefined
    ? 'needs STEWARD_SECRET_KEY beside it: that seals the tokens of the workspaces that install Steward'
    : undefined;

/** @throws {ConfigError} listing every bad setting with what is wrong and how to mend it. */
export function readConfig(env: NodeJS.ProcessEnv, workingFolder: string): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`).join('\n'));
  const set = parsed.data;
  const needs = missingBeside(set);
  if (needs !== undefined) throw new ConfigError(`SLACK_CLIENT_ID ${needs}.`);
  const timeZone = set.STEWARD_TIME_ZONE ?? 'Europe/London';
  return Object.freeze({
    knowledgeFolder: resolve(workingFolder, set.STEWARD_KNOWLEDGE ?? KNOWLEDGE_HERE),
    dataFolder: resolve(workingFolder, set.STEWARD_DATA ?? 'data'),
    logLevel: set.STEWARD_LOG_LEVEL ?? 'warn',
    timeZone,
    division: set.STEWARD_HOLIDAYS ?? 'england-and-wales',
    colour: set.NO_COLOR === undefined,
    databaseUrl: set.DATABASE_URL,
    secretKeys: [set.STEWARD_SECRET_KEY, set.STEWARD_SECRET_KEY_OLD].filter((key) => key !== undefined),
    administrators: set.STEWARD_ADMINS ?? [],
    namedWorkspaces: [...(set.STEWARD_ADMINS ?? []), ...(set.DISCORD_GUILD_ID === undefined ? [] : [{ platform: 'discord', workspace: set.DISCORD_GUILD_ID }])],
    approvalAbove: set.STEWARD_APPROVAL_ABOVE,
    slack: slackConfig(set, timeZone),
    discord:
      set.DISCORD_TOKEN === undefined
        ? undefined
        : { token: set.DISCORD_TOKEN, guildId: set.DISCORD_GUILD_ID, apiUrl: set.DISCORD_API_URL, shards: set.DISCORD_SHARDS, timeZone },
    web: { host: set.STEWARD_HOST ?? LOOPBACK, port: set.STEWARD_WEB_PORT ?? 4180, publicUrl: set.STEWARD_PUBLIC_URL },
  });
}

/** Slack is wanted as soon as any of its tokens is set; the adapter says which are missing. */
function slackConfig(set: Environment, timeZone: string): SlackSettings | undefined {
  if (set.SLACK_BOT_TOKEN === undefined && set.SLACK_CLIENT_ID === undefined && set.SLACK_APP_TOKEN === undefined) return undefined;
  return {
    botToken: set.SLACK_BOT_TOKEN,
    appToken: set.SLACK_APP_TOKEN,
    signingSecret: set.SLACK_SIGNING_SECRET,
    clientId: set.SLACK_CLIENT_ID,
    clientSecret: set.SLACK_CLIENT_SECRET,
    stateSecret: set.SLACK_STATE_SECRET,
    apiUrl: set.SLACK_API_URL,
    authorizeUrl: set.SLACK_AUTHORIZE_URL,
    publicUrl: set.STEWARD_PUBLIC_URL,
    host: set.STEWARD_HOST ?? LOOPBACK,
    port: set.STEWARD_PORT ?? 3000,
    timeZone,
  };
}

function isTimeZone(zone: string): boolean {
  if (!zone.includes('/') && zone !== 'UTC') return false;
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
