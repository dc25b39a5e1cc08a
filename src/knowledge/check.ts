import type { Fault } from '../core/fault.ts';
import type { Entry } from './entry.ts';
import type { Library } from './load.ts';
import { KINDS } from './schema.ts';

/** What the schema cannot see: broken links, unknown figure sources, entries no one can reach, sources and places no one cites. */
export function checkLibrary(library: Library): Fault[] {
  const entries = [...library.entries.values()];
  return [...library.faults, ...entries.flatMap((entry) => brokenLinks(entry, library)), ...unreachable(entries), ...uncited(entries, library)];
}

/** Counts of entries and passages by kind, in the order of the kinds. */
export function countByKind(library: Library): { kind: string; entries: number; passages: number }[] {
  return KINDS.map((kind) => {
    const ofKind = [...library.entries.values()].filter((entry) => entry.kind === kind);
    return { kind, entries: ofKind.length, passages: ofKind.reduce((sum, entry) => sum + entry.passages.length, 0) };
  });
}

export const linksOf = (entry: Entry): string[] => [...entry.since.map((link) => link.entry), ...entry.counter.map((link) => link.entry), ...entry.related];

function brokenLinks(entry: Entry, { entries, sources }: Library): Fault[] {
  const faults = linksOf(entry).flatMap((link) => {
    if (link === entry.id) return [`links to itself`];
    return entries.has(link) ? [] : [`links to "${link}", and there is no such entry`];
  });
  for (const figure of entry.figures) {
    if (!sources.has(figure.source)) faults.push(`figure "${figure.label}": source "${figure.source}" is not in sources.yml`);
    else if (!entry.passages.some((passage) => passage.sources.some((source) => source.id === figure.source))) {
      faults.push(`figure "${figure.label}": no passage of the entry cites its source "${figure.source}"`);
    }
  }
  return faults.map((message) => ({ file: entry.file, line: 1, message }));
}

function unreachable(entries: readonly Entry[]): Fault[] {
  const linked = new Set(entries.flatMap(linksOf));
  return entries
    .filter((entry) => !linked.has(entry.id))
    .map((entry) => ({ file: entry.file, line: 1, message: 'no other entry links to this one: add it to `related` of its nearest neighbour' }));
}

function uncited(entries: readonly Entry[], { sources }: Library): Fault[] {
  const cited = new Set(
    entries.flatMap((entry) => entry.passages.flatMap((passage) => passage.sources.flatMap(({ id, locator }) => [id, `${id} (${locator})`]))),
  );
  return [...sources.values()].flatMap((source) => {
    const wanted = source.places.length > 0 ? source.places.map((place) => `${source.id} (${place})`) : [source.id];
    return wanted.filter((name) => !cited.has(name)).map((name) => ({ file: 'sources.yml', line: 1, message: `no passage cites ${name}` }));
  });
}
