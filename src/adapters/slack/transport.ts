/** How deliveries reach us. */
export interface Transport {
  /** Resolves when deliveries can come. */
  open(): Promise<void>;
  /** No new delivery is taken from now on; those under way may still be acknowledged. */
  refuseNew(): void;
  close(): Promise<void>;
}
