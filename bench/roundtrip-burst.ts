import { setTimeout as pause } from 'node:timers/promises';
import type { Subject } from './roundtrip-subjects.ts';

const WITHIN_MS = 30_000;
/** After the last answer, for one that is given twice to show itself. */
const LISTEN_MS = 1_000;

export interface Burst {
  readonly name: string;
  readonly asked: number;
  readonly answered: number;
  readonly twice: number;
  readonly refused: readonly string[];
  /** Until the last answer. */
  readonly seconds: number;
}

/** Many people ask at the same moment. */
export async function burst(subject: Subject, questions: readonly string[], count: number): Promise<Burst> {
  await pause(LISTEN_MS);
  subject.clear();
  const start = performance.now();
  const asked = Array.from({ length: count }, (_, nth) => subject.ask(questions[nth % questions.length] ?? ''));
  await Promise.all(asked);
  const open = (): boolean => subject.answers().some((answers) => answers === 0);
  while (open() && performance.now() - start < WITHIN_MS) await pause(5);
  const seconds = (performance.now() - start) / 1000;
  await pause(LISTEN_MS);
  const answers = subject.answers();
  const found = {
    name: subject.name,
    asked: answers.length,
    answered: answers.filter((one) => one > 0).length,
    twice: answers.filter((one) => one > 1).length,
    refused: subject.refusals(),
    seconds,
  };
  subject.clear();
  return found;
}

export const burstRow = ({ name, asked, answered, twice, refused, seconds }: Burst): string[] =>
  [name, asked, answered, twice, refused.length, seconds.toFixed(2)].map(String);

export function burstLine(bursts: readonly Burst[]): string {
  const isGood = ({ asked, answered, twice, refused }: Burst): boolean => answered === asked && twice === 0 && refused.length === 0;
  const bad = bursts.filter((each) => !isGood(each));
  if (bad.length === 0) return `${bursts[0]?.asked} at once on each: all answered, none twice, nothing refused`;
  return bad
    .map(({ name, refused }) => `${name}: NOT all answered once${refused.length === 0 ? '' : `; refused: ${[...new Set(refused)].join(', ')}`}`)
    .join('\n');
}
