/** From `low` to `high`, both finite and `low` never above `high`; one number when they are equal. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Adding nought makes nought of −0, which no result may show. */
export const range = (low: number, high: number): Range => ({ low: low + 0, high: high + 0 });

export const exactly = (value: number): Range => range(value, value);

export const NOTHING: Range = exactly(0);

export const isExact = ({ low, high }: Range): boolean => low === high;

export const isSame = (one: Range, other: Range): boolean => one.low === other.low && one.high === other.high;

export const add = (one: Range, other: Range): Range => range(one.low + other.low, one.high + other.high);

/** For ranges that vary each on its own: where the same range stands on both sides, use `atEnds`. */
export const subtract = (from: Range, taken: Range): Range => range(from.low - taken.high, from.high - taken.low);

export const multiply = (one: Range, other: Range): Range => atEnds((a, b) => a * b, one, other);

/** @throws {RangeError} when `by` holds nought: whoever calls makes sure that it does not. */
export function divide(what: Range, by: Range): Range {
  if (by.low <= 0 && by.high >= 0) throw new RangeError('a range that holds nought cannot divide');
  return atEnds((a, b) => a / b, what, by);
}

export const sum = (ranges: readonly Range[]): Range => ranges.reduce(add, NOTHING);

/**
 * The least and the greatest that a formula comes to when each input is at one end of its range or the other.
 * That is its whole range where it only rises or only falls in each input, whatever the others are,
 * and then it is narrower than adding and multiplying ranges one by one, which counts the doubt of an input used twice, twice.
 */
export function atEnds(formula: (...inputs: number[]) => number, ...inputs: readonly Range[]): Range {
  const corners = inputs.reduce<readonly (readonly number[])[]>(
    (sofar, { low, high }) => (low === high ? [low] : [low, high]).flatMap((end) => sofar.map((corner) => [...corner, end])),
    [[]],
  );
  const values = corners.map((corner) => formula(...corner));
  return range(Math.min(...values), Math.max(...values));
}
