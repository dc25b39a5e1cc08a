import { z } from 'zod';
import type { Appraisal } from '../src/appraisal/appraisal.ts';
import type { Inputs } from '../src/appraisals/appraisal-store.ts';
import type { Command } from '../src/core/command.ts';
import { invalidArguments } from '../src/core/invalid-arguments.ts';
import { UserError } from '../src/core/user-error.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import { calculatorOf } from './calculators.ts';
import type { Services } from './services.ts';

/** Works out again what was given before. @throws {UserError} naming the input that does not fit (any more) */
export function recalculated({ calculator: name, inputs }: Inputs, knowledge: KnowledgeBase): { appraisal: Appraisal; command: Command<Services> } {
  const calculator = calculatorOf(name);
  if (calculator === undefined) throw new UserError(`There is no calculator called \`${name}\` any more.`, 'What was given to it is kept as it was.');
  try {
    return { appraisal: calculator.calculate(inputs, knowledge), command: calculator.command };
  } catch (error) {
    if (error instanceof z.ZodError) throw invalidArguments(calculator.command, error, inputs);
    throw error;
  }
}
