/** Thrown by a method to be answered as `{ok: false, error, response_metadata: {messages}}`. */
export class Refused extends Error {
  readonly code: string;
  readonly messages: readonly string[];
  readonly extra: Readonly<Record<string, unknown>>;
  /** Seconds; with it the answer is a 429. */
  readonly retryAfter: number | undefined;

  constructor(code: string, messages: readonly string[] = [], extra: Readonly<Record<string, unknown>> = {}, retryAfter?: number) {
    super([code, ...messages].join('; '));
    this.code = code;
    this.messages = messages;
    this.extra = extra;
    this.retryAfter = retryAfter;
  }
}
