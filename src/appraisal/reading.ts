import { z } from 'zod';

/** What somebody wrote cannot be read. The message goes on from the field's name: `criteria` "are all nought". */
export class Misread extends Error {}

/** Turns a reader that throws `Misread` into a zod transform, so that bad input is a zod error beside its field. */
export function readWith<T>(read: (text: string) => T): (text: string, context: z.RefinementCtx) => T {
  return (text, context) => {
    try {
      return read(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: problemIn(error) });
      return z.NEVER;
    }
  };
}

/** The message of a `Misread`; any other error is a fault of ours, and goes on. */
export function problemIn(error: unknown): string {
  if (error instanceof Misread) return error.message;
  throw error;
}

/** More than any list in a committee paper, and little enough to read in no time. */
export const LONGEST = 4_000;

/** A field of free text, limited in length. */
export const written = (): z.ZodString => z.string().max(LONGEST, `is too long: at most ${LONGEST} characters`);

/** The same where it may be left out, which is as if nothing was written. */
export const writtenOrNot = () =>
  written()
    .optional()
    .transform((text) => text ?? '');

/** The items of a list as people write it: on lines or parted by semicolons where there are any, else by commas. */
export function writtenList(text: string): string[] {
  const border = /[;\n]/.test(text.trim()) ? /[;\n]+/ : /,+/;
  return text
    .split(border)
    .map((item) => item.replace(/\s+/g, ' ').trim())
    .filter((item) => item !== '');
}

/** What two ways of writing a name have in common: letters and digits, without accents or case. */
export const bareName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The one name that is meant: the same but for case and punctuation, or the only one that begins so. */
export function nameMeant<T>(said: string, named: readonly T[], nameOf: (item: T) => string): T | undefined {
  const bare = bareName(said);
  const exact = named.find((item) => bareName(nameOf(item)) === bare);
  if (exact !== undefined || bare === '') return exact;
  const begun = named.filter((item) => bareName(nameOf(item)).startsWith(bare));
  return begun.length === 1 ? begun[0] : undefined;
}

/** @throws {Misread} naming the first name that stands twice, after `said`: `name the option`. */
export function refuseTwice(names: readonly string[], said: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    const bare = bareName(name);
    if (seen.has(bare)) throw new Misread(`${said} “${name}” twice`);
    seen.add(bare);
  }
}

/** Three decimals are enough for a judgement, and let sums be exact in whole thousandths. */
const DECIMAL = /^[+-]?\d{1,6}(?:\.\d{1,3})?$/;

/** A plain number as written, with − or -, at most six digits before the point and three after; undefined for anything else. */
export function plainDecimal(text: string): number | undefined {
  const plain = text.replace('−', '-');
  return DECIMAL.test(plain) ? Number(plain) + 0 : undefined;
}

export const DECIMAL_LIMITS = 'a number has at most six digits before the point and three after it';
