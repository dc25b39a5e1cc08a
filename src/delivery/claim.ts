/** Whether a delivery is the asker's to make. While it is one's, it is nobody else's, whichever process asks. */
export type Claim =
  | Yours
  /** It was made before, or came to its end otherwise. */
  | { readonly key: string; readonly status: 'over' }
  /** Somebody else has it in hand, or it is to be left alone, until then. */
  | { readonly key: string; readonly status: 'taken'; readonly until: Date };

export interface Yours {
  readonly key: string;
  readonly status: 'yours';
  /** When it was claimed for the first time. */
  readonly beganAt: Date;
  /** Set when an attempt before may have arrived: when the first of them began. */
  readonly maybeSince?: Date | undefined;
  /** Attempts that came to nothing. */
  readonly failures: number;
}
