/** Where a text may be cut, best first: between paragraphs, lines, sentences, words. */
const BORDERS: readonly RegExp[] = [/\n{2,}/g, /\n/g, /(?<=[.!?…]["”’')\]]*)\s+/g, /\s+/g];

/**
 * Cuts a text into parts of at most `limit` UTF-16 units, at the best border there is, and inside a word only when the word alone is too long
 * (never inside a character). Nothing is lost but the white space at a cut.
 */
export function splitText(text: string, limit: number): string[] {
  if (limit < 2) throw new RangeError(`splitText: limit must be at least 2, and is ${limit}`);
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const { end, next } = cutBefore(rest, limit);
    parts.push(rest.slice(0, end));
    rest = rest.slice(next).trimStart();
  }
  if (rest !== '' || parts.length === 0) parts.push(rest);
  return parts;
}

/** The last best border that leaves a part within the limit: the part ends at `end`, the rest begins at `next`. */
function cutBefore(text: string, limit: number): { end: number; next: number } {
  const window = text.slice(0, limit + 1);
  for (const border of BORDERS) {
    const cuts = [...window.matchAll(border)].filter((match) => match.index > 0 && match.index <= limit);
    const last = cuts.at(-1);
    // A border near the beginning would make many short parts: the next kind of border is better then.
    if (last && last.index >= limit / 3) return { end: last.index, next: last.index + last[0].length };
  }
  const end = isLowSurrogate(text, limit) ? limit - 1 : limit;
  return { end, next: end };
}

const isLowSurrogate = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text[at] ?? '') && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '');

/** Gathers pieces into groups whose sizes add up to at most `limit`, in order. A piece above the limit stands alone. */
export function group<T>(pieces: readonly T[], limit: number, size: (piece: T) => number): T[][] {
  const groups: T[][] = [];
  let room = 0;
  for (const piece of pieces) {
    const cost = size(piece);
    const last = groups.at(-1);
    if (last === undefined || cost > room) {
      groups.push([piece]);
      room = limit - cost;
    } else {
      last.push(piece);
      room -= cost;
    }
  }
  return groups;
}
