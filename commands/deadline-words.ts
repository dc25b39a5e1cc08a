import type { IsoDate } from '../src/calendar/dates.ts';
import { parseDate } from '../src/calendar/parse-date.ts';
import { parseWhen } from '../src/calendar/parse-when.ts';
import { UserError } from '../src/core/user-error.ts';

export interface DeadlineWords {
  /** What was said before the date: the name of a rule, or nothing. */
  readonly name: string;
  readonly on?: IsoDate | undefined;
  /** What it is for; empty when that was not said. */
  readonly about: string;
}

/**
 * Reads `advice-window on 2026-06-19 for "shared services guidance"`. Options come before the line.
 * @param isName whether a few words name a rule: some have `on` or `for` in them
 * @throws {UserError} for a date that cannot be read
 */
export function deadlineWords(
  line: string,
  options: { on?: string | undefined; about?: string | undefined },
  around: { now: Date; zone: string },
  isName: (words: string) => boolean,
): DeadlineWords {
  const readings = readingsOf(line.trim());
  const isMeant = ({ name, on }: Reading): boolean =>
    isName(name) && (on === undefined || parseDate(on, around) !== undefined || missingDay(on, around) !== undefined);
  const { name, on, about } = [...readings, ...withDateLast(line.trim())].find(isMeant) ??
    readings.find((reading) => isName(reading.name)) ??
    readings[0] ?? { name: '' };
  const date = options.on ?? on;
  return { name, on: date === undefined ? undefined : dateOf(date, around), about: unquoted(options.about ?? about ?? '') };
}

interface Reading {
  readonly name: string;
  readonly on?: string | undefined;
  readonly about?: string | undefined;
}

/** A rule's name may have `on` or `for` in it, and so may what it is for: every way the line can be parted, the fullest first. */
const PATTERNS = [
  /^(?<name>.*?)\s+(?:on|from|dated)\s+(?<on>.+?)\s+for\s+(?<about>.+)$/isu,
  /^(?<name>.*?)\s+for\s+(?<about>.+?)\s+(?:on|from|dated)\s+(?<on>.+)$/isu,
  /^(?<name>.*)\s+(?:on|from|dated)\s+(?<on>.+)$/isu,
  /^(?<name>.*?)\s+for\s+(?<about>.+)$/isu,
  /^(?<name>.*)$/su,
];

const readingsOf = (line: string): Reading[] =>
  PATTERNS.flatMap((pattern) => {
    const { name, on, about } = pattern.exec(line)?.groups ?? {};
    return name === undefined ? [] : [{ name, on, about }];
  });

/** `foi yesterday`, `foi yesterday for the contract`: the date may follow with no word between them. */
function withDateLast(line: string): Reading[] {
  const [, before = line, about] = /^(.*?)\s+for\s+(.+)$/isu.exec(line) ?? [];
  const words = before.split(/\s+/u);
  return words.slice(1).map((_, at) => ({ name: words.slice(0, at + 1).join(' '), on: words.slice(at + 1).join(' '), about }));
}

const unquoted = (words: string): string => words.trim().replace(/^["“](.*)["”]$/su, '$1');

function dateOf(words: string, around: { now: Date; zone: string }): IsoDate {
  const date = parseDate(words, around);
  if (date !== undefined) return date;
  throw new UserError(missingDay(words, around) ?? `I cannot read “${words}” as a date.`, 'Write it as 2026-06-19, 19/6/2026 or 19 June 2026.', {
    field: 'on',
  });
}

/** Why there is no such day, as a sentence: 30 February, 31 April. Bank holidays have no part in it. */
function missingDay(words: string, around: { now: Date; zone: string }): string | undefined {
  const understood = parseWhen(words, { ...around, division: 'england-and-wales' });
  return understood.kind === 'impossible' ? understood.why : undefined;
}
