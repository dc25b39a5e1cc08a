import { existsSync } from 'node:fs';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { OperatorError } from '../core/operator-error.ts';
import { UserError } from '../core/user-error.ts';
import { openDatabase, type StoreAddress } from '../store/store.ts';
import { codeOf } from '../store/store-error.ts';
import { doctorArguments, fileArguments, UsageError } from './arguments.ts';
import { backUp } from './backup.ts';
import { examine } from './doctor.ts';
import type { Check } from './finding.ts';
import { backedUpReport, findingLine, restoredReport } from './reports.ts';
import { restore } from './restore.ts';
import { UPKEEP, type UpkeepWord } from './words.ts';

/** What looking after Steward needs of the program around it. */
export interface UpkeepParts {
  readonly address: StoreAddress;
  readonly dataFolder: string;
  /** What the doctor looks at, in the order it is told. */
  readonly checks: readonly Check[];
  readonly clock: Clock;
  readonly log: Log;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Set off when the person stops the program. */
  readonly signal: AbortSignal;
}

/** Exit status of a process: 0 done and all is well, 1 it could not be done or something is wrong, 2 bad usage. */
type ExitStatus = 0 | 1 | 2;

const RUN: Readonly<Record<UpkeepWord, (words: readonly string[], parts: UpkeepParts) => Promise<ExitStatus>>> = {
  async backup(words, { address, clock, log, out, signal }) {
    const asked = fileArguments('backup', words);
    if ('file' in address && !existsSync(address.file)) {
      throw new UserError('There is nothing to back up: Steward has kept nothing yet.', 'Check STEWARD_DATA and DATABASE_URL.');
    }
    const { db, close } = await openDatabase(address, log);
    const done = await backUp(db, asked, clock, signal).finally(close);
    out(backedUpReport(asked.file, done));
    return 0;
  },
  async restore(words, { address, dataFolder, clock, log, out, signal }) {
    const asked = fileArguments('restore', words);
    const done = await restore(asked, { open: () => openDatabase(address, log, { isAlone: true }), folder: dataFolder, clock, signal });
    out(restoredReport(asked.file, done));
    return 0;
  },
  async doctor(words, { checks, out }) {
    const { asJson } = doctorArguments(words);
    const findings = [];
    for await (const finding of examine(checks)) {
      findings.push(finding);
      if (!asJson) out(findingLine(finding));
    }
    if (asJson) out(JSON.stringify({ findings }));
    return findings.some(({ status }) => status === 'wrong') ? 1 : 0;
  },
};

/** Does what a word of UPKEEP says, and tells how it went. */
export async function runUpkeep(word: UpkeepWord, words: readonly string[], parts: UpkeepParts): Promise<ExitStatus> {
  if (words.some((one) => one === '--help' || one === '-h')) {
    parts.out(`${UPKEEP[word].usage}\n${UPKEEP[word].summary}.`);
    return 0;
  }
  const { log, err } = parts;
  try {
    return await RUN[word](words, parts);
  } catch (error) {
    if (error instanceof UserError) err(`${error.message}\n${error.remedy}`);
    else if (error instanceof OperatorError) err(error.message);
    else {
      log.error(describe(error), `${word} failed: look at this error`);
      err(`Something went wrong on our side, and \`${word}\` was not done. The line above says where: please report it.`);
    }
    return error instanceof UsageError ? 2 : 1;
  }
}

/** Where it was thrown, without its message, which may quote what is kept. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    code: codeOf(error),
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 8),
  };
}
