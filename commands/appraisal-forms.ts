import type { Inputs } from '../src/appraisals/appraisal-store.ts';
import { type Field, filledIn } from '../src/core/form.ts';
import type { Block } from '../src/core/reply.ts';
import { save } from './appraise-save.ts';

/** The calculator's own form with what was given, and the one that keeps the result under a name. */
export const appraisalForms = ({ calculator, inputs }: Inputs, fields: readonly Field[], id: string): Block[] => [
  { kind: 'form', form: { title: 'Change an input', command: `appraise ${calculator}`, fields: filledIn(fields, inputs), isOffered: true } },
  { kind: 'form', form: { title: 'Save it', command: save.name, fields: filledIn(save.fields, { of: id }), isOffered: true } },
];
