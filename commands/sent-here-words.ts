import type { SentHere } from '../src/broadcasts/broadcasts.ts';
import { fromWords } from '../src/broadcasts/shown/from-words.ts';
import { describeMoment } from '../src/calendar/schedule.ts';
import type { Json } from '../src/core/json.ts';
import type { Branch, Division } from '../src/directory/branch.ts';

/** What a line is said with. */
interface Sayer {
  readonly branch: Branch;
  /** All there are. */
  readonly regions: readonly Division[];
  readonly now: Date;
}

/** One that was sent to this channel, in a few sentences: when, what, from whom, and what became of it. Of one that was withdrawn no word is left. */
export function sentHereLine(one: SentHere, sayer: Sayer): string {
  const { id, title, zone, state, withdrawn, correctedAt, revision } = one.broadcast;
  const from = fromWords(one.broadcast, sayer.regions);
  const when = describeMoment(one.at, zone);
  if (state === 'withdrawn') {
    const [on, why] = withdrawn === undefined ? ['', ''] : [` on ${describeMoment(withdrawn.at, zone)}`, ` Why: ${withdrawn.reason}`];
    return `${when}: withdrawn by ${from}${on} [${id}].${why}`;
  }
  const corrected = revision > 1 && correctedAt !== undefined ? `Corrected on ${describeMoment(correctedAt, zone)}.` : '';
  return [`${when}: ${title} [${id}], from ${from}.`, corrected, ARRIVAL[one.state] ?? '', receiptWords(one, sayer)].filter((words) => words !== '').join(' ');
}

const ARRIVAL: Readonly<Partial<Record<SentHere['state'], string>>> = {
  sending: 'It is on its way here.',
  failed: 'It did not arrive here, as far as I know.',
};

function receiptWords({ broadcast: { receipt, zone }, acknowledged }: SentHere, { branch, now }: Sayer): string {
  if (receipt.wanted === 'none') return 'Nobody is asked to acknowledge it.';
  const who = receipt.wanted === 'branch' ? branch.name : 'you';
  if (acknowledged !== undefined) return `Acknowledged by ${who} on ${describeMoment(acknowledged.at, zone)}${acknowledged.isLate ? ', late' : ''}.`;
  const open = receipt.wanted === 'branch' ? `${who} has not acknowledged it yet` : 'You have not acknowledged it yet';
  if (receipt.by === undefined) return `${open}.`;
  const by = describeMoment(receipt.by, zone);
  return now > receipt.by ? `${open}; it was wanted by ${by}, so it is late.` : `${open}; it is wanted by ${by}.`;
}

export const sentHereData = ({ broadcast, state, at, acknowledged, isAwaited }: SentHere): Json => ({
  id: broadcast.id,
  title: broadcast.state === 'withdrawn' ? null : broadcast.title,
  state: broadcast.state === 'withdrawn' ? 'withdrawn' : state,
  at: at.toISOString(),
  corrected: broadcast.correctedAt?.toISOString() ?? null,
  by: broadcast.receipt.wanted === 'none' ? null : (broadcast.receipt.by?.toISOString() ?? null),
  isAwaited,
  acknowledged: acknowledged?.at.toISOString() ?? null,
  isLate: acknowledged?.isLate ?? false,
});
