import { Temporal } from 'temporal-polyfill';
import { describe, describePattern, sayMoment } from './describe.ts';
import type { Division } from './holidays.ts';
import { type Built, buildOnce, isTooFar } from './reading/build-once.ts';
import { buildRepeating } from './reading/build-repeating.ts';
import { type Candidates, candidatesOf } from './reading/candidates.ts';
import { Draft } from './reading/draft.ts';
import { normalised } from './reading/normalised.ts';
import type { Here, Piece, Span } from './reading/pieces.ts';
import { readDays } from './reading/read-days.ts';
import { readMoments } from './reading/read-moments.ts';
import { readMonthDays } from './reading/read-month-days.ts';
import { readLimits, readPaces, readRefusals, readUnclear } from './reading/read-paces.ts';
import { readPartsOfDay } from './reading/read-parts-of-day.ts';
import { readPeriods, readWholePeriods } from './reading/read-periods.ts';
import { readTimes } from './reading/read-times.ts';
import { readWrittenDates } from './reading/read-written-dates.ts';
import { restOf, withJoined } from './reading/rest.ts';
import { keptFrom, onTheDaysOf } from './reading/was.ts';
import type { Schedule } from './schedule.ts';
import { sayWall, toInstant, zonedAt } from './zone.ts';

/** One way of taking a phrase. */
export interface Choice {
  /** What it means, short enough for a button: `Friday 6 November 2026, 9 am`. */
  readonly label: string;
  /** A phrase that `parseWhen` understands as just this. */
  readonly phrase: string;
  /** What of the text is left when it is taken so. */
  readonly rest: string;
}

export type Understood =
  /** `rest` is the text without the words that said when, tidied; `assumed` says in sentences what was not said and taken for granted. */
  | { readonly kind: 'understood'; readonly schedule: Schedule; readonly rest: string; readonly assumed?: string }
  /** It can be taken in several ways; `why` says what is not clear. */
  | { readonly kind: 'doubtful'; readonly why: string; readonly choices: readonly Choice[]; readonly rest: string }
  /** `at` is the time, described; the choices are the same tomorrow, next week or next year. */
  | { readonly kind: 'past'; readonly at: string; readonly choices: readonly Choice[]; readonly rest: string }
  | { readonly kind: 'impossible'; readonly why: string; readonly rest: string }
  /** No time is in it. */
  | { readonly kind: 'none'; readonly rest: string };

export interface Around {
  readonly now: Date;
  /** The time zone whose clocks are meant: `Europe/London`. */
  readonly zone: string;
  /** Whose bank holidays are days off. */
  readonly division: Division;
  /** What is being changed: a time alone keeps its days, and days alone keep its time. */
  readonly was?: Schedule | undefined;
}

/** More than a choice has room for. */
const MOST_CHOICES = 5;

/**
 * Reads when a reminder is to come from a text that also says what it is about: British dates, times and recurrences. What stands in double
 * quotation marks is never read for a time. Never throws for a text; `docs/DESIGN.md` says how it reads.
 * @throws {RangeError} when there is no such zone
 */
export function parseWhen(text: string, { now, zone, division, was }: Around): Understood {
  const wall = zonedAt(now, zone).toPlainDateTime().round({ smallestUnit: 'minute', roundingMode: 'floor' });
  const here: Here = { now, wall, today: wall.toPlainDate(), zone, division };
  const plain = normalised(text, here.today.year);
  const draft = new Draft(plain, here);
  for (const read of READERS) read(draft);
  return judge(draft.pieces, plain, here, was);
}

/** In this order: what is longer or surer before what is shorter. */
const READERS = [
  readRefusals,
  readMonthDays,
  readLimits,
  readMoments,
  readPeriods,
  readPaces,
  readTimes,
  readDays,
  readWrittenDates,
  readPartsOfDay,
  readWholePeriods,
  readUnclear,
];

interface Result {
  readonly built: Built;
  readonly used: readonly Span[];
  readonly taken: readonly number[];
}

