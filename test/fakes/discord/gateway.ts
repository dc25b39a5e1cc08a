import { randomBytes } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import { isObject } from './components.ts';
import { type IdentifyRules, intentOf, refusedIdentify, type Session, shardOf } from './gateway-session.ts';
import { type Obj, toGuild, toUser } from './guilds.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import type { World } from './world.ts';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalidSession: 9,
  hello: 10,
  ack: 11,
  sounds: 31,
  channelInfo: 43,
};
const IGNORED: readonly number[] = [OP.presence, OP.voice, OP.members, OP.sounds, OP.channelInfo];

/** "A maximum of 120 events per connection every 60 seconds": https://docs.discord.com/developers/events/gateway#rate-limiting */
const EVENTS_A_MINUTE = 120;
const PAYLOAD_BYTES = 4_096;

export interface GatewayOptions extends IdentifyRules {
  readonly heartbeatIntervalMs: number;
  readonly url: () => string;
}

export interface Audience {
  readonly guildId?: string | undefined;
  /** Sent only to sessions that asked for one of these intents; to all when absent. */
  readonly intents?: number;
  /** What a session may see of it. */
  readonly view?: (data: Obj, session: Session) => Obj;
}

interface Connection {
  readonly socket: WebSocket;
  readonly received: number[];
  session?: Session;
}

/** The gateway: https://docs.discord.com/developers/events/gateway */
export class Gateway {
  readonly sessions: Session[] = [];
  readonly #connections = new Set<Connection>();
  #lastIdentify = 0;
  identifies = 0;
  resumes = 0;

  constructor(
    private readonly world: World,
    private readonly options: GatewayOptions,
    private readonly misbehaviour: Misbehaviour,
  ) {}

  accept(socket: WebSocket, version: string | null) {
    const connection: Connection = { socket, received: [] };
    if (version !== null && version !== '10' && version !== '9') return socket.close(4012, 'Invalid API version.');
    this.#connections.add(connection);
    socket.on('message', (data) => this.#receive(connection, data));
    socket.on('close', (code) => this.#closed(connection, code));
    socket.on('error', () => socket.terminate());
    send(connection, { op: OP.hello, d: { heartbeat_interval: this.options.heartbeatIntervalMs, _trace: ['["fake"]'] }, s: null, t: null });
  }

  get connected(): boolean {
    return [...this.#connections].some((connection) => connection.session !== undefined);
  }

  /** Sends an event to every session that may have it; one whose connection is down gets it when it resumes. */
  dispatch(event: string, data: Obj, audience: Audience = {}): void {
    const due = this.sessions.filter((session) => this.#wants(session, audience));
    const copies = this.misbehaviour.takeCopies();
    for (const session of due) {
      for (let copy = 0; copy < copies; copy += 1) this.#sendTo(session, event, audience.view?.(data, session) ?? data);
    }
  }

  #wants(session: Session, audience: Audience): boolean {
    const [shard, of] = session.shard;
    const home = audience.guildId === undefined ? 0 : shardOf(audience.guildId, of);
    return shard === home && (audience.intents === undefined || (session.intents & audience.intents) !== 0);
  }

  #sendTo(session: Session, event: string, data: Obj): void {
    session.seq += 1;
    const packet = { op: OP.dispatch, t: event, s: session.seq, d: data };
    session.sent.push(packet);
    const connection = this.#connectionOf(session);
    if (connection !== undefined) send(connection, packet);
  }

  #connectionOf(session: Session): Connection | undefined {
    return [...this.#connections].find((connection) => connection.session === session);
  }

  #receive(connection: Connection, data: RawData) {
    const now = Date.now();
    connection.received.push(now);
    if (connection.received.filter((at) => at > now - 60_000).length > EVENTS_A_MINUTE) return connection.socket.close(4008, 'Rate limited.');
    const text = data.toString();
    if (Buffer.byteLength(text) > PAYLOAD_BYTES) return connection.socket.close(4002, 'Error while decoding payload.');
    const packet = parse(text);
    if (packet === undefined) return connection.socket.close(4002, 'Error while decoding payload.');
    this.#obey(connection, Number(packet.op), packet.d);
  }

  #obey(connection: Connection, op: number, d: unknown) {
    if (op === OP.heartbeat) return this.#heartbeat(connection);
    if (op === OP.identify) return this.#identify(connection, d);
    if (op === OP.resume) return this.#resume(connection, d);
    if (!IGNORED.includes(op)) return connection.socket.close(4001, 'Unknown opcode.');
    if (connection.session === undefined) connection.socket.close(4003, 'Not authenticated.');
  }

