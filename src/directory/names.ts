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

/** What finds each, made once for a list: a file asks for thousands. */
const labelled = new WeakMap<readonly Division[], ReadonlyMap<string, Division>>();

function byLabel(divisions: readonly Division[]): ReadonlyMap<string, Division> {
  const known = labelled.get(divisions);
  if (known) return known;
  const made = new Map(
    divisions.flatMap((division) => labelsOf(division).flatMap((label) => [nameKey(label), bareKey(label)].map((key) => [key, division] as const))),
  );
  labelled.set(divisions, made);
  return made;
}

/** Without the `and` that parts names as well as it stands in them. */
const bareKey = (words: string): string => nameKey(words).replaceAll(/\band\b ?/gu, '');

/** The region or service group of that id, name or alias; `the North West Region` too. Never one that is only like it. */
export function findDivision(words: string, divisions: readonly Division[]): Division | undefined {
  const key = nameKey(words);
  const labels = byLabel(divisions);
  return labels.get(key) ?? labels.get(key.replace(/^the /u, '').replace(/ (?:region|service group|group)$/u, ''));
}

/** Those that a misspelt name is most like, best first. */
export function nearestDivisions(words: string, divisions: readonly Division[], limit = 3): readonly Division[] {
  const labels = divisions.flatMap(labelsOf);
  const near = nearestLabels(words, labels, labels.length).flatMap((label) => divisions.find((division) => labelsOf(division).includes(label)) ?? []);
  return [...new Set(near)].slice(0, limit);
}

const LONGEST_TAG = 40;

/** The tags in what somebody wrote, with commas or semicolons between: `PFI schools, academy` is `pfi-schools` and `academy`. What has neither letter nor digit is left out. */
export function tagsIn(written: string): readonly string[] {
  const tags = written.split(/[,;\n]/u).map((one) =>
    (
      one
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .match(/[a-z0-9]+/gu) ?? []
    ).join('-'),
  );
  return [...new Set(tags.map((tag) => tag.slice(0, LONGEST_TAG).replace(/-$/u, '')).filter((tag) => tag !== ''))];
}

/**
 * The service groups in what somebody wrote, with commas, semicolons or `and` between; a name may hold these itself: `Health, Water, Environment and Transport`.
 * `unknown` is what names none.
 */
export function divisionsIn(written: string, divisions: readonly Division[]): { readonly found: readonly Division[]; readonly unknown: readonly string[] } {
  const found = new Set<Division>();
  const unknown: string[] = [];
  for (const part of written.split(/[;|\n]/u)) {
    let words = part.split(/\s*(?:[,/+]|\band\b|&)\s*/iu).filter((word) => word.trim() !== '');
    while (words.length > 0) {
      const { division, taken } = longestName(words, divisions);
      if (division) found.add(division);
      else unknown.push(words.slice(0, taken).join(' ').trim());
      words = words.slice(taken);
    }
  }
  return { found: [...found], unknown };
}

/** The longest run of words at the beginning that names one: joined in any of the ways a name may be written. */
function longestName(words: readonly string[], divisions: readonly Division[]): { readonly division?: Division; readonly taken: number } {
  const labels = byLabel(divisions);
  for (let taken = words.length; taken > 0; taken--) {
    const run = bareKey(words.slice(0, taken).join(' '));
    const division = labels.get(run) ?? labels.get(run.replace(/ service group$/u, ''));
    if (division) return { division, taken };
  }
  return { taken: 1 };
}
