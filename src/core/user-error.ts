import type { Form } from './form.ts';

/**
 * The one kind of error a person sees: what was wrong, and what to do.
 * Everything else is a fault of ours: logged with an incident id, and shown as an apology that carries the id.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** What to do about it: a sentence. */
  readonly remedy: string;
  /** Command lines that would work, offered as buttons. */
  readonly tryThese: readonly string[];
  /** The input at fault, where there is one: a platform shows the message beside that field. */
  readonly field: string | undefined;
  /** Asks for what is missing, filled in with what is known. */
  readonly form: Form | undefined;

  constructor(what: string, remedy: string, more: { tryThese?: readonly string[]; field?: string; form?: Form } = {}) {
    super(what);
    this.remedy = remedy;
    this.tryThese = more.tryThese ?? [];
    this.field = more.field;
    this.form = more.form;
  }
}
