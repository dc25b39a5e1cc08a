import { type Block, type Fact, text } from '../src/core/reply.ts';
import type { Entry } from '../src/knowledge/entry.ts';
import type { Status } from '../src/knowledge/schema.ts';

const STATUS_WORDS: Readonly<Record<Exclude<Status, 'current'>, string>> = {
  historical: 'Historical: true of its time, not of today.',
  planned: 'Planned: announced, and not confirmed here to have started.',
  contested: 'Contested: sources disagree, so quote it with its source.',
};

/** A warning for an entry that is not simply current. */
export const statusNote = (entry: Entry): Block[] => (entry.status === 'current' ? [] : [text(STATUS_WORDS[entry.status], 'muted')]);

/** What has changed since the entry's statements were made. */
export const changesSince = (entry: Entry): Block[] => entry.since.map(({ note }) => text(`What has changed since: ${note}`, 'warning'));

/** The best evidence on the other side, at most `limit` links. */
export const otherSide = (entry: Entry, limit = Number.POSITIVE_INFINITY): Block[] =>
  entry.counter.slice(0, limit).map(({ note }) => text(`The other side: ${note}`));

/** A title short enough for a button. */
export const shortTitle = (entry: Entry): string => entry.title.split(': ')[0] ?? entry.title;

/** A figure in one line: `£267m (planned twelve years): one case, not a rate`. */
export function figureFact({ label, value, unit = '', period, note }: Entry['figures'][number]): Fact {
  const amounts = Array.isArray(value) ? value : [value];
  const amount = amounts.map((part) => withUnit(part, unit)).join(' to ');
  return { label, value: `${amount}${period === undefined ? '' : ` (${period})`}${note === undefined ? '' : `: ${note}`}` };
}

function withUnit(amount: string | number, unit: string): string {
  const digits = typeof amount === 'number' ? amount.toLocaleString('en-GB') : amount;
  const [, currency = '', rest = ''] = /^([£$€]?)(.*)$/u.exec(unit) ?? [];
  return `${currency}${digits}${/^[a-z]{1,2}\b|^%/i.test(rest) ? rest : rest === '' ? '' : ` ${rest}`}`;
}
