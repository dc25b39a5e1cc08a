/** What stands at the edge of a line in a terminal and is no part of the words: the bar of a quotation, the dot of a list. */
const EDGE = /^(?:│ ?|• |\s+)/u;

/**
 * The sentences that an answer drawn in a terminal says, which every platform must say too: headings, passages, lists and facts.
 * Left out are what each draws in its own way: buttons, forms (options to type in a terminal, a window elsewhere), and the lines that say where a passage comes from.
 */
export function sentencesOf(drawn: string): string[] {
  const blocks = drawn.split(/\n\n(?!│)/u).filter((block) => !block.startsWith('› ') && !/\n--[a-z]/u.test(block));
  return blocks.flatMap(sentencesInBlock).filter((sentence) => squashed(sentence) !== '');
}

/** The first line of an item of a list, a blank one, or a label and its fact a column apart. */
const BEGINS = /^(?:│ ?)?(?:• .*)?$|^\S.*\s{2}/u;

function sentencesInBlock(block: string): string[] {
  const lines = block.split(/\n(?=\s{2}Source: )/u)[0]?.split('\n') ?? [];
  const items: string[] = [];
  for (const line of lines) {
    const begins = BEGINS.test(line) || items.length === 0;
    const words = line.replace(EDGE, '').replace(EDGE, '');
    if (begins) items.push(words);
    else items.push(`${items.pop() ?? ''} ${words}`);
  }
  return items.flatMap((item) => item.split(/(?<=[.!?:;])\s/u));
}

/** Letters and digits alone: the same words however they are wrapped, escaped and set. */
const squashed = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/** The sentences that are not among the words that a platform showed. */
export function missingFrom(shown: string, sentences: readonly string[]): string[] {
  const all = squashed(shown);
  return sentences.filter((sentence) => !all.includes(squashed(sentence)));
}

/** Of a picture in characters the amounts are in the picture itself elsewhere, and a run of one letter is a bar. */
const isInWords = (word: string): boolean => /\p{L}{5}/u.test(word) && !/(\p{L})\1{2}/u.test(word);

/**
 * The words of sentences that are not among those that a platform showed: for what a terminal sets in columns and in characters, where cells of a
 * table and parts of a picture stand beside each other.
 */
export function wordsMissingFrom(shown: string, sentences: readonly string[]): string[] {
  const all = squashed(shown);
  const words = new Set(sentences.flatMap((sentence) => sentence.split(/[\s/]+/u)));
  return [...words].filter((word) => isInWords(word) && !all.includes(squashed(word)));
}
