/** `a`, `a and b`, `a, b and c`. */
export function wordList(words: readonly string[]): string {
  const last = words.at(-1);
  if (last === undefined) return '';
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `“a”, “b” and “c”`: names that people chose. */
export const quotedList = (names: readonly string[]): string => wordList(names.map((name) => `“${name}”`));

/** Making one takes longer than all the rest of a calculation. */
const FORMATS = [0, 1, 2, 3].map((decimals) => new Intl.NumberFormat('en-GB', { maximumFractionDigits: decimals }));

/** A number as it is shown in a line of working: rounded here and nowhere before. */
export function shown(value: number, decimals: 1 | 2 | 3 = 2): string {
  const text = FORMATS[decimals]?.format(value) ?? '';
  return text === '-0' ? '0' : text.replace('-', '−');
}

/** 0.421 is `42.1%`. */
export const shownShare = (ratio: number): string => `${shown(ratio * 100, 1)}%`;

/** `+2`, `0`, `−3`. */
export const shownSigned = (value: number): string => (value > 0 ? `+${shown(value)}` : shown(value));

/** `1 risk`, `2 risks`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
