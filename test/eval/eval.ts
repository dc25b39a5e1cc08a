import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { citationLine } from '../../src/core/reply.ts';
import { createKnowledgeBase, type FoundPassage, type KnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { loadLibrary } from '../../src/knowledge/load.ts';

const questionSchema = z.object({ id: z.string(), question: z.string(), expect: z.array(z.string()).default([]) });
export type EvalQuestion = z.output<typeof questionSchema>;

/** The questions of a file in this folder. Paths are from the project's root, where npm runs scripts and tests. */
export const questionsIn = (file: string): EvalQuestion[] => z.array(questionSchema).parse(JSON.parse(readFileSync(resolve('test/eval', file), 'utf8')));

export const realKnowledge = (): KnowledgeBase => createKnowledgeBase(loadLibrary(resolve('knowledge')));

/** A passage passes when every pattern is found in its title, heading, text or source lines. */
function passes({ entry, passage }: FoundPassage, { expect }: EvalQuestion): boolean {
  const shown = [entry.title, passage.heading, passage.text, ...passage.sources.map((source) => `${citationLine(source)} ${source.url ?? ''}`)].join('\n');
  return expect.every((pattern) => new RegExp(pattern, 'i').test(shown));
}

export interface Measured {
  /** Share whose first passage passes. */
  readonly first: number;
  /** Share with a passing passage among the first three. */
  readonly firstThree: number;
  /** Share that is answered at all. */
  readonly answered: number;
  /** Ids whose first passage does not pass, for the message of a failing test. */
  readonly missed: readonly string[];
}

export function measure(knowledge: KnowledgeBase, questions: readonly EvalQuestion[]): Measured {
  const results = questions.map((question) => {
    const { answered, passages } = knowledge.ask(question.question);
    return { id: question.id, answered, passing: passages.map((found) => passes(found, question)) };
  });
  const share = (isIt: (result: (typeof results)[number]) => boolean): number => results.filter(isIt).length / results.length;
  return {
    first: share(({ passing }) => passing[0] === true),
    firstThree: share(({ passing }) => passing.slice(0, 3).includes(true)),
    answered: share(({ answered }) => answered),
    missed: results.filter(({ passing }) => passing[0] !== true).map(({ id }) => id),
  };
}
