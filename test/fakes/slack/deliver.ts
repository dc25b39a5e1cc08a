/** Brings a payload to the app, over the socket or over HTTP, and waits for the acknowledgement. */
import { randomUUID } from 'node:crypto';
import { applyAck } from './acks.ts';
import { type BadSignature, encode, post, sign } from './http-events.ts';
import type { SocketMode } from './socket-mode.ts';
import { changed, refuse, type State } from './state.ts';
import type { Delivery, DeliveryKind, Json, Via } from './types.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction: the app must acknowledge within 3 seconds. */
const ACK_MS = 3_000;
/** Slack hangs up soon after it gave up waiting. */
const HANG_UP_MS = 50;

export interface Parcel {
  readonly kind: DeliveryKind;
  readonly payload: Json;
  readonly via: Via;
  /** 0 for the first delivery. */
  readonly attempt?: number;
  /** The same for a delivery that is repeated. */
  readonly envelopeId?: string;
}

interface Pending {
  readonly delivery: Delivery;
  readonly settle: () => void;
  sentAt: number;
  /** Acknowledgements still to come. */
  left: number;
}

export class Courier {
  httpUrl: string | undefined;
  /** How many of the next deliveries are sent twice. */
  duplicates = 0;
  badSignature: BadSignature | undefined;
  readonly ackLimitMs: number;
  readonly #state: State;
  readonly #socket: () => SocketMode;
  readonly #pending = new Map<string, Pending>();

  constructor(state: State, socket: () => SocketMode) {
    this.#state = state;
    this.#socket = socket;
    this.ackLimitMs = state.options.ackLimitMs ?? ACK_MS;
  }

  /** Resolves when the app acknowledged, or with `failure` set when it did not in time. */
  async deliver({ kind, via, payload, attempt = 0, envelopeId = randomUUID() }: Parcel): Promise<Delivery> {
    const outcome = { acked: false, ackAfterMs: undefined, ack: undefined, status: undefined, failure: undefined, acks: 0 };
    const delivery: Delivery = { envelopeId, kind, via, payload, attempt, ...outcome };
    this.#state.deliveries.push(delivery);
    const copies = this.duplicates > 0 ? 2 : 1;
    this.duplicates = Math.max(0, this.duplicates - 1);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#fail(delivery, 'timeout'), this.ackLimitMs);
      const settle = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.#pending.set(envelopeId, { delivery, settle, sentAt: performance.now(), left: copies });
      for (let copy = 0; copy < copies; copy += 1) this.#send(delivery);
    });
    return delivery;
  }

  onAck(envelopeId: string, payload: unknown): void {
    const waiting = this.#pending.get(envelopeId);
    if (waiting === undefined) {
      refuse(this.#state, 'ack', 'unknown_envelope_id');
      return;
    }
    const { delivery, settle, sentAt } = waiting;
    waiting.left -= 1;
    delivery.acks += 1;
    if (waiting.left === 0) this.#pending.delete(envelopeId);
    if (delivery.acks === 1) {
      delivery.ackAfterMs = Math.round(performance.now() - sentAt);
      delivery.ack = payload;
      delivery.acked = delivery.failure === undefined;
      if (delivery.acked) applyAck(this.#state, delivery);
    }
    settle();
    changed(this.#state);
  }

  /** Slack delivers an event again that no connection took or that was not acknowledged when its connection ended. Commands and interactions are lost. */
  onConnected(): void {
    for (const waiting of this.#pending.values()) {
      const { delivery } = waiting;
      if (delivery.kind !== 'events_api' || delivery.via !== 'socket' || delivery.acks > 0) continue;
      delivery.attempt += 1;
      delivery.failure = undefined;
      waiting.sentAt = performance.now();
      this.#send(delivery);
    }
  }

  #send(delivery: Delivery): void {
    if (delivery.via === 'http') void this.#sendHttp(delivery);
    else this.#sendSocket(delivery);
  }

  #sendSocket({ envelopeId, kind, payload, attempt, ...delivery }: Delivery): void {
    const retry = kind === 'events_api' ? { retry_attempt: attempt, retry_reason: attempt === 0 ? '' : 'timeout' } : {};
    const frame = { envelope_id: envelopeId, type: kind, accepts_response_payload: kind !== 'events_api', payload, ...retry };
    const sent = this.#socket().send(frame);
    const waiting = this.#pending.get(envelopeId);
    if (!sent && kind !== 'events_api' && delivery.failure === undefined && waiting !== undefined) this.#fail(waiting.delivery, 'no_connection');
  }

  async #sendHttp(delivery: Delivery): Promise<void> {
    const { kind, payload, attempt, envelopeId } = delivery;
    if (this.httpUrl === undefined) return this.#fail(delivery, 'no_connection');
    const { body, type } = encode(kind, payload);
    const signed = sign(this.#state.tokens.signingSecret, body, type, this.badSignature);
    this.badSignature = undefined;
    const retry = attempt === 0 ? {} : { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'http_timeout' };
    const answer = await post(this.httpUrl, { body, headers: { ...signed.headers, ...retry } }, this.ackLimitMs + HANG_UP_MS).catch(() => undefined);
    delivery.status = answer?.status;
    if (answer?.status === 200) this.onAck(envelopeId, answer.body);
    else this.#fail(delivery, answer === undefined ? 'no_connection' : 'refused');
  }

  #fail(delivery: Delivery, failure: NonNullable<Delivery['failure']>): void {
    if (delivery.acks > 0 || delivery.failure !== undefined) return;
    delivery.failure = failure;
    refuse(this.#state, delivery.kind, failure);
    this.#pending.get(delivery.envelopeId)?.settle();
  }
}
