/** Words that a slip would silently take out of a phrase, and how many letters may be wrong. The short ones are near to other words. */
const WORDS: readonly (readonly [word: string, slips: number])[] = [
  ['tomorrow', 2],
  ['tuesday', 1],
  ['wednesday', 2],
  ['thursday', 1],
  ['saturday', 1],
  ['january', 1],
  ['february', 1],
  ['september', 1],
  ['october', 1],
  ['november', 1],
  ['december', 1],
  ['fortnight', 1],
  ['fortnightly', 1],
];
/** Of these only letters that changed places are mended: "sundry" is a word. */
const SHORT_WORDS = ['monday', 'friday', 'sunday', 'every'];

/** As they are typed on a phone. */
const TEXTED: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/\b(?:2mor+ow?|2mr+o?w|tmoro|tmr?w|tomoz)\b/gi, 'tomorrow'],
  [/\b(?:2nite|2night|tonite)\b/gi, 'tonight'],
  [/\b2day\b/gi, 'today'],
];

/** The text with slips in the names of days and months mended: "tommorow", "wensday", "febuary", and "2moro". */
export const mended = (text: string): string =>
  TEXTED.reduce((read, [pattern, word]) => read.replace(pattern, word), text).replace(/[a-z]{5,12}/gi, (word) => meant(word.toLowerCase()) ?? word);

function meant(word: string): string | undefined {
  const singular = word.replace(/s$/, '');
  if ([...WORDS.map(([known]) => known), ...SHORT_WORDS].includes(singular)) return undefined;
  const long = WORDS.find(([known, slips]) => Math.abs(known.length - singular.length) <= slips && distance(singular, known) <= slips)?.[0];
  return long ?? SHORT_WORDS.find((known) => known[0] === word[0] && letters(known) === letters(word));
}

const letters = (word: string): string => [...word].sort().join('');

/** Letters wrong, missing, too many or in each other's place: https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row++) {
    rows[row] = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const swap = isSwap ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY;
      rows[row]?.push(Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (isSame ? 0 : 1), swap));
    }
  }
  return at(one.length, other.length);
}
