import type { Appraisal, Evidence, Step } from '../src/appraisal/appraisal.ts';
import type { Chart } from '../src/appraisal/chart.ts';
import { inFull, inWords } from '../src/appraisal/format.ts';
import type { Inputs } from '../src/appraisals/appraisal-store.ts';
import type { Context } from '../src/core/command.ts';
import { type Field, filledIn } from '../src/core/form.ts';
import { type Block, button, buttons, type Citation, facts, heading, list, privately, quote, type Reply, text } from '../src/core/reply.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import { appraisalData } from './appraisal-data.ts';
import { appraisalForms } from './appraisal-forms.ts';
import type { Services } from './services.ts';

/** What is shown of one: the result, what it came from, and the fields of its command. */
export interface Shown {
  readonly appraisal: Appraisal;
  readonly given: Inputs;
  readonly fields: readonly Field[];
}

/** Stands above the result or in its place. */
interface Around {
  readonly before?: readonly Block[];
  /** In place of the results alone. */
  readonly results?: readonly Block[];
  readonly data?: Readonly<Record<string, import('../src/core/json.ts').Json>>;
}

/** What a person sees of an appraisal, which is kept so that one can go on from it: first what a phone should show first. */
export async function appraisalReply(shown: Shown, context: Context<Services>, around: Around = {}): Promise<Reply> {
  const { appraisal, given, fields } = shown;
  const knowledge = context.services.knowledge();
  const [id, picture] = await Promise.all([remembered(given, context), pictureOf(appraisal.chart, context)]);
  const firstResults = appraisal.results.slice(0, appraisal.results.length > MOST_RESULTS ? FIRST_RESULTS : MOST_RESULTS);
  const blocks: Block[] = [
    ...(around.before ?? [heading(appraisal.title)]),
    text(appraisal.headline),
    ...(around.results ?? resultFacts(firstResults)),
    ...picture,
    ...(around.results ? [] : resultFacts(appraisal.results.slice(firstResults.length))),
    text(`How sure: ${appraisal.certainty.level}. ${appraisal.certainty.why}`),
    ...appraisal.warnings.map((warning) => text(warning, 'warning')),
    text(`Ask next: ${appraisal.nextQuestion}`),
    ...goOn(id, given, fields),
    heading('The working'),
    workingTable(appraisal.working),
    ...(around.results ? [text('The evidence is as before.', 'muted')] : evidenceBlocks(appraisal.evidence, knowledge)),
    text(hint(given, fields), 'muted'),
  ];
  return privately(blocks, { id: id ?? null, ...around.data, ...appraisalData(shown, knowledge) });
}

/** Of more results than this only the first stand before the picture, so that a phone shows it soon. */
const MOST_RESULTS = 10;
const FIRST_RESULTS = 6;

const resultFacts = (results: Appraisal['results']): Block[] =>
  results.length === 0 ? [] : [facts(...results.map(({ label, value }) => ({ label, value: inWords(value) })))];

/** Undefined when it cannot be kept: the result is worth showing all the same. */
async function remembered(given: Inputs, { services, request, log }: Context<Services>): Promise<string | undefined> {
  try {
    return await (await services.appraisals()).remember(given, request);
  } catch (error) {
    log.warn({ type: error instanceof Error ? error.name : typeof error }, 'an appraisal could not be kept: look at the database');
    return undefined;
  }
}

async function pictureOf(chart: Chart | undefined, { log }: Context<Services>): Promise<Block[]> {
  if (chart === undefined) return [];
  try {
    // Loaded only when there is something to draw: a question needs none of it.
    const { drawChart } = await import('../src/charts/draw.ts');
    return [await drawChart(chart)];
  } catch (error) {
    log.error({ type: error instanceof Error ? error.name : typeof error }, 'a chart could not be drawn: is every package installed?');
    return [text(chart.alt)];
  }
}

function goOn(id: string | undefined, given: Inputs, fields: readonly Field[]): Block[] {
  if (id === undefined) return [text('It could not be kept just now, so it cannot be saved, exported or changed by “what if”.', 'warning')];
  return [
    ...appraisalForms(given, fields, id),
    ...buttons(button('Page for committee', `appraise export ${id} --as pdf`), button('Spreadsheet', `appraise export ${id} --as csv`)),
  ];
}

/** What can be typed, for where there are no buttons to press. */
function hint({ inputs }: Inputs, fields: readonly Field[]): string {
  const [first] = filledIn(fields, inputs).filter(({ name, default: value }) => inputs[name] !== undefined && /\d/.test(value ?? ''));
  const example = first === undefined ? '' : `\`what if ${first.name} …\` changes one input; `;
  return `${example}\`appraise save "option A"\` keeps it for the branch; \`appraise export\` makes a page for committee.`;
}

export const FROM = { given: 'given', default: 'default', 'worked out': 'worked out' } as const satisfies Record<Step['from'], string>;

/** Whether a line was given or is a default stands in how it came about. */
export const workingTable = (working: readonly Step[]): Block => ({
  kind: 'table',
  columns: ['What', 'How', 'Figures'].map((label) => ({ label, align: 'left' as const })),
  rows: working.map((step) => [step.label, step.formula, figuresOf(step)]),
});

/** The figures end with what they come to, mostly in full; what they do not say is added. */
function figuresOf({ figures, value }: Step): string {
  const shown = inWords(value);
  if (figures.includes(shown) || figures.includes(inFull(value))) return figures;
  return shown.includes(figures) ? shown : `${figures}: ${shown}`;
}

/** A source that was named in full above is named in short. */
function evidenceBlocks(evidence: readonly Evidence[], knowledge: KnowledgeBase): Block[] {
  const named = new Set<string>();
  const quotes = evidence.map(({ statement, weakness, sources }): Block => {
    const cited = sources.flatMap((id) => {
      const isNamed = named.has(id);
      named.add(id);
      return citations([id], knowledge).map((source) => (isNamed ? inShort(source) : source));
    });
    return quote(`${statement}\n\nWeakness: ${weakness}`, cited);
  });
  return quotes.length === 0 ? [] : [heading('The evidence, and its weakness'), ...quotes];
}

const SHORT_TITLE = 40;

const inShort = ({ title, date, grade, url }: Citation): Citation => ({
  title: title.length <= SHORT_TITLE ? title : `${title.slice(0, title.lastIndexOf(' ', SHORT_TITLE))}…`,
  publisher: 'as above',
  ...{ date, grade, url },
});

export const citations = (ids: readonly string[], { sources }: KnowledgeBase): Citation[] => ids.flatMap((id) => sources.get(id) ?? []);

/** What was given, one line an input. */
export const givenList = ({ inputs }: Inputs): Block => list(Object.entries(inputs).map(([name, value]) => `${name}: ${value}`));
