import { z } from 'zod';
import { ROOM } from './components.ts';
import { BUTTON } from './limits.ts';

/** What a button, an option of a select or a modal stands for. All of it travels in the message itself: nothing is stored. */
export type Action = { readonly kind: 'run'; readonly line: string } | { readonly kind: 'form'; readonly form: FormState } | { readonly kind: 'share' };

/** A form being filled in: which of its pages, and what is known so far. */
export interface FormState {
  readonly command: string;
  readonly page: number;
  readonly values: Readonly<Record<string, string>>;
}

/** An action as Discord carries it: in a `custom_id`, or, where it is too long, in small print of the same message. */
export interface Encoded {
  readonly customId: string;
  readonly smallPrint?: { readonly id: number; readonly content: string };
}

/** Small print gets component ids from here on; Discord numbers the others from 1 (https://docs.discord.com/developers/components/reference#anatomy-of-a-component). */
const SMALL_PRINT_ID = 1_000;
const SMALL_PRINT = { before: '-# ↳ `', after: '`' } as const;
const SHARE = 'share';

const formState = z.tuple([z.string(), z.int().min(0), z.record(z.string(), z.string())]);

/**
 * `nth` is the action's number in its message: custom ids must differ even where lines are the same.
 * Undefined when the action is longer than a message can carry.
 */
export function encode(action: Action, nth: number): Encoded | undefined {
  if (action.kind === 'share') return { customId: SHARE };
  const body = bodyOf(action.kind === 'form' ? { kind: 'form', form: fitting(action.form) } : action);
  const whole = `${action.kind}:${nth}:${body}`;
  if (whole.length <= BUTTON.customId) return { customId: whole };
  const content = `${SMALL_PRINT.before}${body}${SMALL_PRINT.after}`;
  return content.length > ROOM.text ? undefined : { customId: `${action.kind}>${nth}`, smallPrint: { id: SMALL_PRINT_ID + nth, content } };
}

/** Another page of the form that small print `nth` of the same message holds: what is known is written there once for all its pages. */
export const otherPage = (nth: number, page: number): Encoded => ({ customId: `form>${nth}#${page}` });

/** `smallPrint` finds a text of the message by its id. Undefined for a custom id that is not ours, or whose text is gone. */
export function decode(customId: string, smallPrint: (id: number) => string | undefined): Action | undefined {
  if (customId === SHARE) return { kind: 'share' };
  const { kind, nth, page, here } =
    /^(?<kind>run|form)(?:>(?=\d+(?:#\d+)?$)|:)(?<nth>\d+)(?:#(?<page>\d+))?(?::(?<here>[\s\S]*))?$/u.exec(customId)?.groups ?? {};
  const body = here ?? bodyIn(smallPrint(SMALL_PRINT_ID + Number(nth)));
  if (body === undefined) return undefined;
  return kind === 'run' ? { kind, line: body } : formIn(body, page);
}

/** White space is evened out: a line break would end the small print. */
function bodyOf(action: Exclude<Action, { kind: 'share' }>): string {
  if (action.kind === 'run') return action.line.replace(/\s+/gu, ' ').trim();
  const { command, page, values } = action.form;
  return JSON.stringify([command, page, values]);
}

/** A form whose values are more than a message can carry begins without its longest. */
export function fitting(form: FormState): FormState {
  const longest = Object.entries(form.values).sort(([, one], [, other]) => other.length - one.length)[0]?.[0];
  if (longest === undefined || bodyOf({ kind: 'form', form }).length + SMALL_PRINT.before.length + SMALL_PRINT.after.length <= ROOM.text) return form;
  return fitting({ ...form, values: Object.fromEntries(Object.entries(form.values).filter(([name]) => name !== longest)) });
}

function bodyIn(content: string | undefined): string | undefined {
  if (content === undefined || !content.startsWith(SMALL_PRINT.before) || !content.endsWith(SMALL_PRINT.after)) return undefined;
  return content.slice(SMALL_PRINT.before.length, -SMALL_PRINT.after.length);
}

function formIn(body: string, otherPage: string | undefined): Action | undefined {
  const parsed = formState.safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  const [command, page, values] = parsed.data;
  return { kind: 'form', form: { command, page: otherPage === undefined ? page : Number(otherPage), values } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
