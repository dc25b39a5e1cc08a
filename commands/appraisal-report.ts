import type { Value } from '../src/appraisal/appraisal.ts';
import { inWords } from '../src/appraisal/format.ts';
import type { Report } from '../src/exports/report.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import { citations, FROM, type Shown } from './appraisal-reply.ts';

type Front = Pick<Report, 'title' | 'date' | 'words' | 'chart'>;

/** What a page for committee says of an appraisal. */
export function reportOf({ appraisal }: Pick<Shown, 'appraisal'>, front: Front, knowledge: KnowledgeBase): Report {
  const { headline, results, working, evidence, certainty, warnings, nextQuestion } = appraisal;
  return {
    ...front,
    ...{ headline, certainty, warnings },
    question: nextQuestion,
    results: results.map(({ label, value }) => ({ label, value: inWords(value) })),
    working: working.map(({ label, formula, figures, value, from }) => ({ label, formula, figures, value: inWords(value), from: FROM[from] })),
    evidence: evidence.map(({ statement, weakness, sources }) => ({ statement, weakness, sources: citations(sources, knowledge) })),
  };
}

type Cell = string | number;

/** The same as a table for a spreadsheet: amounts are numbers that are not rounded, and a share of 42% is 0.42. */
export function rowsOf({ appraisal, given, fields }: Shown, { title, date }: Front, knowledge: KnowledgeBase): Cell[][] {
  const head = ['Part', 'What', 'How', 'Figures', 'In words', 'Low', 'High', 'Unit', 'From', 'Sources'];
  const inputs = fields.flatMap(({ name, help, default: initial }) => {
    const value = given.inputs[name] ?? initial;
    if (value === undefined || value === '') return [];
    return [['input', name, help, '', String(value), '', '', '', given.inputs[name] === undefined ? 'default' : 'given', '']];
  });
  const sourcesIn = (ids: readonly string[]): string => citations(ids, knowledge).map(citationText).join('; ');
  return [
    head,
    ['title', title, '', '', appraisal.headline, '', '', '', date, ''],
    ...inputs,
    ...appraisal.results.map(({ label, value }) => ['result', label, '', '', ...amountCells(value), '', '']),
    ...appraisal.working.map(({ label, formula, figures, value, from, sources }) => [
      ...['working', label, formula, figures],
      ...amountCells(value),
      FROM[from],
      sourcesIn(sources),
    ]),
    ...appraisal.evidence.map(({ statement, weakness, sources }) => ['evidence', statement, weakness, '', '', '', '', '', '', sourcesIn(sources)]),
    ['certainty', appraisal.certainty.level, appraisal.certainty.why, '', '', '', '', '', '', ''],
    ...appraisal.warnings.map((warning) => ['warning', warning, '', '', '', '', '', '', '', '']),
    ['question', appraisal.nextQuestion, '', '', '', '', '', '', '', ''],
  ];
}

const amountCells = (value: Value): Cell[] =>
  value.unit === 'words' ? [value.words, '', '', ''] : [inWords(value), value.amount.low, value.amount.high, value.unit];

const citationText = ({ title, publisher, date, url }: { title: string; publisher: string; date: string; url?: string | undefined }): string =>
  `${title}, ${publisher}, ${date}${url === undefined ? '' : ` ${url}`}`;
