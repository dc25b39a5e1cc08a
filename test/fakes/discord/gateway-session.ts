import type { Obj } from './guilds.ts';

export interface Session {
  readonly id: string;
  /** Which of how many. */
  readonly shard: readonly [number, number];
  readonly intents: number;
  seq: number;
  /** Everything sent, to be sent again on a resume. */
  readonly sent: { readonly s: number; readonly t: string; readonly op: number; readonly d: Obj }[];
}

/** https://docs.discord.com/developers/events/gateway#list-of-intents */
export const intentOf = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

const PRIVILEGED = intentOf.guildMembers | intentOf.guildPresences | intentOf.messageContent;
/** Bits 0 to 16, 20, 21, 24 and 25 have a meaning. */
const KNOWN = 0x1ffff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);

export interface IdentifyRules {
  readonly token: string;
  /** Which of the privileged intents were switched on for the app in the developer portal. */
  readonly allowedIntents: number;
  /** Refuses clients that run fewer shards than this (4011). */
  readonly requiredShards: number;
  readonly identifyEveryMs: number;
}

/** The close code that an identify earns: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export function refusedIdentify(d: Obj, rules: IdentifyRules): { readonly code: number; readonly reason: string } | undefined {
  if (typeof d.token !== 'string' || d.token.replace(/^Bot /, '') !== rules.token) return { code: 4004, reason: 'Authentication failed.' };
  if (d.properties === undefined) return { code: 4002, reason: 'Error while decoding payload.' };
  return refusedShard(d.shard, rules.requiredShards) ?? refusedIntents(d.intents, rules.allowedIntents);
}

function refusedShard(shard: unknown, required: number): { code: number; reason: string } | undefined {
  const [index, of] = (Array.isArray(shard) ? shard : [0, 1]) as unknown[];
  if (!Number.isInteger(index) || !Number.isInteger(of) || Number(index) < 0 || Number(index) >= Number(of)) return { code: 4010, reason: 'Invalid shard.' };
  return Number(of) < required ? { code: 4011, reason: 'Sharding required.' } : undefined;
}

function refusedIntents(intents: unknown, allowed: number): { code: number; reason: string } | undefined {
  if (!Number.isInteger(intents) || (Number(intents) & ~KNOWN) !== 0) return { code: 4013, reason: 'Invalid intent(s).' };
  return (Number(intents) & PRIVILEGED & ~allowed) === 0 ? undefined : { code: 4014, reason: 'Disallowed intent(s).' };
}

/** https://docs.discord.com/developers/events/gateway#sharding-sharding-formula */
export function shardOf(guildId: string, shards: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(shards));
}
