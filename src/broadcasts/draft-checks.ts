import { describeMoment } from '../calendar/schedule.ts';
import { UserError } from '../core/user-error.ts';
import type { Division } from '../directory/branch.ts';
import type { Draft } from './broadcasts.ts';

/** What every platform shows whole as a heading: Slack's has 150 characters. */
export const LONGEST_TITLE = 120;
/** What a Discord message has room for, and a form takes. */
export const LONGEST_BODY = 4_000;
const LONGEST_REASON = 500;
const LONGEST_QUESTION = 1_500;

/** Markup that a browser would act on. It would do nothing here; whoever wrote it means something that no channel can show. */
const ACTIVE = /<\s*\/?\s*(?:script|iframe|object|embed|form|input|style|link|meta|svg|img)\b|\bon(?:click|error|load|mouseover)\s*=|javascript\s*:/iu;
/** What would call everyone there, were it not made harmless: nobody should think that it does. */
const RINGS = /(?:^|[^\w])@(?:everyone|here|channel)\b|<!(?:everyone|here|channel|subteam\^[^>]*)>|<@&\d+>/iu;

/** @throws {UserError} that names the field at fault, for what cannot or should not be sent */
export function checkWords({ title, body }: Pick<Draft, 'title' | 'body'>): void {
  checkText(title, 'title', 'The title', LONGEST_TITLE);
  if (/[\r\n]/.test(title)) throw new UserError('The title has several lines.', 'Say it in one, and the rest in the text.', { field: 'title' });
  checkText(body, 'text', 'The text', LONGEST_BODY);
}

/** @throws {UserError} as `checkWords` */
export const checkReason = (reason: string): void => checkText(reason, 'reason', 'The reason', LONGEST_REASON);

/** @throws {UserError} as `checkWords` */
export const checkQuestion = (words: string): void => checkText(words, 'question', 'The question', LONGEST_QUESTION);

function checkText(words: string, field: string, what: string, most: number): void {
  if (!/[\p{L}\p{N}]/u.test(words)) throw new UserError(`${what} is empty.`, 'Say it in a few words.', { field });
  if (words.length > most) {
    const lengths = `${words.length.toLocaleString('en-GB')} characters long, and ${most.toLocaleString('en-GB')} is the most`;
    throw new UserError(`${what} is ${lengths}.`, 'Say the main point, and attach the whole as a file or a knowledge entry.', { field });
  }
  const active = ACTIVE.exec(words)?.[0];
  if (active !== undefined)
    throw new UserError(`${what} has code in it (“${active.trim()}”), which no channel runs or shows.`, 'Leave it out: plain words and Markdown are shown.', {
      field,
    });
  const ring = RINGS.exec(words)?.[0]?.replace(/^[^@<]/, '');
  if (ring !== undefined)
    throw new UserError(
      `${what} calls for everyone (“${ring}”). I never ring for a whole channel.`,
      'Leave it out: who is to answer is seen by the acknowledgements.',
      {
        field,
      },
    );
}

/** @throws {UserError} for times that are over or in the wrong order, and what belongs to an acknowledgement that is not asked for */
export function checkTimes({ sendAt, receipt, chase }: Pick<Draft, 'sendAt' | 'receipt' | 'chase'>, now: Date, zone: string): void {
  if (sendAt !== undefined && sendAt <= now)
    throw new UserError(`${describeMoment(sendAt, zone)} is past.`, 'Say a time to come, or nothing to send it at once.', { field: 'when' });
  if (receipt.wanted === 'none') {
    if (chase !== undefined)
      throw new UserError('Reminders go to those who have not acknowledged, and nobody is asked to.', 'Ask for it: `--receipt branch`.', { field: 'receipt' });
    return;
  }
  const sent = sendAt ?? now;
  if (receipt.by !== undefined && receipt.by <= sent)
    throw new UserError(
      `It cannot be acknowledged by ${describeMoment(receipt.by, zone)}: ${receipt.by <= now ? 'that is past' : 'it is not sent before then'}.`,
      'Say a later time.',
      { field: 'by' },
    );
}

/** For an audience that no open branch is of. */
export function nobody({ all, regions: ids, serviceGroups, tags, except }: Draft['audience'], regions: readonly Division[]): UserError {
  const isByRegion = !all && ids.length > 0 && [...serviceGroups, ...tags, ...except].length === 0;
  const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(ids.map((id) => regions.find((region) => region.id === id)?.name ?? id));
  if (all && [...serviceGroups, ...tags, ...except].length === 0)
    return new UserError('There is no open branch yet, so it would reach nobody.', 'Add them with `branch add` or `directory import`.', { field: 'regions' });
  if (isByRegion)
    return new UserError(`There is no open branch in ${names} yet, so it would reach nobody.`, 'Look with `branches`, or add them with `directory import`.', {
      field: 'regions',
    });
  return new UserError('No open branch is all of that, so it would reach nobody.', 'Say fewer things of them, or look with `branches`.', { field: 'regions' });
}
