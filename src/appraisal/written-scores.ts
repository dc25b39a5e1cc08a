import { bareName, DECIMAL_LIMITS, Misread, nameMeant, plainDecimal, refuseTwice, writtenList } from './reading.ts';
import { type Criterion, HIGHEST_SCORE, type Scoring } from './weighted-scores.ts';

const MOST = 20;
const LONGEST_NAME = 80;

/** `quality 30, jobs 25` and its like: a name and a weight each, or names alone for equal weights. @throws {Misread} */
export function readCriteria(text: string): Criterion[] {
  const items = writtenList(text).map(readCriterion);
  if (items.length === 0) throw new Misread('name no criterion: write each with its weight, such as “quality 30, jobs 25”');
  if (items.length > MOST) throw new Misread(`name ${items.length} criteria: at most ${MOST} can be weighed`);
  refuseTwice(
    items.map(({ name }) => name),
    'name the criterion',
  );
  if (items.every(({ weight }) => weight === undefined)) return items.map(({ name }) => ({ name, weight: 1 }));
  const criteria = items.map(({ name, weight }) => {
    if (weight === undefined) throw new Misread(`give “${name}” no weight: give every criterion one, or none of them`);
    if (weight < 0) throw new Misread(`give “${name}” a negative weight: the least is 0, for what does not count`);
    return { name, weight };
  });
  if (criteria.every(({ weight }) => weight === 0)) throw new Misread('are all weighed 0: give at least one criterion a weight above 0');
  return criteria;
}

function readCriterion(item: string): { name: string; weight: number | undefined } {
  const parts = /^(?<name>.*?)[\s:=]+(?<weight>[-−+]?\d[\d.]*)\s*%?$/u.exec(item)?.groups;
  const name = (parts?.name ?? item).replace(/[\s:=]+$/, '');
  if (bareName(name) === '' || parts === undefined) {
    if (/^[-−+\d.\s%]*$/.test(item)) throw new Misread(`have a weight without a name: “${short(item)}”`);
    return { name: checkedName(name), weight: undefined };
  }
  const weight = plainDecimal(parts.weight ?? '');
  if (weight === undefined) throw new Misread(`give “${short(name)}” a weight that cannot be read: ${DECIMAL_LIMITS}`);
  return { name: checkedName(name), weight };
}

/** An option as written, before it is known which criteria there are. A score of undefined was left open. */
export interface WrittenOption {
  readonly name: string;
  readonly scores: readonly { readonly criterion: string; readonly score: number | undefined }[];
}

/** `in-house: 8 7 6 8; partnership: quality 6, jobs 4`: in the order of the criteria, or by their names. @throws {Misread} */
export function readScores(text: string): WrittenOption[] {
  const items = text.split(/[;\n]+/).filter((item) => item.trim() !== '');
  if (items.length === 0) return [];
  if (items.length > MOST) throw new Misread(`have ${items.length} options: at most ${MOST} can be compared`);
  const options = items.map(readOption);
  refuseTwice(
    options.map(({ name }) => name),
    'name the option',
  );
  if (options.length === 1) throw new Misread('have one option: a comparison needs two, parted by a semicolon');
  return options;
}

function readOption(item: string): WrittenOption {
  const cut = item.search(/[:=]/);
  const end = cut >= 0 ? cut : item.search(/\s[-−+]?\d/);
  const name = checkedName((end < 0 ? item : item.slice(0, end)).replace(/\s+/g, ' ').trim());
  if (bareName(name) === '') throw new Misread(`have scores without an option’s name before them: “${short(item.trim())}”`);
  const rest = end < 0 ? '' : item.slice(end + 1);
  return {
    name,
    scores: readMarks(
      name,
      rest.split(/[\s,:=]+/).filter((word) => word !== ''),
    ),
  };
}

const OPEN = /^(?:\?|-|–|n\/a|none)$/i;
const MARK = /^[-−+]?[\d.]+(?:\/10)?$/;

/** Words up to a mark are the name of its criterion; a mark with none stands in the order of the criteria. */
function readMarks(option: string, words: readonly string[]): WrittenOption['scores'] {
  const scores: { criterion: string; score: number | undefined }[] = [];
  let name: string[] = [];
  for (const word of words) {
    if (!MARK.test(word) && !OPEN.test(word)) {
      name.push(word);
      continue;
    }
    scores.push({ criterion: name.join(' '), score: OPEN.test(word) ? undefined : readMark(option, word) });
    name = [];
  }
  if (name.length > 0) throw new Misread(`have words where a score should be, for “${option}”: “${short(name.join(' '))}”`);
  return scores;
}

function readMark(option: string, word: string): number {
  const score = plainDecimal(word.replace(/\/10$/, ''));
  if (score === undefined) throw new Misread(`have a score that cannot be read, for “${option}”: ${DECIMAL_LIMITS}`);
  if (score < 0 || score > HIGHEST_SCORE) throw new Misread(`have a score of ${word} for “${option}”: scores go from 0 to ${HIGHEST_SCORE}`);
  return score;
}

const FAIR = 'unless every option is scored on every criterion, the in-house one included, the comparison is not fair';

/** Puts each score under its criterion. @throws {Misread} naming the option and what it lacks */
export function scoringOf(criteria: readonly Criterion[], written: readonly WrittenOption[]): Scoring {
  return { criteria, options: written.map((option) => ({ name: option.name, scores: inOrder(criteria, option) })) };
}

function inOrder(criteria: readonly Criterion[], { name, scores }: WrittenOption): number[] {
  const unnamed = scores.filter(({ criterion }) => criterion === '').length;
  if (unnamed > 0 && unnamed < scores.length) throw new Misread(`name some criteria of “${name}” and not others: name all of them, or none`);
  if (unnamed > criteria.length) throw new Misread(`have ${unnamed} scores for “${name}”, and there are ${criteria.length} criteria`);
  const given = new Map<Criterion, number | undefined>();
  for (const [at, { criterion, score }] of scores.entries()) {
    const meant = criterion === '' ? criteria[at] : nameMeant(criterion, criteria, (one) => one.name);
    if (meant === undefined) throw new Misread(`score “${name}” on “${short(criterion)}”, which is not one criterion: ${quoted(criteria)}`);
    if (given.has(meant)) throw new Misread(`score “${name}” twice on “${meant.name}”`);
    given.set(meant, score);
  }
  const lacking = criteria.filter((criterion) => given.get(criterion) === undefined);
  if (lacking.length > 0) throw new Misread(`leave “${name}” without a score on ${quoted(lacking)}: ${FAIR}`);
  return criteria.map((criterion) => given.get(criterion) ?? 0);
}

const quoted = (criteria: readonly Criterion[]): string => criteria.map(({ name }) => `“${name}”`).join(', ');

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

function checkedName(name: string): string {
  if (name.length > LONGEST_NAME) throw new Misread(`have a name that is too long, “${short(name)}”: at most ${LONGEST_NAME} characters`);
  return name;
}
