import type { Appraisal, Value } from '../src/appraisal/appraisal.ts';
import { inWords } from '../src/appraisal/format.ts';
import type { Json } from '../src/core/json.ts';
import type { Citation } from '../src/core/reply.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import type { Shown } from './appraisal-reply.ts';

/** An appraisal as plain JSON: inputs, working, results, evidence and the sources they name. Amounts are not rounded. */
export function appraisalData({ appraisal, given, fields }: Shown, knowledge: KnowledgeBase): { readonly [key: string]: Json } {
  const { calculator, title, headline, results, working, evidence, certainty, warnings, nextQuestion } = appraisal;
  return {
    ...{ calculator, title, headline, nextQuestion },
    inputs: fields.flatMap(({ name, default: initial }) => {
      const value = given.inputs[name] ?? initial;
      return value === undefined || value === '' ? [] : [{ name, value, from: given.inputs[name] === undefined ? 'default' : 'given' }];
    }),
    results: results.map(({ label, value }) => ({ label, ...valueData(value) })),
    working: working.map(({ label, formula, figures, value, from, sources }) => ({
      ...{ label, formula, figures, from, sources },
      ...valueData(value),
    })),
    evidence: evidence.map(({ statement, weakness, sources }) => ({ statement, weakness, sources })),
    sources: Object.fromEntries(sourcesOf(appraisal).map((id) => [id, sourceData(knowledge.sources.get(id))])),
    certainty: { level: certainty.level, why: certainty.why },
    warnings,
  };
}

const valueData = (value: Value): { readonly [key: string]: Json } =>
  value.unit === 'words' ? { shown: value.words } : { shown: inWords(value), unit: value.unit, low: value.amount.low, high: value.amount.high };

/** The ids of all sources it names, each once. */
const sourcesOf = ({ working, evidence }: Appraisal): string[] => [...new Set([...working, ...evidence].flatMap(({ sources }) => sources))];

const sourceData = (source: Citation | undefined): Json =>
  source === undefined
    ? null
    : { title: source.title, publisher: source.publisher, date: source.date, locator: source.locator ?? null, url: source.url ?? null, grade: source.grade };
