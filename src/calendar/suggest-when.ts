import { type Around, parseWhen } from './parse-when.ts';
import { describe } from './schedule.ts';

/** Offered before anything is typed. */
const USUAL = [
  'tomorrow 9am',
  'next Monday 9am',
  'in 1 week',
  'in 1 month',
  'every Monday 9am',
  'every first Monday 10am',
  '4pm on the last working day of each month',
];
/** Tried after what was typed, while it is not yet a time by itself. */
const ENDINGS = ['', ' 9am', 'day', 'day 9am', ' week', ' month', 'row 9am'];

/** What a person may mean who has typed so much of a time: each as it would be said back, which is understood as just that. */
export function suggestWhen(typed: string, around: Around, limit: number): string[] {
  const started = typed.trim();
  const phrases = started === '' ? USUAL : ENDINGS.map((ending) => `${started}${ending}`);
  return [...new Set(phrases.flatMap((phrase) => meanings(phrase, around)))].slice(0, limit);
}

function meanings(phrase: string, around: Around): string[] {
  const understood = parseWhen(phrase, around);
  // What is left over was no part of a time.
  if (understood.kind === 'understood') return understood.rest === '' ? [describe(understood.schedule)] : [];
  if (understood.kind === 'doubtful' || understood.kind === 'past')
    return understood.choices.filter(({ rest }) => rest === '').map(({ phrase: meant }) => meant);
  return [];
}
