import { basename, dirname } from 'node:path';
import type { Fault } from '../core/fault.ts';
import { readYaml } from '../core/yaml.ts';
import type { CitedSource, Entry, Passage } from './entry.ts';
import { frontMatterSchema, type Source } from './schema.ts';

/** Words a passage may have: enough to be read alone, short enough for a phone. */
export const PASSAGE_WORDS = { fewest: 40, most: 150 } as const;

type Parsed = { entry: Entry } | { faults: Fault[] };

/**
 * Reads one entry file: front matter between `---` lines, then passages, each a `## Heading`, text, `Source:` and `Asked as:`.
 * @param file path below the knowledge folder, `<kind>/<id>.md`
 */
export function parseEntry(file: string, content: string, sources: ReadonlyMap<string, Source>): Parsed {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(content);
  if (match === null) return { faults: [{ file, line: 1, message: 'must begin with front matter between two lines of ---' }] };
  const front = readYaml(match[1] ?? '', frontMatterSchema, file, 2);
  if ('faults' in front) return front;

  const faults: Fault[] = [];
  const { id, kind } = front.value;
  if (id !== basename(file, '.md')) faults.push({ file, line: 2, message: `id: is "${id}", and the file is called ${basename(file)}` });
  if (kind !== dirname(file)) faults.push({ file, line: 3, message: `kind: is "${kind}", and the file lies in ${dirname(file)}/` });
  const { passages, faults: bodyFaults } = parsePassages(
    file,
    id,
    content.slice(match[0].length),
    content.slice(0, match[0].length).split('\n').length,
    sources,
  );
  faults.push(...bodyFaults);
  return faults.length > 0 ? { faults } : { entry: { ...front.value, file, passages } };
}

function parsePassages(file: string, entry: string, body: string, firstLine: number, sources: ReadonlyMap<string, Source>) {
  const faults: Fault[] = [];
  const passages: Passage[] = [];
  const lines = body.split(/\r?\n/);
  const starts = lines.flatMap((text, at) => (text.startsWith('## ') ? [at] : []));
  const intro = lines
    .slice(0, starts[0] ?? lines.length)
    .join('')
    .trim();
  if (intro !== '' || starts.length === 0) faults.push({ file, line: firstLine, message: 'the text must be in passages, each under a "## Heading"' });
  starts.forEach((start, nth) => {
    const section = lines.slice(start + 1, starts[nth + 1] ?? lines.length);
    const fault = (message: string): void => void faults.push({ file, line: firstLine + start, message });
    const heading = (lines[start] ?? '').slice(3).trim();
    const text = section
      .filter((line) => !/^(Source|Asked as):/.test(line))
      .join('\n')
      .trim();
    const words = text.split(/\s+/).length;
    if (heading === '') fault('the heading is empty');
    if (words < PASSAGE_WORDS.fewest || words > PASSAGE_WORDS.most)
      fault(`"${heading}" has ${words} words; a passage has ${PASSAGE_WORDS.fewest} to ${PASSAGE_WORDS.most}`);
    if (/\*\*|^#|\]\(|<[a-z/]/im.test(text)) fault(`"${heading}" holds markup; passages are plain text and "- " lists`);
    const cited = citations(tagged(section, 'Source'), sources, fault);
    if (cited.length === 0) fault(`"${heading}" names no source: end it with a line "Source: id (place)"`);
    passages.push({ entry, heading, text, sources: cited, askedAs: tagged(section, 'Asked as'), line: firstLine + start });
  });
  return { passages, faults };
}

/** The `;`-separated items of the line that begins with `tag:`. */
function tagged(section: readonly string[], tag: string): string[] {
  const line = section.find((candidate) => candidate.startsWith(`${tag}:`)) ?? '';
  return line
    .slice(tag.length + 1)
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Resolves `report-2002 (Job losses)` against `sources.yml`. */
function citations(items: readonly string[], sources: ReadonlyMap<string, Source>, fault: (message: string) => void): CitedSource[] {
  return items.flatMap((item) => {
    const [, id = '', locator] = /^([a-z0-9-]+)(?:\s+\((.+)\))?$/.exec(item) ?? [];
    const source = sources.get(id);
    if (source === undefined) return fault(`Source "${item}" is not in sources.yml`) ?? [];
    const { places, ...cited } = source;
    if (places.length > 0 && !places.includes(locator ?? '')) fault(`Source "${item}" must name one of its places: ${places.join('; ')}`);
    return [locator === undefined ? cited : { ...cited, locator }];
  });
}
