import { OperatorError } from '../core/operator-error.ts';

export type StoreFault =
  /** The database was changed by a newer Steward. */
  | 'newer'
  /** No space left. */
  | 'full'
  /** It may be read at most. */
  | 'read-only'
  /** Someone else holds it. */
  | 'busy'
  /** Not a database of ours, or its contents do not hold together. */
  | 'damaged'
  /** The server does not answer. Trying again later may help. */
  | 'unreachable'
  /** The server answers, and turns us away. */
  | 'refused'
  /** What it holds was sealed with another key, or changed since. */
  | 'key';

const AWAY = 'I cannot reach my records just now, so I could not do that.';
const UNREADABLE = 'My records are not as they should be, so I could not do that.';

/** What whoever asked is told: they cannot mend it, and must know that it was not done. */
const SAID: Readonly<Record<StoreFault, string>> = {
  full: 'There is no room left to keep that, so I could not do it. What was kept before is safe.',
  'read-only': 'I may not write to my records, so I could not do that. What was kept before is safe.',
  busy: AWAY,
  unreachable: AWAY,
  refused: AWAY,
  newer: UNREADABLE,
  damaged: UNREADABLE,
  key: UNREADABLE,
};

/** Trying again cannot help with these. */
const LASTS: readonly StoreFault[] = ['newer', 'damaged', 'key'];

/**
 * What went wrong with the database in words for whoever runs Steward, and what to do.
 * Never an address, a password, a key or anything that was kept.
 */
export class StoreError extends OperatorError {
  override readonly name = 'StoreError';
  readonly fault: StoreFault;

  /** @param message what was wrong, and what to do: whole sentences */
  constructor(fault: StoreFault, message: string, options?: ErrorOptions) {
    super(message, SAID[fault], { ...options, mayPass: !LASTS.includes(fault) });
    this.fault = fault;
  }
}

/** The `code` of a driver's or Node's error, or an empty text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
