/** What RFC 5545 leaves out of texts: control characters and halves of characters. Lines stay lines. */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '')
    .trim();

const LONGEST_TITLE = 150;

/** One line, as programs show it in a day. */
export function titleOf(words: string): string {
  const line = plainText(words).replace(/\s+/g, ' ');
  return line.length <= LONGEST_TITLE
    ? line
    : `${line
        .slice(0, LONGEST_TITLE - 1)
        .toWellFormed()
        .replace('\ufffd', '')
        .trimEnd()}…`;
}
