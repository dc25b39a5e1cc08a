/** From `low` to `high`, both finite and `low` never above `high`; one number when they are equal. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export const exactly = (value: number): Range => ({ low: value, high: value });
