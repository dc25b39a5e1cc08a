import type { CommandInfo } from '../../core/command.ts';
import type { Form } from '../../core/form.ts';
import { commandAtStart } from '../../core/groups.ts';
import type { Request } from '../../core/request.ts';
import type { Outcome, Steward } from '../../core/steward.ts';
import { encode, type FormState } from './actions.ts';
import { formValues, modalFor, pagesOf } from './forms.ts';
import { listsFor } from './lists.ts';

type Known = Pick<Steward, 'commands' | 'suggest'>;
export type Modal = ReturnType<typeof modalFor>;

/** Whether the answer may be a form that hands something on: then it is worth a moment's wait, because a form can be shown only before anything is said. */
export function mayBeForm({ said }: Request, commands: readonly CommandInfo[]): boolean {
  const command = said.kind === 'line' ? commandAtStart(said.text, commands)?.command : commands.find(({ name }) => name === said.name);
  return command?.fields.some(({ hidden }) => hidden) === true && pagesOf(command.fields).length === 1;
}

/** The modal to show instead of an answer that is a form of one page and some words; undefined for any other. */
export async function formInstead({ status, reply: { blocks } }: Outcome, steward: Known): Promise<Modal | undefined> {
  const forms = blocks.flatMap((block) => (block.kind === 'form' && block.form.isOffered !== true ? [block.form] : []));
  const words = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  const [form] = forms;
  return form === undefined || status !== 'answered' || forms.length + words.length < blocks.length ? undefined : modalOf(form, words, steward);
}

/** Its address carries what is handed on; what can be seen in the form comes back with it. */
async function modalOf({ command: name, fields }: Form, words: readonly string[], steward: Known): Promise<Modal | undefined> {
  const command = steward.commands.find((candidate) => candidate.name === name);
  if (command === undefined || pagesOf(command.fields).length !== 1) return undefined;
  const state: FormState = { command: name, page: 0, values: formValues(fields) };
  const handedOn = formValues(fields.filter(({ hidden }) => hidden));
  const begun = encode({ kind: 'form', form: { ...state, values: handedOn } }, 0);
  if (begun === undefined || begun.smallPrint) return undefined;
  return modalFor(command, state, begun.customId, { words, lists: await listsFor(steward, command.fields) });
}
