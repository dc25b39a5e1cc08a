import { z } from 'zod';
import type { Appraisal, Certainty, Evidence, Result, Step } from './appraisal.ts';
import type { Chart } from './chart.ts';
import { PRINCIPLES, SAFEGUARDS, type Test } from './partnership-tests.ts';
import { shownShare, wordList } from './phrasing.ts';
import { bareName, Misread, nameMeant, problemIn, readWith, writtenList, writtenOrNot } from './reading.ts';

const TESTS: readonly Test[] = [...SAFEGUARDS, ...PRINCIPLES];

/** A test that somebody named, with where it can be seen, if they said so. */
interface Named {
  readonly test: Test;
  readonly shownIn?: string | undefined;
}

export const input = z
  .object({
    met: writtenOrNot()
      .transform(readWith(readNamed))
      .meta({ description: 'What the council can show, such as: service levels, oversight, openness. The rest is unknown' }),
    missing: writtenOrNot()
      .transform(readWith(readNamed))
      .meta({ description: 'What it was asked for and cannot show, such as: staff buy-in, five-year strategy' }),
  })
  .superRefine(({ met, missing }, context) => {
    try {
      for (const { test } of missing)
        if (met.some((one) => one.test === test)) throw new Misread(`names “${test.name}”, which stands under \`met\` as well: it is one or the other`);
    } catch (error) {
      context.addIssue({ code: 'custom', path: ['missing'], message: problemIn(error) });
    }
  });

/** `service levels: schedule 4; oversight` @throws {Misread} for a name that is none of the tests, or stands twice */
function readNamed(text: string): Named[] {
  const named = writtenList(text).flatMap((item): Named[] => {
    const [name = '', ...rest] = item.split(':');
    const shownIn = rest.join(':').trim();
    return testsCalled(name).map((test) => ({ test, ...(shownIn === '' ? {} : { shownIn }) }));
  });
  for (const [at, { test }] of named.entries()) if (named.findIndex((one) => one.test === test) !== at) throw new Misread(`names “${test.name}” twice`);
  return named;
}

function testsCalled(name: string): readonly Test[] {
  const bare = bareName(name);
  if (bare === 'allsafeguards') return SAFEGUARDS;
  if (bare === 'allprinciples') return PRINCIPLES;
  const calls = TESTS.flatMap((test) => [test.name, ...test.also].map((call) => ({ call, test })));
  const exact = nameMeant(name, calls, ({ call }) => call)?.test;
  // Several ways to name one test may begin alike.
  const begun = new Set(calls.filter(({ call }) => bare !== '' && bareName(call).startsWith(bare)).map(({ test }) => test));
  const meant = exact ?? (begun.size === 1 ? [...begun][0] : undefined);
  if (meant !== undefined) return [meant];
  throw new Misread(`names “${name.trim().slice(0, 40)}”, which is none of the tests: ${TESTS.map((test) => test.name).join(', ')}`);
}

type State = 'met' | 'missing' | 'unknown';

interface Tested {
  readonly test: Test;
  readonly state: State;
  readonly shownIn?: string | undefined;
}

/** How ready a partnership is: which safeguards of 2011 and which principles of 2002 it meets, and the questions that follow. */
export function appraisePartnership({ met, missing }: z.output<typeof input>): Appraisal {
  const tested = (tests: readonly Test[]): Tested[] =>
    tests.map((test) => {
      const shown = met.find((one) => one.test === test);
      if (shown !== undefined) return { test, state: 'met', shownIn: shown.shownIn };
      const asked = missing.find((one) => one.test === test);
      return { test, state: asked === undefined ? 'unknown' : 'missing', shownIn: asked?.shownIn };
    });
  const [safeguards, principles] = [tested(SAFEGUARDS), tested(PRINCIPLES)];
  const all = [...safeguards, ...principles];
  const headline = `Of the nine safeguards ${tally(safeguards)}; of the twelve principles ${tally(principles)}.`;
  return {
    calculator: 'partnership',
    title: 'Partnership readiness',
    headline,
    results: results(safeguards, principles),
    working: [...working(safeguards, 'article-2011'), ...working(principles, 'report-2002')],
    evidence: EVIDENCE,
    certainty: certainty(all),
    warnings: warnings(all),
    chart: readinessChart(safeguards, principles, headline),
    nextQuestion: nextQuestion(all),
  };
}

const inState = (tested: readonly Tested[], state: State): Tested[] => tested.filter((one) => one.state === state);
const count = (tested: readonly Tested[], state: State): number => inState(tested, state).length;
const names = (tested: readonly Tested[]): string => wordList(tested.map(({ test }) => test.name));

function tally(tested: readonly Tested[]): string {
  const met = count(tested, 'met');
  return `${met} ${met === 1 ? 'is' : 'are'} met, ${count(tested, 'missing')} missing and ${count(tested, 'unknown')} unknown`;
}

/** What is unknown may turn out either way: so the part that is met is a range. */
const ready = (tested: readonly Tested[]): Result['value'] => ({
  unit: 'ratio',
  amount: { low: count(tested, 'met') / tested.length, high: (count(tested, 'met') + count(tested, 'unknown')) / tested.length },
});

