import { z } from 'zod';
import { clockTime, isoDate, line, type Rule } from './rule.ts';

// The dates by which motions and amendments are due are new for every conference and are found in its bulletin. Steward brings none:
// a branch or region fills in `conference-dates.yml` in the data folder, where an upgrade leaves it alone. docs/CONFERENCE_DATES.md shows how.

const conference = z
  .strictObject({
    /** Such as `National Delegate Conference`. */
    conference: line,
    year: z.int().min(1990).max(2100),
    /** What else people call it: `NDC`. */
    aliases: z.array(line).default([]),
    /** Where the dates were read, so that anyone can look again: `Conference bulletin 1, January 2027`. */
    source: line,
    dates: z
      .array(
        z.strictObject({
          /** What is due: `Motions`. */
          what: line,
          on: isoDate,
          /** By this time, branch time. */
          at: clockTime.optional(),
        }),
      )
      .min(1)
      .max(30)
      .refine((dates) => new Set(dates.map(({ what }) => slug(what))).size === dates.length, 'says the same thing is due twice: name each date differently'),
  })
  .refine(
    ({ year, dates }) => dates.every(({ on }) => [year, year - 1].includes(Number(on.slice(0, 4)))),
    'has a date that is neither of its year nor of the year before',
  );

/** `conference-dates.yml` in the data folder. */
export const conferenceDatesSchema = z.strictObject({ conferences: z.array(conference) });
type Conference = z.output<typeof conference>;

/** A conference's dates as a rule that asks for no date: `deadline start ndc-2027` takes them all on. */
export function conferenceRule({ conference: name, year, aliases, source, dates }: Conference): Rule {
  const names = [name, ...aliases].map((one) => `${one} ${year}`);
  return {
    id: slug(`${name} ${year}`),
    title: `${name} ${year}`,
    aliases: [...names, ...dates.flatMap(({ what }) => names.map((one) => `${what} ${one}`))],
    basis: 'union',
    status: 'in-force',
    steps: dates.map(({ what, on, at }) => ({
      id: slug(what),
      label: what,
      due: `${what} for ${name} ${year} are due.`,
      when: { kind: 'fixed', on, at },
    })),
    ladder: [28, 14, 7, 2, 0],
    holder: 'branch secretary',
    escalate: { to: 'regional organiser', 'every-days': 1, times: 1 },
    caution: 'Check the date against the current conference bulletin, and with your regional organiser.',
    loud: false,
    sources: [],
    entries: ['motion-timetable', 'conference-and-motions'],
    notes: `From ${source}.`,
  };
}

function slug(text: string): string {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? ['date']).join('-');
}
