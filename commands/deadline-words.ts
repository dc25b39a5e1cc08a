import type { IsoDate } from '../src/calendar/dates.ts';
import { parseDate } from '../src/calendar/parse-date.ts';
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
  const { name, on, about } = parted(line, isName);
  const date = options.on ?? on;
  return { name, on: date === undefined ? undefined : dateOf(date, around), about: unquoted(options.about ?? about ?? '') };
}

function parted(line: string, isName: (words: string) => boolean): { name: string; on?: string | undefined; about?: string | undefined } {
  const whole = line.trim();
  if (isName(whole) && !/\d/.test(whole)) return { name: whole };
  const [, before = whole, about] = /^(.*?)\s+for\s+(".*"|“.*”|(?:(?!\bon\b).)*)$/isu.exec(whole) ?? [];
  const [, name = before, on] = /^(.*?)\s*\b(?:on|from|dated)\s+(.+)$/isu.exec(before) ?? [];
  // The date may come last: `advice-window for "guidance" on 2026-06-19`.
  if (on === undefined && about === undefined) {
    const last = /^(.*?)\s+for\s+(.*?)\s+(?:on|from)\s+(.+)$/isu.exec(whole);
    if (last) return { name: last[1] ?? '', about: last[2], on: last[3] };
  }
  return { name: name.trim(), on, about };
}

const unquoted = (words: string): string => words.trim().replace(/^["“](.*)["”]$/su, '$1');

function dateOf(words: string, around: { now: Date; zone: string }): IsoDate {
  const date = parseDate(words, around);
  if (date === undefined) throw new UserError(`I cannot read “${words}” as a date.`, 'Write it as 2026-06-19, 19/6/2026 or 19 June 2026.', { field: 'on' });
  return date;
}
