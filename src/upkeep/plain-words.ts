const COUNT = new Intl.NumberFormat('en-GB');
const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** `1,234`. */
export const countInWords = (count: number): string => COUNT.format(count);

/** `1 row`, `2 rows`. */
export const several = (count: number, one: string): string => `${countInWords(count)} ${one}${count === 1 ? '' : 's'}`;

/** `12 kB`: thousands, not 1,024s. */
export function sizeInWords(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const size = bytes / 1000 ** power;
  return `${power > 0 && size < 10 ? size.toFixed(1) : COUNT.format(Math.round(size))} ${UNITS[power]}`;
}
