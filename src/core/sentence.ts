/** Ends with a full stop, unless the words end a sentence already: a field's help may end with an ellipsis. */
export const sentence = (words: string): string => (isEnded(words) ? words : `${words}.`);

/** A command line that works, as a sentence. A line may end with a full stop of its own. */
export const forExample = (line: string): string => `For example: \`${line}\`${isEnded(line) ? '' : '.'}`;

const isEnded = (words: string): boolean => /[.!?…]$/.test(words);
