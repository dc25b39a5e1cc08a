import { describe, expect, it } from 'vitest';
import { seeded } from '../../bench/random.ts';
import { mistype } from '../../bench/typing-errors.ts';
import { type EvalQuestion, measure, questionsIn, realKnowledge } from './eval.ts';

const knowledge = realKnowledge();
const SEEDS = [1, 2, 3];

/** Every question with one typing error, three times over with other errors. */
const mistyped = (questions: readonly EvalQuestion[]): EvalQuestion[] =>
  SEEDS.flatMap((seed) => {
    const random = seeded(seed);
    return questions.map((question) => ({ ...question, question: mistype(question.question, random, 1) }));
  });

describe.each([
  ['the 40 questions given', 'questions.json'],
  ['our own questions', 'own-questions.json'],
  ['the practice questions', 'practice-questions.json'],
])('%s', (_, file) => {
  const questions = questionsIn(file);

  it('are answered, the right passage first or in the first three', () => {
    const { first, firstThree, answered, missed } = measure(knowledge, questions);
    expect(answered, 'answered').toBeGreaterThanOrEqual(0.99);
    expect(firstThree, 'in the first three').toBeGreaterThanOrEqual(0.99);
    expect(first, `first; missed ${missed.join(' ')}`).toBeGreaterThanOrEqual(0.95);
  });

  it('are answered with a typing error too', () => {
    const { first, firstThree } = measure(knowledge, mistyped(questions));
    expect(firstThree, 'in the first three').toBeGreaterThanOrEqual(0.96);
    expect(first, 'first').toBeGreaterThanOrEqual(0.9);
  });
});

describe.each([
  ['the off-topic questions given', 'offtopic.json'],
  ['our own off-topic questions', 'own-offtopic.json'],
  ['the practice off-topic questions', 'practice-offtopic.json'],
])('%s', (_, file) => {
  it('are not answered', () => {
    expect(1 - measure(knowledge, questionsIn(file)).answered).toBeGreaterThanOrEqual(0.95);
  });
});

describe('an answer', () => {
  it('is the same for the same question, whatever was asked before', () => {
    const again = realKnowledge();
    const questions = questionsIn('own-questions.json').slice(0, 40);
    for (const { question } of [...questions].reverse()) again.ask(mistype(question, seeded(9), 2));
    for (const { question } of questions) expect(again.ask(question)).toEqual(knowledge.ask(question));
  });
});
