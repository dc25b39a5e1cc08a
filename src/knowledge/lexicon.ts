import type { LexiconFile } from './schema.ts';
import type { Rephrasing } from './search/concepts.ts';
import { stem, words } from './search/tokens.ts';

/** Makes the lexicon into rephrasings that work both ways: each phrase of a group stands for every other. */
export function compileLexicon(lexicon: LexiconFile): Rephrasing {
  const groups = [
    ...Object.entries(lexicon.abbreviations).map(([short, long]) => [short, long]),
    ...Object.entries(lexicon.sayings).map(([term, sayings]) => [term, ...sayings]),
  ];
  const byFirstStem = new Map<string, { phrase: readonly string[]; others: readonly (readonly string[])[] }[]>();
  for (const group of groups) {
    const phrases = group.map((phrase) => words(phrase).map(stem)).filter((phrase) => phrase.length > 0);
    phrases.forEach((phrase, nth) => {
      const first = phrase[0] ?? '';
      const others = phrases.filter((other, at) => at !== nth && other.join(' ') !== phrase.join(' '));
      byFirstStem.set(first, [...(byFirstStem.get(first) ?? []), { phrase, others }]);
    });
  }
  return {
    match: (stems, at) =>
      (byFirstStem.get(stems[at] ?? '') ?? [])
        .filter(({ phrase }) => phrase.every((part, nth) => stems[at + nth] === part))
        .map(({ phrase, others }) => ({ length: phrase.length, others })),
  };
}
