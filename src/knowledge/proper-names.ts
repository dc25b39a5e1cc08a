/**
 * Tells proper names by how they are written: a word that these texts never write in lower case (Hyder, LSP, Middlesbrough) is one.
 * @returns whether a word in lower case is a name
 */
export function properNames(texts: readonly string[]): (word: string) => boolean {
  const capitalised = new Set<string>();
  const plain = new Set<string>();
  for (const text of texts) {
    for (const word of text.match(/[A-Za-z]+/g) ?? []) {
      if (/^[a-z]/.test(word)) plain.add(word);
      else capitalised.add(word.toLowerCase());
    }
  }
  return (word) => capitalised.has(word) && !plain.has(word);
}
