import { setTimeout as pause } from 'node:timers/promises';
import type { Child, Memory } from './roundtrip-child.ts';
import type { Subject } from './roundtrip-subjects.ts';
import { decimal } from './table.ts';

const STEPS = 10;
const AT_A_TIME = 10;
const CLEAR_AFTER = 250;
/** Flat: no step of the second half is more than this above the highest of the first half. */
const MOST_RISE = 1.05;
const MIB = 2 ** 20;

export interface Step extends Memory {
  readonly requests: number;
}

/** Memory of the program before and after each tenth of the requests, which come to all subjects alike. */
export async function growth(child: Child, subjects: readonly Subject[], questions: readonly string[], requests: number): Promise<Step[]> {
  const each = Math.ceil(requests / STEPS / subjects.length / AT_A_TIME) * AT_A_TIME;
  const steps: Step[] = [{ requests: 0, ...(await child.memory()) }];
  for (let step = 1; step <= STEPS; step += 1) {
    await Promise.all(subjects.map((subject) => askMany(subject, questions, each)));
    steps.push({ requests: step * each * subjects.length, ...(await child.memory()) });
  }
  return steps;
}

/** A few at a time, each answered before the next few. @throws {Error} when one is not. */
async function askMany(subject: Subject, questions: readonly string[], count: number): Promise<void> {
  subject.clear();
  for (let asked = 0; asked < count; asked += AT_A_TIME) {
    await Promise.all(Array.from({ length: AT_A_TIME }, (_, nth) => subject.ask(questions[(asked + nth) % questions.length] ?? '')));
    const deadline = performance.now() + 10_000;
    while (subject.answers().some((answers) => answers === 0)) {
      if (performance.now() > deadline) throw new Error(`${subject.name} left a request without an answer`);
      await pause(2);
    }
    const [refusal] = subject.refusals();
    if (refusal !== undefined) throw new Error(`${subject.name} was refused: ${refusal}`);
    if (asked % CLEAR_AFTER === 0) await cleared(subject);
  }
  await cleared(subject);
}

/** The platform finishes with its answers first: what it forgets it can no longer answer. */
async function cleared(subject: Subject): Promise<void> {
  await pause(20);
  subject.clear();
}

export const growthRow = ({ requests, rss, heapUsed }: Step): string[] => [String(requests), decimal(rss / MIB, 1), decimal(heapUsed / MIB, 1)];

export function growthLine(steps: readonly Step[]): string {
  const middle = Math.ceil(steps.length / 2);
  const highest = (some: readonly Step[], of: keyof Memory): number => Math.max(...some.map((step) => step[of]));
  const rise = (of: keyof Memory): number => highest(steps.slice(middle), of) / highest(steps.slice(0, middle), of);
  const percent = (of: keyof Memory): string => `${rise(of) < 1 ? '' : '+'}${decimal((rise(of) - 1) * 100, 1)} %`;
  const isFlat = rise('rss') <= MOST_RISE && rise('heapUsed') <= MOST_RISE;
  return `highest of the second half against the first: resident ${percent('rss')}, heap ${percent('heapUsed')}: ${isFlat ? 'flat' : 'NOT flat'} (at most +5 %)`;
}
