/** Share of trigrams two words must have in common (Dice) for one to be taken for the other. */
const ALIKE = 0.4;

/** Finds words that share many runs of three letters: what is left when a word is too far gone for edits. The table is made when first asked. */
export function trigramFinder(words: () => readonly string[]): (word: string, limit: number) => { word: string; alike: number }[] {
  let table: Map<string, string[]> | undefined;
  return (word, limit) => {
    table ??= tableOf(words());
    const shared = new Map<string, number>();
    const own = trigramsOf(word);
    for (const trigram of own) for (const known of table.get(trigram) ?? []) shared.set(known, (shared.get(known) ?? 0) + 1);
    return Array.from(shared, ([known, count]) => ({ word: known, alike: (2 * count) / (own.size + trigramsOf(known).size) }))
      .filter(({ alike }) => alike >= ALIKE)
      .sort((a, b) => b.alike - a.alike || (a.word < b.word ? -1 : 1))
      .slice(0, limit);
  };
}

function tableOf(words: readonly string[]): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (const word of words) {
    for (const trigram of trigramsOf(word)) {
      const having = table.get(trigram);
      if (having) having.push(word);
      else table.set(trigram, [word]);
    }
  }
  return table;
}

/** The runs of three letters of a word, its ends marked. */
function trigramsOf(word: string): Set<string> {
  const marked = `^${word}$`;
  return new Set(Array.from({ length: marked.length - 2 }, (_, at) => marked.slice(at, at + 3)));
}
