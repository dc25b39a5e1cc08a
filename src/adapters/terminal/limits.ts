/** Columns a reply is set in: the width of a plain terminal window. Wider ones are not filled: long lines read badly. */
export const COLUMNS = 80;
