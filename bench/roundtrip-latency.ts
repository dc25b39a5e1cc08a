import { setTimeout as pause } from 'node:timers/promises';
import { median, percentile } from './measures.ts';
import { arrival } from './roundtrip-arrivals.ts';
import type { Subject } from './roundtrip-subjects.ts';
import { decimal } from './table.ts';

const WARM_UP = 60;
/** Between two requests, so that what a bot does after its reply falls on nobody else. A bare discord.js client would also wait above 50 requests a second. */
const REST_MS = 4;
const CLEAR_EVERY = 50;

/** Milliseconds of each request, by whose they are. */
export type Times = ReadonlyMap<string, readonly number[]>;

/** Asks one question of each in turn, so that whatever else the machine does falls on all. `search` is what Steward would look up for it. */
export async function latencies(
  subjects: readonly Subject[],
  questions: readonly string[],
  rounds: number,
  search: (question: string) => void,
): Promise<Times> {
  const times = new Map<string, number[]>([...subjects.map(({ name }) => name), SEARCH].map((name) => [name, []]));
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const question = questions[(round + WARM_UP) % questions.length] ?? '';
    const note = (name: string, ms: number): void => void (round >= 0 && times.get(name)?.push(ms));
    for (const nth of subjects.keys()) {
      // Each goes first as often as last.
      const subject = subjects[(nth + round + WARM_UP) % subjects.length];
      if (subject !== undefined) note(subject.name, await roundtrip(subject, question));
      await pause(REST_MS);
    }
    const start = performance.now();
    search(question);
    note(SEARCH, performance.now() - start);
    if (round % CLEAR_EVERY === 0) for (const subject of subjects) settled(subject);
  }
  return times;
}

export const SEARCH = 'the search alone';

/** From the moment a person sends a command to the moment its reply reaches the platform. */
async function roundtrip({ ask, isReply }: Subject, question: string): Promise<number> {
  const reply = arrival(isReply);
  const start = performance.now();
  const asked = ask(question);
  const at = await reply;
  await asked;
  return at - start;
}

/** @throws {Error} when the platform refused anything: then what was measured was no reply. */
function settled(subject: Subject): void {
  const [refusal] = subject.refusals();
  if (refusal !== undefined) throw new Error(`${subject.name} was refused: ${refusal}`);
  subject.clear();
}

export const latencyRow = (name: string, times: Times): string[] => {
  const own = times.get(name) ?? [];
  return [name, String(own.length), decimal(percentile(own, 0.5), 2), decimal(percentile(own, 0.95), 2), decimal(Math.max(...own), 1)];
};

/** Parts of the run for which the ratio is taken by itself: where they disagree, the machine was busy with other things. */
const PARTS = 5;

/** How Steward stands to a bare bot that does the search as well. */
export function ratioLine(steward: string, bare: string, times: Times, most: number): string {
  const p95 = (name: string, part = (all: readonly number[]) => all): number => percentile(part(times.get(name) ?? []), 0.95);
  const ratioOf = (part?: (all: readonly number[]) => readonly number[]): number => p95(steward, part) / (p95(bare, part) + p95(SEARCH, part));
  const parts = Array.from({ length: PARTS }, (_, nth) => ratioOf((all) => all.slice((nth * all.length) / PARTS, ((nth + 1) * all.length) / PARTS)));
  const sum = `${decimal(p95(steward), 2)} ms / (${decimal(p95(bare), 2)} + ${decimal(p95(SEARCH), 2)}) ms`;
  const verdict = `${decimal(ratioOf(), 2)}, ${ratioOf() <= most ? 'within' : 'NOT within'} ${most}`;
  const fifths = `${decimal(Math.min(...parts), 2)} to ${decimal(Math.max(...parts), 2)}, median ${decimal(median(parts), 2)}`;
  return `${steward} p95 / (${bare} p95 + search p95): ${sum} = ${verdict}\n  by fifths of the run: ${fifths}`;
}
