/** Stands for a letter of a quotation: no pattern takes it for white space or for a word. */
const COVER = '\u{E000}';

/** `words` with what stands in quotation marks covered, letter by letter, so that places in it are places in `words`. */
export const covered = (words: string): string => words.replaceAll(COVER, ' ').replace(/"[^"]*"/gu, (quotation) => COVER.repeat(quotation.length));