  #heartbeat(connection: Connection) {
    if (!this.misbehaviour.heartbeatsUnanswered) send(connection, { op: OP.ack, d: null, s: null, t: null });
  }

  #identify(connection: Connection, d: unknown) {
    if (connection.session !== undefined) return connection.socket.close(4005, 'Already authenticated.');
    if (!isObject(d)) return connection.socket.close(4002, 'Error while decoding payload.');
    const refused = refusedIdentify(d, this.options);
    if (refused !== undefined) return connection.socket.close(refused.code, refused.reason);
    if (this.misbehaviour.refuseSessions || this.#tooSoon()) return this.#invalid(connection, false);
    this.identifies += 1;
    const [shard, of] = (d.shard ?? [0, 1]) as [number, number];
    const session: Session = { id: randomBytes(16).toString('hex'), shard: [shard, of], intents: Number(d.intents), seq: 0, sent: [] };
    this.sessions.push(session);
    connection.session = session;
    this.#welcome(session);
  }

  /** `max_concurrency` is 1, so any two identifies count: https://docs.discord.com/developers/events/gateway#identifying */
  #tooSoon(): boolean {
    const early = Date.now() - this.#lastIdentify < this.options.identifyEveryMs;
    this.#lastIdentify = Date.now();
    return early;
  }

  /** READY names the guilds as unavailable; each then comes with GUILD_CREATE. */
  #welcome(session: Session): void {
    const [shard, of] = session.shard;
    const guilds = this.world.guilds.filter((guild) => shardOf(guild.id, of) === shard);
    this.#sendTo(session, 'READY', {
      v: 10,
      user: { ...toUser(this.world.bot), verified: true, email: null, mfa_enabled: true },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: this.options.url(),
      shard: session.shard,
      application: { id: this.world.applicationId, flags: 0 },
      private_channels: [],
      relationships: [],
      user_settings: {},
      presences: [],
      guild_join_requests: [],
      geo_ordered_rtc_regions: [],
    });
    if ((session.intents & intentOf.guilds) === 0) return;
    for (const guild of guilds) this.#sendTo(session, 'GUILD_CREATE', toGuild(this.world, guild));
  }

  /** https://docs.discord.com/developers/events/gateway#resuming */
  #resume(connection: Connection, d: unknown) {
    if (!isObject(d)) return connection.socket.close(4002, 'Error while decoding payload.');
    if (d.token !== this.options.token) return connection.socket.close(4004, 'Authentication failed.');
    const session = this.sessions.find((one) => one.id === d.session_id);
    if (session === undefined) return this.#invalid(connection, false);
    if (Number(d.seq) > session.seq) return connection.socket.close(4007, 'Invalid seq.');
    this.resumes += 1;
    connection.session = session;
    for (const packet of session.sent.filter((sent) => sent.s > Number(d.seq))) send(connection, packet);
    this.#sendTo(session, 'RESUMED', {});
  }

  #invalid(connection: Connection, resumable: boolean): void {
    send(connection, { op: OP.invalidSession, d: resumable, s: null, t: null });
  }

  /** A client that leaves with 1000 or 1001 ends its session: https://docs.discord.com/developers/events/gateway#initiating-a-disconnect */
  #closed(connection: Connection, code: number): void {
    this.#connections.delete(connection);
    if ((code === 1000 || code === 1001) && connection.session !== undefined) this.#forget(connection.session);
  }

  #forget(session: Session): void {
    const at = this.sessions.indexOf(session);
    if (at >= 0) this.sessions.splice(at, 1);
  }

  /** Sends exactly this to every connection: a string as it is, anything else as JSON. */
  sendRaw(packet: unknown): void {
    for (const { socket } of this.#connections) socket.send(typeof packet === 'string' || Buffer.isBuffer(packet) ? packet : JSON.stringify(packet));
  }

  /** Cuts every connection. Not `resumable`: the sessions are forgotten too. */
  drop({ resumable = true, code = 4000 }: { readonly resumable?: boolean; readonly code?: number } = {}): void {
    for (const connection of this.#connections) {
      if (!resumable && connection.session !== undefined) this.#forget(connection.session);
      delete connection.session;
      if (code === 1006) connection.socket.terminate();
      else connection.socket.close(code);
    }
  }

  /** Opcode 7: asks every client to reconnect and resume. */
  askToReconnect(): void {
    for (const connection of this.#connections) send(connection, { op: OP.reconnect, d: null, s: null, t: null });
  }

  /** Opcode 9: ends every session, or asks to resume it. */
  invalidateSessions(resumable = false): void {
    for (const connection of this.#connections) {
      if (!resumable && connection.session !== undefined) this.#forget(connection.session);
      delete connection.session;
      this.#invalid(connection, resumable);
    }
  }

  close(): void {
    for (const { socket } of this.#connections) socket.terminate();
  }
}

function send(connection: Connection, packet: unknown): void {
  if (connection.socket.readyState === connection.socket.OPEN) connection.socket.send(JSON.stringify(packet));
}

function parse(text: string): Obj | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