function results(safeguards: readonly Tested[], principles: readonly Tested[]): Result[] {
  const all = [...safeguards, ...principles];
  const listed = (label: string, state: State): Result[] =>
    count(all, state) === 0 ? [] : [{ label, value: { unit: 'words', words: names(inState(all, state)) } }];
  const questions = [...inState(all, 'missing'), ...inState(all, 'unknown')];
  return [
    { label: 'Safeguards met', value: ready(safeguards) },
    { label: 'Principles met', value: ready(principles) },
    ...listed('Met', 'met'),
    ...listed('Missing', 'missing'),
    ...listed('Unknown', 'unknown'),
    ...questions.map(
      ({ test, state }): Result => ({
        label: `Ask about ${test.name} (${state})`,
        value: { unit: 'words', words: test.question },
      }),
    ),
  ];
}

function working(tested: readonly Tested[], source: string): Step[] {
  const steps = tested.map(
    ({ test, state, shownIn }): Step => ({
      label: test.name,
      formula: 'met, missing or unknown, as told; unknown where nothing was said',
      figures: shownIn ?? (state === 'unknown' ? 'nothing said' : 'as told'),
      value: { unit: 'words', words: state },
      from: state === 'unknown' ? 'default' : 'given',
      sources: [source],
    }),
  );
  const [met, unknown] = [count(tested, 'met'), count(tested, 'unknown')];
  return [
    ...steps,
    {
      label: source === 'article-2011' ? 'Safeguards met' : 'Principles met',
      formula: 'met ÷ all, up to (met + unknown) ÷ all',
      figures: `${met} ÷ ${tested.length} = ${shownShare(met / tested.length)}, up to (${met} + ${unknown}) ÷ ${tested.length} = ${shownShare((met + unknown) / tested.length)}`,
      value: ready(tested),
      from: 'worked out',
      sources: [source],
    },
  ];
}

function certainty(all: readonly Tested[]): Certainty {
  const unknown = count(all, 'unknown');
  const unshown = inState(all, 'met').filter(({ shownIn }) => shownIn === undefined).length;
  if (unknown * 2 > all.length) return { level: 'weak', why: `${unknown} of ${all.length} are unknown.` };
  if (unshown > 0) return { level: 'weak', why: `For ${unshown} of those met, nobody has said where it can be seen.` };
  return { level: 'fair', why: 'Each that is met can be looked up; whether it is kept is another matter.' };
}

function warnings(all: readonly Tested[]): string[] {
  const unshown = inState(all, 'met').filter(({ shownIn }) => shownIn === undefined);
  return [
    ...(unshown.length > 0 ? [`Say where it can be seen that these are met (“service levels: schedule 4”): ${names(unshown)}.`] : []),
    'They are not of equal weight: one that is missing may matter more than many that are met.',
    'Met on paper is not kept in practice: ask again when the contract runs.',
  ];
}

function nextQuestion(all: readonly Tested[]): string {
  const [first] = [...inState(all, 'missing'), ...inState(all, 'unknown')];
  return first?.test.question ?? 'Who checks each year that all of this still holds, and where is it reported?';
}

function readinessChart(safeguards: readonly Tested[], principles: readonly Tested[], headline: string): Chart {
  const amounts = (tested: readonly Tested[]): number[] => [count(tested, 'met'), count(tested, 'missing'), count(tested, 'unknown')];
  const all = [...safeguards, ...principles];
  const missing = count(all, 'missing') === 0 ? '' : ` Missing: ${names(inState(all, 'missing'))}.`;
  return {
    kind: 'stacks',
    title: 'How many can be shown',
    alt: `How many can be shown. Safeguards of 2011: ${tally(safeguards)}. Principles of 2002: ${tally(principles)}.${missing}`,
    unit: 'points',
    parts: ['met', 'missing', 'unknown'],
    bars: [
      { label: 'Safeguards of 2011', amounts: amounts(safeguards), isWinner: false },
      { label: 'Principles of 2002', amounts: amounts(principles), isWinner: false },
    ],
    note: headline,
  };
}

const EVIDENCE: readonly Evidence[] = [
  {
    statement:
      'An article of 2011 names what guards a partnership: service levels and goals, a committee of board-level members, honesty, staff buy-in, standards agreed before signing, constant oversight, a five-year strategy of both partners, and dialogue with the third sector.',
    weakness: 'Its author worked for an insurer to councils and favours partnership with care; it names no case in which the safeguards were tried.',
    sources: ['article-2011'],
  },
  {
    statement:
      'The report of 2002 rests its vision on twelve public service principles, which must be foremost in structures, planning, management and operations.',
    weakness: 'They are the principles of the union branches’ own alternative, and it gives no test for them: the questions here are ours.',
    sources: ['report-2002'],
  },
  {
    statement:
      'Tight service levels have their cost: Somerset left Southwest One early because its fixed-price contract stood in the way of savings and flexibility.',
    weakness: 'That was the council’s stated reason, in one case.',
    sources: ['sw5'],
  },
];
