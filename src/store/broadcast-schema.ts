/** The tables of broadcasts: part of the schema, which says what their columns may be. */
export interface BroadcastSchema {
  readonly broadcasts: BroadcastRows;
  readonly broadcast_words: BroadcastWordRows;
  readonly broadcast_files: BroadcastFileRows;
  readonly deliveries: DeliveryRows;
  readonly receipts: ReceiptRows;
  readonly questions: QuestionRows;
}

/** See src/broadcasts/broadcast.ts. */
export interface BroadcastRows {
  readonly id: string;
  readonly state: string;
  readonly revision: number;
  /** JSON: all that is not looked for. */
  readonly details: string;
  /** When its start, its chase or its end has to be looked at. */
  readonly look_at: number | null;
  readonly version: number;
  readonly created_at: number;
}

/** What it said at each of its revisions. */
interface BroadcastWordRows {
  readonly broadcast: string;
  readonly revision: number;
  readonly title: string;
  readonly body: string;
}

interface BroadcastFileRows {
  readonly broadcast: string;
  /** In base64. */
  readonly bytes: string;
}

/** One broadcast, or one reminder of it, to one channel. */
export interface DeliveryRows {
  readonly key: string;
  readonly broadcast: string;
  /** `notice` or `chaser`. */
  readonly kind: string;
  readonly branch: string;
  readonly region: string;
  readonly link: string | null;
  readonly platform: string | null;
  readonly workspace: string | null;
  readonly channel: string | null;
  readonly state: string;
  readonly why: string | null;
  /** The platform's id of the message: it is there. */
  readonly message: string | null;
  /** The revision that it is to show. */
  readonly wanted: number;
  /** The revision that it shows, or that an attempt may have shown. */
  readonly shown: number;
  /** How often it was claimed: which claim is the last. */
  readonly claims: number;
  /** 1 while it is claimed: `look_at` is then the end of the lease. */
  readonly is_held: number;
  /** 1 once it was withdrawn or cancelled: what may have arrived is found out, and nothing sent. */
  readonly is_off: number;
  readonly claimed_at: number | null;
  /** When the first attempt began of those that may have arrived without our knowing. */
  readonly maybe_since: number | null;
  readonly failures: number;
  /** When it has to be looked at; null when it is settled. */
  readonly look_at: number | null;
  readonly sent_at: number | null;
  readonly acknowledged_at: number | null;
  readonly is_late: number;
}

/** An acknowledgement. */
interface ReceiptRows {
  readonly broadcast: string;
  readonly branch: string;
  /** The person where each is asked; empty where one of the branch is enough. */
  readonly once: string;
  readonly person: string;
  readonly at: number;
  readonly is_late: number;
}

/** One that was brought is deleted. */
export interface QuestionRows {
  readonly id: string;
  readonly broadcast: string;
  readonly branch: string;
  readonly words: string;
  /** JSON: where it goes. */
  readonly address: string;
  readonly asked_at: number;
  readonly is_held: number;
  readonly claimed_at: number | null;
  readonly maybe_since: number | null;
  readonly failures: number;
  readonly look_at: number;
}
