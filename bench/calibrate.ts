import { confidenceOf, type Evidence, THRESHOLD, WEIGHTS } from '../src/knowledge/confidence.ts';
import { questionsIn, realKnowledge } from '../test/eval/eval.ts';
import { seeded } from './random.ts';
import { mistype } from './typing-errors.ts';

// Fits the weights of src/knowledge/confidence.ts again: logistic regression on the practice questions (an answer is there) and the practice
// off-topic questions (there is none), each as typed and with one error. Prints what to write there, and how often each set would be answered.

const NAMES = ['coverage', 'score', 'outsideScore', 'mended', 'length'] as const satisfies readonly (keyof Evidence)[];
const STEPS = 4_000;
const RATE = 0.5;
/** Keeps weights from growing without end where the sets can be told apart. */
const SHRINK = 1e-4;

interface Example {
  readonly inputs: readonly number[];
  readonly isAnswerable: boolean;
}

const knowledge = realKnowledge();

function examples(file: string, isAnswerable: boolean): Example[] {
  const random = seeded(5);
  return questionsIn(file)
    .flatMap(({ question }) => [question, mistype(question, random, 1)])
    .map((question) => ({ inputs: [...NAMES.map((name) => knowledge.ask(question).evidence[name]), 1], isAnswerable }));
}

/** Gradient descent on the log loss, each class weighing the same. @returns weights in the order of NAMES, then the bias */
function fit(positive: readonly Example[], negative: readonly Example[]): number[] {
  const weights = new Array<number>(NAMES.length + 1).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = weights.map((weight) => SHRINK * weight);
    for (const set of [positive, negative]) {
      for (const { inputs, isAnswerable } of set) {
        const sum = inputs.reduce((all, input, at) => all + input * (weights[at] ?? 0), 0);
        const error = 1 / (1 + Math.exp(-sum)) - (isAnswerable ? 1 : 0);
        inputs.forEach((input, at) => {
          gradient[at] = (gradient[at] ?? 0) + (error * input) / set.length;
        });
      }
    }
    gradient.forEach((slope, at) => {
      weights[at] = (weights[at] ?? 0) - RATE * slope;
    });
  }
  return weights;
}

const fitted = fit(examples('practice-questions.json', true), examples('practice-offtopic.json', false));
console.log('in use ', JSON.stringify(WEIGHTS));
console.log('fitted ', JSON.stringify(Object.fromEntries([...NAMES, 'bias'].map((name, at) => [name, Number((fitted[at] ?? 0).toFixed(2))]))));
console.log(`\nshare answered with the weights in use, from confidence ${THRESHOLD} on`);
for (const file of ['questions', 'own-questions', 'practice-questions', 'offtopic', 'own-offtopic', 'practice-offtopic']) {
  const asked = questionsIn(`${file}.json`);
  const answered = asked.filter(({ question }) => confidenceOf(knowledge.ask(question).evidence) >= THRESHOLD);
  console.log(`${file.padEnd(20)} ${(answered.length / asked.length).toFixed(3)} of ${asked.length}`);
}
