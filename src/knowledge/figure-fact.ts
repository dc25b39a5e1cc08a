import type { Fact } from '../core/reply.ts';
import type { Entry } from './entry.ts';

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
