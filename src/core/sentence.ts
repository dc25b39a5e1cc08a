/** Ends with a full stop, unless the words end a sentence already: a field's help may end with an ellipsis. */
export const sentence = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`);