function judge(pieces: readonly Piece[], text: string, here: Here, was: Schedule | undefined): Understood {
  const impossible = pieces.find((piece) => piece.slot === 'impossible');
  const candidates = candidatesOf(pieces, text, here);
  if (impossible) return { kind: 'impossible', why: impossible.why, rest: restOf(text, [impossible, ...(candidates.all[0]?.candidate.used ?? [])]) };
  const results = candidates.all.flatMap(({ candidate, taken }): Result[] => {
    const { pace, ...said } = was === undefined ? candidate : keptFrom(was, candidate, here);
    const all = onTheDaysOf(was, { pace, ...said }, here) ?? (pace === undefined ? buildOnce(said, here) : buildRepeating({ ...said, pace }, here));
    const used = withJoined(text, candidate.used, pieces);
    return all.map((built) => ({ built, used, taken }));
  });
  const unclear = pieces.flatMap((piece) => (piece.slot === 'unclear' ? piece.why : []));
  return verdict(results, candidates, unclear, text, here);
}

/** What can be is taken; among what is left, past times come before impossible ones. */
function verdict(results: readonly Result[], candidates: Candidates, unclear: readonly string[], text: string, here: Here): Understood {
  const possible = distinct(results.flatMap((result) => (result.built.kind === 'built' ? [{ ...result, built: result.built }] : [])));
  const [only] = possible;
  if (only && possible.length + unclear.length > 1)
    return {
      kind: 'doubtful',
      why: [...unclear, ...doubts(possible, candidates)].join(' '),
      choices: choicesOf(possible, text),
      rest: restOf(text, only.used),
    };
  if (only) {
    const { schedule, assumed } = only.built;
    return { kind: 'understood', schedule, rest: restOf(text, only.used), ...(assumed.length === 0 ? {} : { assumed: assumed.join(' ') }) };
  }
  const [first] = results.toSorted((a, b) => Number(b.built.kind === 'past') - Number(a.built.kind === 'past'));
  if (first === undefined) return { kind: 'none', rest: restOf(text, []) };
  const rest = restOf(text, first.used);
  if (first.built.kind === 'past') return { kind: 'past', at: sayMoment(first.built.at), choices: choicesOf(again(first.built, here, first.used), text), rest };
  return { kind: 'impossible', why: first.built.kind === 'impossible' ? first.built.why : '', rest };
}

type Possible = Pick<Result, 'used'> & { readonly built: Extract<Built, { kind: 'built' }>; readonly taken: readonly number[] };

function distinct(results: readonly Possible[]): Possible[] {
  return [...new Map(results.map((result): [string, Possible] => [JSON.stringify(result.built.schedule), result]).toReversed()).values()].toReversed();
}

/** The reasons of the places that still have more than one way to be filled. */
function doubts(possible: readonly Possible[], { slots }: Candidates): string[] {
  const open = slots.filter((_, index) => new Set(possible.map(({ taken }) => taken[index])).size > 1).map(({ why }) => why);
  return [...new Set([...open, ...possible.flatMap(({ built }) => built.why ?? [])])].filter((why) => why !== '');
}

function choicesOf(possible: readonly Possible[], text: string): Choice[] {
  const shown = possible.slice(0, MOST_CHOICES).map(({ built, used }) => ({ schedule: built.schedule, rest: restOf(text, used) }));
  const short = shown.map(({ schedule }) => (schedule.kind === 'once' ? describe(schedule) : describePattern(schedule)));
  const areDifferent = new Set(short).size === short.length;
  return shown.map(({ schedule, rest }, index) => ({
    label: (areDifferent ? short[index] : undefined) ?? describe(schedule),
    phrase: describe(schedule),
    rest,
  }));
}

/** The same time when it comes again: as it was said, and tomorrow. */
function again({ at, again: period }: Extract<Built, { kind: 'past' }>, here: Here, used: readonly Span[]): Possible[] {
  const time = Temporal.PlainDateTime.from(at);
  const later = { day: { days: 1 }, week: { weeks: 1 }, year: { years: 1 } }[period];
  let next = time;
  while (toInstant(sayWall(next), here.zone) <= here.now)
    next =
      Temporal.PlainDateTime.compare(next, here.wall) < 0 && period === 'day' ? here.today.toPlainDateTime(time.toPlainTime()).add(later) : next.add(later);
  const tomorrow = here.today.add({ days: 1 }).toPlainDateTime(time.toPlainTime());
  return distinct(
    [next, tomorrow]
      .filter((one) => !isTooFar(one.toPlainDate(), here))
      .map((one) => ({ built: { kind: 'built', schedule: { kind: 'once', at: sayWall(one), zone: here.zone }, assumed: [] }, used, taken: [] })),
  );
}
