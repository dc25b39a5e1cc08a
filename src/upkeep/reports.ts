import type { BackedUp } from './backup.ts';
import type { FindingAbout } from './doctor.ts';
import type { Header } from './format.ts';
import { countInWords, several, sizeInWords } from './plain-words.ts';
import type { Restored } from './restore.ts';
import { keptNames } from './rows.ts';

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

export function backedUpReport(file: string, { header, bytes }: BackedUp): string {
  return [
    `Backed up to ${file}: ${totals(header)}, ${sizeInWords(bytes)}.`,
    ...tableLines(header),
    'Not in it: STEWARD_SECRET_KEY and the other settings, and unanswered.jsonl. Without STEWARD_SECRET_KEY nobody can open the sealed tokens: keep it in another safe place.',
  ].join('\n');
}

export function restoredReport(file: string, { header, before, links }: Restored): string {
  return [
    `Restored ${file}, made on ${DATE.format(new Date(header.madeAt))} UTC: ${totals(header)}.`,
    ...tableLines(header),
    ...(before === undefined ? [] : [`What was there before is in ${before}.`]),
    ...linkLines(links),
    'Start Steward with the STEWARD_SECRET_KEY it had when the backup was made, and run `steward doctor`.',
  ].join('\n');
}

function linkLines({ inUse, leftOut }: Restored['links']): string[] {
  return [
    ...(leftOut === 0 ? [] : [`Left out, because here they were not in use any more: ${links(leftOut)}. Whoever needs one says \`calendar link\`.`]),
    ...(inUse === 0 ? [] : [`In use: ${links(inUse)}. If somebody ended one after the backup was made, say \`calendar revoke\` in its channel.`]),
  ];
}

const links = (count: number): string => `${several(count, 'link')} to ${count === 1 ? 'a calendar' : 'calendars'}`;

const totals = ({ tables }: Header): string => {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `${several(tables.length, 'table')}, ${several(rows, 'row')}`;
};

function tableLines({ tables }: Header): string[] {
  const words = new Map(keptNames().map((table) => [table.name, table.rows]));
  return tables.map(({ name, rows }) => `${countInWords(rows).padStart(12)}  ${words.get(name) ?? name}`);
}

const STATUS = { ok: 'ok', look: 'look at this', wrong: 'WRONG' } as const;

export function findingLine({ status, about, what, remedy }: FindingAbout): string {
  const lines = `${STATUS[status].padEnd(14)}${about}: ${what}`;
  return remedy === undefined ? lines : `${lines}\n${' '.repeat(14)}-> ${remedy}`;
}
