import { z } from 'zod';
import type { Appraisal, Certainty, Evidence, Result, Step } from './appraisal.ts';
import { counted, quotedList, shown, shownShare } from './phrasing.ts';
import { exactly, type Range } from './range.ts';
import { bareName, readWith, written } from './reading.ts';
import { BEARERS, type Bearer } from './risk-bearers.ts';
import { riskChart } from './risk-chart.ts';
import { levelOf, type RegisterEntry, readRegister } from './risk-register.ts';

export const input = z.object({
  register: written().transform(readWith(readRegister)).meta({
    rest: true,
    description: 'Each risk: likelihood x impact 1-5, bearers on paper > in fact: savings 4x5 contractor > users',
  }),
});

/** A risk of the knowledge base. */
export interface KnownRisk {
  readonly id: string;
  readonly title: string;
}

/** A register entry under the title of the known risk that it names, if it does. */
interface Rated extends RegisterEntry {
  readonly title: string;
}

/** A level from here on is high: likelihood x impact, of 25. A convention, and said to be one. */
const HIGH = 10;

/**
 * A risk register: levels before and after safeguards, and who carries what on paper and in fact.
 * @param known the risks of the knowledge base: names are matched with them, and those left out are told
 */
export function appraiseRisk({ register }: z.output<typeof input>, known: readonly KnownRisk[] = []): Appraisal {
  const named = matcher(known);
  const rated = register.map((entry): Rated => ({ ...entry, title: named(entry.name)?.title ?? entry.name })).sort((a, b) => levelOf(b) - levelOf(a));
  const found = new Set(register.map(({ name }) => named(name)));
  const left = known.filter((risk) => !found.has(risk));
  const sums = sumsOf(rated);
  const headline = headlineOf(rated, sums);
  return {
    calculator: 'risk',
    title: 'Risk register',
    headline,
    results: results(rated, sums),
    working: [...rated.flatMap(levelSteps), ...shareSteps(sums)],
    evidence: EVIDENCE,
    certainty: certainty(rated),
    warnings: warnings(rated, left),
    chart: riskChart(rated, headline),
    nextQuestion: nextQuestion(rated),
  };
}

/** `savings-not-achieved` and `savings not achieved` mean `risk-savings-not-achieved`; so does its title, or the one id that begins so. */
function matcher(known: readonly KnownRisk[]): (name: string) => KnownRisk | undefined {
  const called = known.map((risk) => ({ risk, names: [risk.id, risk.id.replace(/^risk-/, ''), risk.title].map(bareName) }));
  return (name) => {
    const bare = bareName(name);
    const exact = called.find(({ names }) => names.includes(bare));
    if (exact !== undefined || bare === '') return exact?.risk;
    const begun = called.filter(({ names }) => names.some((one) => one.startsWith(bare)));
    return begun.length === 1 ? begun[0]?.risk : undefined;
  };
}

const afterOf = (risk: RegisterEntry): number => (risk.after === undefined ? levelOf(risk) : levelOf(risk.after));

interface Sums {
  readonly before: number;
  readonly after: number;
  /** Points carried on paper and in fact, in equal parts where several carry a risk; `unsaid` where nobody was named. */
  readonly onPaper: ReadonlyMap<Bearer | 'unsaid', number>;
  readonly inFact: ReadonlyMap<Bearer | 'unsaid', number>;
}

function sumsOf(rated: readonly Rated[]): Sums {
  const carried = (bearersOf: (risk: Rated) => readonly Bearer[]): Map<Bearer | 'unsaid', number> => {
    const sums = new Map<Bearer | 'unsaid', number>();
    for (const risk of rated) {
      const named = bearersOf(risk);
      const bearers: readonly (Bearer | 'unsaid')[] = named.length === 0 ? ['unsaid'] : named;
      for (const bearer of bearers) sums.set(bearer, (sums.get(bearer) ?? 0) + levelOf(risk) / bearers.length);
    }
    return sums;
  };
  return {
    before: rated.reduce((sum, risk) => sum + levelOf(risk), 0),
    after: rated.reduce((sum, risk) => sum + afterOf(risk), 0),
    onPaper: carried(({ onPaper }) => onPaper),
    inFact: carried(({ inFact }) => inFact),
  };
}

/** The part of all points that a bearer carries; a range where it was not said of every risk. */
function part(carried: ReadonlyMap<Bearer | 'unsaid', number>, bearer: Bearer, all: number): Range {
  const own = carried.get(bearer) ?? 0;
  return { low: own / all, high: (own + (carried.get('unsaid') ?? 0)) / all };
}

const namesOf = (risks: readonly Rated[]): string => quotedList(risks.map(({ title }) => title));

/** The contract gives it to the contractor, and somebody else suffers when it happens. */
const isShifted = ({ onPaper, inFact }: Rated): boolean => onPaper.includes('contractor') && inFact.some((bearer) => bearer !== 'contractor');

const isHigh = (level: number): boolean => level >= HIGH;

function headlineOf(rated: readonly Rated[], { before, after }: Sums): string {
  const [highNow, highAfter] = [rated.filter((risk) => isHigh(levelOf(risk))).length, rated.filter((risk) => isHigh(afterOf(risk))).length];
  const shifted = rated.filter(isShifted).length;
  const eased = after < before ? `; with the safeguards ${highAfter} would be` : '; no safeguard lowers any of them';
  const suffered = shifted === 0 ? '' : ` ${counted(shifted, 'risk')} passed to the contractor on paper would still be suffered by others.`;
  return `${highNow} of ${counted(rated.length, 'risk')} ${highNow === 1 ? 'is' : 'are'} high${eased}.${suffered}`;
}

