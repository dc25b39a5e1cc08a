import { OperatorError } from '../core/operator-error.ts';
import { type Check, type Finding, wrong } from './finding.ts';

export interface FindingAbout extends Finding {
  readonly about: string;
}

/** Runs all checks at once, for some wait on the network, and yields what they find in their order. A check that fails is a finding too. */
export async function* examine(checks: readonly Check[]): AsyncGenerator<FindingAbout> {
  const running = checks.map((check) =>
    Promise.resolve()
      .then(() => check.run())
      .catch(failed),
  );
  for (const [nth, { about }] of checks.entries()) {
    for (const finding of (await running[nth]) ?? []) yield { about, ...finding };
  }
}

function failed(error: unknown): readonly Finding[] {
  // Its message is in the operator's words: what is wrong and what to do.
  if (error instanceof OperatorError) return [{ status: 'wrong', what: error.message }];
  return [wrong(`This could not be looked at (${error instanceof Error ? error.name : typeof error}).`, 'That is a fault of Steward: please report it.')];
}
