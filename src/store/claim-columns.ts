/** Each delivery that is made once: see claims.ts. */
export interface ClaimColumns {
  readonly key: string;
  /** `sending`, `sent` or `refused`; of a reminder `answered` too, once what stands there is no question any more. */
  readonly state: string;
  readonly began_at: number;
  /** Until then it is in somebody's hands. */
  readonly lease_until: number;
  /** 1 when an attempt may have arrived without our knowing. */
  readonly doubtful: number;
  readonly failures: number;
  /** The platform's id of the message. */
  readonly message: string | null;
}
