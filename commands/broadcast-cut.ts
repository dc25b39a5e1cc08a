import { parseWhen, type Understood } from '../src/calendar/parse-when.ts';
import type { Context } from '../src/core/command.ts';
import { UserError } from '../src/core/user-error.ts';
import { findDivision } from '../src/directory/names.ts';
import type { Services } from './services.ts';

/** An option whose value stands in no quotes, and the free words after it. */
const CUT =
  /--(?<field>title|regions|groups|tagged|branches|except|when|by|chase|tag|essential|entry)[\s=]+(?!["“-])(?<value>[^\s"“]+)\s+(?!--)(?<next>\S[\s\S]*)$/iu;
/** A name or a time may have so many words more. */
const MORE_WORDS = 5;
const SHOWN = 40;

/**
 * `--regions north west Hello` without quotes is the region `north`, and a text that begins with `west`; `--when tomorrow 9am` is tomorrow, and the text `9am`.
 * @throws {UserError} naming the option and what its value seems to be
 */
export async function refuseCutValue({ request: { said, timeZone: zone }, services, clock }: Context<Services>): Promise<void> {
  const { field = '', value = '', next = '' } = (said.kind === 'line' ? CUT.exec(said.text) : null)?.groups ?? {};
  if (field === '') return;
  const regions = (await services.directory()).regions();
  const longer = next
    .split(/\s+/u)
    .slice(0, MORE_WORDS)
    .map((_, at, words) => [value, ...words.slice(0, at + 1)].join(' '));
  const read = (words: string): Understood => parseWhen(words, { now: clock.now(), zone, division: services.division });
  const isWhole = (words: string): boolean => {
    if (field === 'regions') return findDivision(words, regions) !== undefined;
    if (field !== 'when' && field !== 'by') return false;
    const { kind, rest } = read(words);
    // Words that say no more than the first, such as `please`, are the text’s.
    return kind !== 'none' && rest === '' && JSON.stringify(read(words)) !== JSON.stringify(read(value));
  };
  const whole = longer.findLast(isWhole);
  if (whole !== undefined) throw new UserError(`Is “${whole}” one value? Several words stand in quotes.`, `Say \`--${field} "${whole}"\`.`, { field });
}

/** In a change, free words are the whole new text: those after an option without quotes may be the rest of its value. @throws {UserError} */
export function refuseCutText({ request: { said } }: Pick<Context<Services>, 'request'>): void {
  const { field, value = '', next = '' } = (said.kind === 'line' ? CUT.exec(said.text) : null)?.groups ?? {};
  if (field === undefined) return;
  const after = next.length > SHOWN ? `${next.slice(0, SHOWN)}…` : next;
  throw new UserError(
    `Is “${after}” the whole new text, or does it belong to \`--${field}\`?`,
    `Put in quotes what belongs together: \`--${field} "${value} ${after}"\`, or \`--${field} "${value}" --text "${after}"\`. Nothing is changed yet.`,
    { field },
  );
}
