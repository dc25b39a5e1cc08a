import type { Inputs } from '../src/appraisals/appraisal-store.ts';
import type { Field } from '../src/core/form.ts';
import type { Block } from '../src/core/reply.ts';
import { save } from './appraise-save.ts';

/** Defaults are left to the command: a button that carries the form carries only what was given. */
const withOnly = (fields: readonly Field[], given: Inputs['inputs']): Field[] =>
  fields.map((field) => ({ ...field, default: given[field.name] === undefined ? undefined : String(given[field.name]) }));

/** The calculator's own form with what was given, and the one that keeps the result under a name. */
export const appraisalForms = ({ calculator, inputs }: Inputs, fields: readonly Field[], id: string): Block[] => [
  { kind: 'form', form: { title: 'Change an input', command: `appraise ${calculator}`, fields: withOnly(fields, inputs), isOffered: true } },
  { kind: 'form', form: { title: 'Save it', command: save.name, fields: withOnly(save.fields, { of: id }), isOffered: true } },
];