function results(rated: readonly Rated[], sums: Sums): Result[] {
  const shifted = rated.filter(isShifted);
  const worst = rated.filter((risk) => levelOf(risk) === Math.max(...rated.map(levelOf)));
  return [
    { label: 'Highest', value: { unit: 'words', words: `${namesOf(worst)}: ${shown(Math.max(...rated.map(levelOf)))} of 25` } },
    { label: 'All risks before safeguards', value: { unit: 'points', amount: exactly(sums.before) } },
    { label: 'All risks after safeguards', value: { unit: 'points', amount: exactly(sums.after) } },
    { label: 'Passed to the contractor on paper', value: { unit: 'ratio', amount: part(sums.onPaper, 'contractor', sums.before) } },
    ...BEARERS.map((bearer): Result => ({ label: `Suffered in fact by ${bearer}`, value: { unit: 'ratio', amount: part(sums.inFact, bearer, sums.before) } })),
    {
      label: 'On paper the contractor’s, in fact suffered by others',
      value: { unit: 'words', words: shifted.length === 0 ? 'none of those told' : namesOf(shifted) },
    },
  ];
}

function levelSteps(risk: Rated): Step[] {
  const level = (label: string, { likelihood, impact }: { likelihood: number; impact: number }): Step => ({
    label: `“${risk.title}”${label}`,
    formula: 'likelihood × impact',
    figures: `${likelihood} × ${impact} = ${likelihood * impact}`,
    value: { unit: 'points', amount: exactly(likelihood * impact) },
    from: 'given',
    sources: [],
  });
  const safeguard = risk.safeguard === undefined ? '' : ` (${risk.safeguard})`;
  return [level('', risk), ...(risk.after === undefined ? [] : [level(`, after safeguards${safeguard}`, risk.after)])];
}

function shareSteps({ before, onPaper, inFact }: Sums): Step[] {
  const carried = (label: string, sums: Sums['onPaper']): Step[] =>
    BEARERS.filter((bearer) => sums.has(bearer)).map((bearer) => {
      const amount = part(sums, bearer, before);
      const own = `${shown(amount.low * before)} ÷ ${shown(before)} = ${shownShare(amount.low)}`;
      const most = `, up to ${shown(amount.high * before)} ÷ ${shown(before)} = ${shownShare(amount.high)}, as it was not said of every risk`;
      return {
        label: `${label} ${bearer}`,
        formula: 'points of the risks it carries, in equal parts where several do ÷ points of all risks',
        figures: own + (sums.has('unsaid') ? most : ''),
        value: { unit: 'ratio', amount },
        from: 'worked out',
        sources: [],
      };
    });
  return [...carried('Carried on paper by', onPaper), ...carried('Suffered in fact by', inFact)];
}

/** Ratings are judgements: never better than fair. */
function certainty(rated: readonly Rated[]): Certainty {
  const unsaid = rated.filter(({ onPaper, inFact }) => onPaper.length === 0 || inFact.length === 0);
  const unnamed = rated.filter(({ after, safeguard }) => after !== undefined && safeguard === undefined);
  if (unsaid.length > 0) return { level: 'weak', why: `It is not said who carries ${namesOf(unsaid)}, on paper and in fact.` };
  if (unnamed.length > 0) return { level: 'weak', why: `No safeguard is named for ${namesOf(unnamed)}, only a lower rating.` };
  return { level: 'fair', why: 'Ratings from 1 to 5 are judgements; the sums only show what follows from them.' };
}

function warnings(rated: readonly Rated[], left: readonly KnownRisk[]): string[] {
  const bare = rated.filter(({ after, safeguard }) => after !== undefined && safeguard === undefined);
  const some = left.slice(0, 6).map(({ title }) => title);
  return [
    ...(bare.length > 0 ? [`A lower rating without a safeguard is a hope: say what lowers ${namesOf(bare)}.`] : []),
    ...(left.length > 0
      ? [`${counted(left.length, 'risk')} of the knowledge base ${left.length === 1 ? 'is' : 'are'} not in this register, such as ${quotedList(some)}.`]
      : []),
    `High means a level of ${HIGH} or more of 25: a common convention, not a law. Agree it, and the ratings, with those who would suffer.`,
  ];
}

function nextQuestion(rated: readonly Rated[]): string {
  const shifted = rated.find(isShifted);
  if (shifted !== undefined)
    return `If “${shifted.title}” happens, what does the contractor pay, up to what sum, and what becomes of the users and staff who suffer it?`;
  const unsaid = rated.find(({ onPaper, inFact }) => onPaper.length === 0 || inFact.length === 0);
  if (unsaid !== undefined) return `Who carries “${unsaid.title}” by the contract, and who suffers when it happens?`;
  return 'Will the council not bear most of the financial risk in the end, and how are service users and staff protected?';
}

const EVIDENCE: readonly Evidence[] = [
  {
    statement: 'It matters not only who has responsibility for a risk but who suffers the direct consequences of failure, says the 2002 report.',
    weakness: 'The union branches’ own case, with contracts of its time; it allows that some risk does pass to the contractor.',
    sources: ['report-2002'],
  },
  {
    statement: 'When Carillion failed in 2018 it held about 420 public contracts, and the estimated public loss was £148m.',
    weakness: 'One failure, of a size that is rare; by June 2018, 64% of its workforce had found new work.',
    sources: ['car1a', 'car2'],
  },
  {
    statement: 'Contractors have paid: Amey agreed £215m to leave Birmingham’s highways PFI in 2019.',
    weakness: 'One contract, and a settlement after years of dispute. It shows that money can be shifted, not disruption.',
    sources: ['bir4'],
  },
  {
    statement: 'Under a third of public sector leaders (29%) felt able to deal with the risks of working with other organisations.',
    weakness: 'An insurer’s survey of about 2011, about feelings; no sample size is given.',
    sources: ['article-2011'],
  },
];
