/** Characters: room for a paragraph, and for a button that carries it on every platform. */
export const LONGEST_WORDS = 1_000;

export const TOO_LONG = `is too long: say it in at most ${LONGEST_WORDS.toLocaleString('en-GB')} characters`;
