import type { Library } from './load.ts';
import type { Source } from './schema.ts';

/** `docs/coverage.md`: for each part of each source document, and for each other source, the entries that cite it. */
export function coveragePage(library: Library): string {
  const cited = citingEntries(library);
  const sources = [...library.sources.values()];
  const documents = sources.filter((source) => source.places.length > 0);
  const others = sources.filter((source) => source.places.length === 0);
  return [
    '# What the knowledge base covers',
    '',
    'Made by `npm run knowledge:check -- --write-coverage`; a test keeps it true. Each part of each document, and each later source, with the entries that cite it.',
    ...documents.flatMap((source) => [
      '',
      `## ${source.title}`,
      '',
      `${source.publisher}, ${source.date} (\`${source.id}\`)`,
      '',
      '| part | entries |',
      '| --- | --- |',
      ...source.places.map((place) => row(place, cited.get(key(source, place)))),
    ]),
    '',
    '## Later facts',
    '',
    '| source | title | entries |',
    '| --- | --- | --- |',
    ...others.map((source) => `| ${source.id} ${row(`${source.title}, ${source.publisher}, ${source.date}`, cited.get(key(source)))}`),
    '',
  ].join('\n');
}

const key = (source: Pick<Source, 'id'>, place?: string): string => (place === undefined ? source.id : `${source.id} (${place})`);

const row = (name: string, entries: ReadonlySet<string> = new Set()): string => `| ${name.replaceAll('|', '\\|')} | ${[...entries].join(', ')} |`;

function citingEntries({ entries }: Library): Map<string, Set<string>> {
  const cited = new Map<string, Set<string>>();
  for (const entry of entries.values()) {
    for (const source of entry.passages.flatMap((passage) => passage.sources)) {
      const name = key(source, source.locator);
      cited.set(name, (cited.get(name) ?? new Set()).add(entry.id));
    }
  }
  return cited;
}
