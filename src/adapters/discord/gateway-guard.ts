import { setTimeout as pause } from 'node:timers/promises';
import { GatewayDispatchEvents, GatewayOpcodes, SimpleShardingStrategy, WebSocketShardStatus } from 'discord.js';
import type { Log } from '../../core/log.ts';
import { type Packet, readPacket } from './packets.ts';
import { describe } from './trouble.ts';

/**
 * discord.js does not look at a packet before it reads it: one that is malformed rejects outside any promise, which ends the process.
 * It also reconnects twice a second for ever, after a login that failed too. Both are mended here, at the one place the library offers
 * to change how its connections are made (`ws.buildStrategy`): https://discord.js.org/docs/packages/ws/stable/IShardingStrategy:Interface
 */
export interface Guard {
  readonly log: Log;
  /** What happened on Discord; never a packet that cannot be read. */
  onEvent(event: string, data: unknown): void;
  /** After this no connection is opened. */
  readonly stopped: AbortSignal;
  /** How long to wait before the nth attempt to connect in a row, in milliseconds. */
  waitBefore(attempt: number): number;
  /** Milliseconds, from anywhere. */
  now(): number;
}

type Manager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

/** The library's one-process strategy, whose connections are guarded. */
export class GuardedShards extends SimpleShardingStrategy {
  readonly #guard: Guard;

  constructor(manager: Manager, guard: Guard) {
    super(manager);
    this.#guard = guard;
  }

  override async spawn(shardIds: number[]): Promise<void> {
    await super.spawn(shardIds);
    const shards: unknown = Reflect.get(this, 'shards');
    if (!(shards instanceof Map)) throw changed('SimpleShardingStrategy.shards');
    for (const shard of shards.values()) protect(shard as Watched['shard'], this.#guard);
  }
}

/** Discord's own limit is 1,000 new sessions a day (https://docs.discord.com/developers/events/gateway#identifying): two minutes apart stays below it. */
export const backOff = (attempt: number): number => (attempt <= 2 ? 0 : Math.min(120_000, 1_000 * 2 ** (attempt - 3)));

/** A connection that lasts this long has worked; one that is lost sooner counts as another attempt. */
const WORKS_AFTER_MS = 60_000;

/** Only these does the library need; all others it would keep in memory, or trip over. */
const FOR_THE_LIBRARY: ReadonlySet<string> = new Set([GatewayDispatchEvents.Ready, GatewayDispatchEvents.Resumed]);

/** What is known of one connection, and what the library shows of it. */
interface Watched {
  readonly shard: { readonly id: number; readonly status: WebSocketShardStatus };
  readonly guard: Guard;
  /** Attempts to connect since it last worked. */
  attempt: number;
  /** When Discord last said that it was ready, or undefined while it is not. */
  readyAt: number | undefined;
  isGreeted: boolean;
  unreadable: number;
}

function protect(shard: Watched['shard'], guard: Guard): void {
  const watched: Watched = { shard, guard, attempt: 0, readyAt: undefined, isGreeted: false, unreadable: 0 };
  replace(shard, 'onMessage', (read) => async (data, isBinary) => receive(watched, isBinary === true ? undefined : readPacket(data), read));
  replace(shard, 'internalConnect', (connect) => async () => reconnect(watched, connect));
  for (const name of ['heartbeat', 'onClose', 'onMessage']) {
    replace(shard, name, (method) => async (...args) => {
      await method(...args).catch((error: unknown) =>
        guard.log.warn({ shard: shard.id, error: describe(error) }, 'Discord: the connection stumbled; it goes on'),
      );
    });
  }
}

async function receive(watched: Watched, packet: Packet | undefined, read: Method): Promise<void> {
  const { shard, guard } = watched;
  if (packet === undefined) {
    watched.unreadable += 1;
    const times = watched.unreadable;
    if (isRound(times)) guard.log.warn({ shard: shard.id, times }, 'Discord sent a packet that cannot be read; it was dropped');
    return;
  }
  if (packet.op === GatewayOpcodes.Hello) {
    // A second greeting would start a second heartbeat.
    if (watched.isGreeted) return;
    watched.isGreeted = true;
  }
  if (packet.op === GatewayOpcodes.Dispatch) guard.onEvent(packet.t ?? '', packet.d);
  await read(JSON.stringify(forLibrary(packet)), false);
  if (isForLibrary(packet)) watched.readyAt = guard.now();
}

/** Connects, at growing intervals while it does not work, until it does or Steward stops. */
async function reconnect(watched: Watched, connect: Method): Promise<void> {
  const { shard, guard } = watched;
  watched.isGreeted = false;
  if (watched.readyAt !== undefined && guard.now() - watched.readyAt >= WORKS_AFTER_MS) watched.attempt = 0;
  watched.readyAt = undefined;
  while (shard.status === WebSocketShardStatus.Idle) {
    watched.attempt += 1;
    const { attempt } = watched;
    const goOn = await pause(guard.waitBefore(attempt), true, { signal: guard.stopped }).catch(() => false);
    if (!goOn) return;
    if (attempt === 3 || isRound(attempt / 10)) guard.log.warn({ shard: shard.id, attempt }, UNREACHABLE);
    await connect().catch((error: unknown) => guard.log.warn({ shard: shard.id, error: describe(error) }, UNREACHABLE));
  }
}

const UNREACHABLE = 'Discord: the gateway cannot be reached; Steward goes on trying: check the network, DISCORD_API_URL and https://discordstatus.com';

const isForLibrary = ({ op, t }: Packet): boolean => op === GatewayOpcodes.Dispatch && FOR_THE_LIBRARY.has(t ?? '');

/** What was for us is only counted by the library, so that a lost connection resumes after it. */
const forLibrary = (packet: Packet): Packet => (packet.op === GatewayOpcodes.Dispatch && !isForLibrary(packet) ? { ...packet, t: 'TAKEN', d: null } : packet);

/** 1, 10, 100, …: a flood makes a few log lines. */
const isRound = (count: number): boolean => /^10*$/u.test(String(count));

type Method = (...args: unknown[]) => Promise<unknown>;

function replace(shard: object, name: string, instead: (original: Method) => Method): void {
  const original: unknown = Reflect.get(shard, name);
  if (typeof original !== 'function') throw changed(`WebSocketShard.${name}`);
  Reflect.set(
    shard,
    name,
    instead(async (...args) => Reflect.apply(original, shard, args)),
  );
}

const changed = (what: string): Error =>
  new Error(`discord.js has changed: ${what} is not what it was. Use the version in package-lock.json, or mend src/adapters/discord/gateway-guard.ts.`);
