import { nearestLabels } from '../core/spelling.ts';
import type { Division } from './branch.ts';

/** What all ways of writing a name have in common: `Yorkshire & Humberside`, `yorkshire and humberside`; `UNISON St. Helens Branch`, `st helens`. Empty without a letter or digit. */
export function nameKey(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('&', ' and ');
  const words = plain.match(/[\p{L}\p{N}]+/gu)?.join(' ') ?? '';
  return words.replace(/^unison (?=.)/u, '').replace(/(?<=.) branch$/u, '');
}

/** The same for the union's number of a branch. */
export const codeKey = (code: string): string => code.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

const labelsOf = ({ id, name, aliases }: Division): string[] => [id, name, ...aliases];

/** The region or service group of that id, name or alias; `the North West Region` too. Never one that is only like it. */
export function findDivision(words: string, divisions: readonly Division[]): Division | undefined {
  const key = nameKey(words);
  const bare = key.replace(/^the /u, '').replace(/ (?:region|service group|group)$/u, '');
  return divisions.find((division) => labelsOf(division).some((label) => [key, bare].includes(nameKey(label))));
}

/** Those that a misspelt name is most like, best first. */
export function nearestDivisions(words: string, divisions: readonly Division[], limit = 3): readonly Division[] {
  const labels = divisions.flatMap(labelsOf);
  const near = nearestLabels(words, labels, labels.length).flatMap((label) => divisions.find((division) => labelsOf(division).includes(label)) ?? []);
  return [...new Set(near)].slice(0, limit);
}
