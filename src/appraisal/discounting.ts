/** Less than this is rounding, not money. */
export const HALF_A_PENNY = 0.005;

/** The sum of amount ÷ (1 + rate)^year. The first amount is that of year 0, which is now and is not discounted; each later one comes at its year's end. */
export const presentValue = (amounts: readonly number[], rate: number): number => amounts.reduce((sum, amount, year) => sum + amount / (1 + rate) ** year, 0);

/** Each amount at its value in year 0. */
export const discounted = (amounts: readonly number[], rate: number): number[] => amounts.map((amount, year) => amount / (1 + rate) ** year);

/** What it has come to by the end of each year. */
export function cumulative(amounts: readonly number[]): number[] {
  let sum = 0;
  return amounts.map((amount) => {
    sum += amount;
    return sum;
  });
}

/** The first year whose cumulative amount is not negative; undefined when there is none. */
export function paybackYear(cumulated: readonly number[]): number | undefined {
  const year = cumulated.findIndex((amount) => amount > -HALF_A_PENNY);
  return year === -1 ? undefined : year;
}

/**
 * The equal yearly payment, at each year's end, that pays back `principal` with interest in `years` years:
 * principal × rate ÷ (1 − (1 + rate)^−years), or principal ÷ years without interest.
 */
export function annuity(principal: number, rate: number, years: number): number {
  // Written so that a very small rate does not divide nought by nought.
  return rate === 0 ? principal / years : (principal * rate) / -Math.expm1(-years * Math.log1p(rate));
}
