import type { Inputs } from '../src/appraisals/appraisal-store.ts';
import type { Given } from '../src/core/command.ts';

/** What was given, as it is kept: what was left empty is not given. */
export const inputsOf = (given: Given): Inputs['inputs'] =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      (typeof value === 'string' && value.trim() !== '') || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [],
    ),
  );
