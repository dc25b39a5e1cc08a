import { describe, expect, it } from 'vitest';
import { faultLine } from '../../src/knowledge/entry.ts';
import { parseEntry } from '../../src/knowledge/parse-entry.ts';
import type { Source } from '../../src/knowledge/schema.ts';

const sources = new Map<string, Source>([
  ['report', { id: 'report', title: 'A report', publisher: 'A branch', date: '2002', grade: 'C', places: ['Jobs'] }],
  ['paper', { id: 'paper', title: 'A paper', publisher: 'A paper', date: '2005', grade: 'B', places: [] }],
]);
const front = ['---', 'id: jobs', 'kind: risk', 'title: Jobs', 'summary: Jobs go.', 'themes: [jobs]', 'status: current', 'related: [other]', '---'];
const passage = [
  '',
  '## Jobs go',
  '',
  'Jobs go when the work goes. '.repeat(9).trim(),
  '',
  'Source: report (Jobs); paper',
  'Asked as: do jobs go; who loses work',
];

const parse = (lines: readonly string[], file = 'risk/jobs.md') => parseEntry(file, `${lines.join('\n')}\n`, sources);
const faultsOf = (lines: readonly string[], file?: string): string[] => {
  const parsed = parse(lines, file);
  return 'faults' in parsed ? parsed.faults.map(faultLine) : [];
};

describe('an entry file', () => {
  it('gives its passages with heading, text, sources with their place, and ways of asking', () => {
    const parsed = parse([...front, ...passage]);
    if ('faults' in parsed) throw new Error(parsed.faults.map(faultLine).join('\n'));
    expect(parsed.entry.passages).toEqual([
      {
        entry: 'jobs',
        heading: 'Jobs go',
        text: 'Jobs go when the work goes. '.repeat(9).trim(),
        line: 11,
        askedAs: ['do jobs go', 'who loses work'],
        sources: [
          { id: 'report', title: 'A report', publisher: 'A branch', date: '2002', grade: 'C', locator: 'Jobs' },
          { id: 'paper', title: 'A paper', publisher: 'A paper', date: '2005', grade: 'B' },
        ],
      },
    ]);
  });

  it('reads Windows line ends', () => {
    const parsed = parseEntry('risk/jobs.md', [...front, ...passage].join('\r\n'), sources);
    expect('entry' in parsed).toBe(true);
  });
});

describe('a fault is named with its file and line', () => {
  const replaced = (from: string, to: string): string[] => [...front, ...passage].map((line) => line.replace(from, to));

  it.each<[string, string[], string]>([
    ['no front matter', passage, 'knowledge/risk/jobs.md:1: must begin with front matter'],
    ['YAML that does not parse', replaced('themes: [jobs]', 'themes: [jobs'), 'knowledge/risk/jobs.md:7: not valid YAML'],
    ['a theme that is not one', replaced('[jobs]', '[job]'), 'knowledge/risk/jobs.md:6: themes.0: '],
    ['a missing field', replaced('status: current', ''), 'knowledge/risk/jobs.md:2: status: '],
    ['an unknown field', replaced('status: current', 'status: current\nstate: good'), 'Unrecognized key: "state"'],
    [
      'a figure without a source',
      replaced('status: current', 'status: current\nfigures:\n  - { label: Jobs, value: 441 }'),
      'knowledge/risk/jobs.md:9: figures.0.source: ',
    ],
    ['an id that is not the file name', replaced('id: jobs', 'id: job'), 'id: is "job", and the file is called jobs.md'],
    ['a kind that is not the folder', replaced('kind: risk', 'kind: law'), 'kind: is "law", and the file lies in risk/'],
    ['a passage too short', replaced('Jobs go when the work goes. '.repeat(9).trim(), 'Jobs go.'), 'knowledge/risk/jobs.md:11: "Jobs go" has 2 words'],
    ['a passage too long', replaced('Jobs go when the work goes. '.repeat(9).trim(), 'jobs '.repeat(151)), '"Jobs go" has 151 words'],
    ['a passage without a source', replaced('Source: report (Jobs); paper', ''), '"Jobs go" names no source'],
    ['an unknown source', replaced('; paper', '; rumour'), 'Source "rumour" is not in sources.yml'],
    ['a document without its place', replaced('report (Jobs)', 'report'), 'must name one of its places: Jobs'],
    ['markup', replaced('Jobs go when the work goes.', 'Jobs **go** when.'), 'holds markup'],
    ['text outside a passage', [...front, 'Loose words.', ...passage], 'the text must be in passages'],
  ])('%s', (_, lines, message) => {
    expect(faultsOf(lines).join('\n')).toContain(message);
  });
});
