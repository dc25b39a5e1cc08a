#!/usr/bin/env node
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { commands } from '../commands/index.ts';
import type { Services } from '../commands/services.ts';
import { suggestionsFrom } from '../commands/suggestions.ts';
import { type CommandLine, isBatchLine, runBatch, runOnce } from './adapters/terminal/command-line.ts';
import { createTerminalCourier } from './adapters/terminal/courier.ts';
import { runLines, runPrompt } from './adapters/terminal/prompt.ts';
import { terminalRequest } from './adapters/terminal/requests.ts';
import { saveIn } from './adapters/terminal/save.ts';
import { unansweredFile } from './advice/unanswered.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { systemClock } from './core/clock.ts';
import type { Courier } from './core/courier.ts';
import { createLog, type Log } from './core/log.ts';
import { OperatorError } from './core/operator-error.ts';
import type { Steward } from './core/steward.ts';
import { createDeadlineRules, type DeadlineRules } from './deadlines/deadline-rules.ts';
import { loadConferenceRules, loadRules } from './deadlines/load.ts';
import { type LiveKnowledge, openKnowledge } from './knowledge/live-knowledge.ts';
import type { Records } from './open-records.ts';
import type { Reminders } from './reminders/reminders.ts';
import { lengthGuard, roleGuard } from './router/guards.ts';
import { createRouter } from './router/router.ts';
import { isUpkeepWord, upkeepHelp } from './upkeep/words.ts';

/** Made by the build; see src/knowledge/snapshot.ts. */
const SNAPSHOT = fileURLToPath(new URL('./knowledge.json', import.meta.url));

/**
 * V8 lets its heap grow to twice what is in use and more before it collects: hundreds of megabytes while a large broadcast goes out. On a small
 * machine memory is dearer than the few milliseconds a minute that this costs. https://github.com/v8/v8/blob/main/src/flags/flag-definitions.h (heap_growing_percent)
 */
const HEAP_GROWS_BY = '--heap-growing-percent=40';

/** Puts the program together and runs it as the command line asks. @returns the exit status */
async function main(words: readonly string[]): Promise<number> {
  setFlagsFromString(HEAP_GROWS_BY);
  const [word, ...others] = words;
  if (isUpkeepWord(word)) return (await import('./open-upkeep.ts')).openUpkeep(word, others, process.env, SNAPSHOT);
  const config = readConfig(process.env, process.cwd());
  const log = createLog(config.logLevel);
  const knowledge = openKnowledge(config.knowledgeFolder, SNAPSHOT, log);
  const isBatch = isBatchLine(words);
  const records = recordsWhenNeeded(config, log, knowledge);
  const services: Services = {
    knowledge: knowledge.current,
    division: config.division,
    reminders: async () => (words.length === 0 ? (await records.open()).reminders : onlyNoted((await records.open()).reminders)),
    deadlines: async () => (await records.open()).deadlines,
    feeds: async () => (await records.open()).feeds,
    broadcasts: async () => (await records.open()).broadcasts,
    appraisals: async () => (await records.open()).appraisals,
    directory: async () => (await records.open()).directory,
    registry: async () => (await records.open()).registry,
    workspaces: async () => (await records.open()).workspaces,
    subscriptions: async () => (await records.open()).subscriptions,
    roles: async () => (await records.open()).roles,
    imports: async () => (await records.open()).imports,
    deadlineRules: deadlineRulesOf(config, knowledge, log),
    // A batch measures; what it asks is nobody's need for advice.
    unanswered: isBatch ? { note: async () => {} } : unansweredFile(config.dataFolder, systemClock, log),
  };
  const router = createRouter({
    commands,
    services,
    clock: systemClock,
    log,
    guards: [lengthGuard, roleGuard],
    standingOf: async (request) => (await services.roles()).standingOf(request),
    fallback: 'ask',
    isKnownWord: (word) => knowledge.current().isKnownWord(word),
  });
  const steward: Steward = {
    ...router,
    commands,
    suggest: suggestionsFrom(services, systemClock, config.timeZone),
  };
  const line = commandLine(steward, config);

  if (isBatch) return runBatch(typedLines(), line);
  let stopWatching = (): void => {};
  try {
    if (words.length > 0) return await runOnce(words, line);
    stopWatching = knowledge.watch();
    await serve(config, steward, log, line, records);
    return 0;
  } finally {
    stopWatching();
    await records.close();
  }
}

/** A command at a shell keeps a reminder and is gone when it is due. */
const onlyNoted = (reminders: Reminders): Reminders => ({
  ...reminders,
  unreachable: async () => 'It is kept. It comes here only while Steward runs: `npm start` in this folder.',
});

/** The database is opened by the first command that needs it: a question needs none. */
function recordsWhenNeeded(config: Config, log: Log, knowledge: Pick<LiveKnowledge, 'current'>) {
  let opened: Promise<Records> | undefined;
  return {
    open(): Promise<Records> {
      // Should it fail, the next who needs it tries again.
      opened ??= import('./open-records.ts')
        .then(({ openRecords }) => openRecords(config, log, knowledge.current))
        .catch((error: unknown) => {
          opened = undefined;
          throw error;
        });
      return opened;
    },
    close: async (): Promise<void> => (await opened)?.close(),
  };
}

/** Read when a deadline is first asked for, and again when the knowledge folder has changed. */
function deadlineRulesOf({ knowledgeFolder, dataFolder }: Config, knowledge: Pick<LiveKnowledge, 'current'>, log: Log): Services['deadlineRules'] {
  let rules: DeadlineRules | undefined;
  let readWith: unknown;
  return () => {
    if (rules !== undefined && readWith === knowledge.current()) return rules;
    const [ours, theirs] = [loadRules(knowledgeFolder), loadConferenceRules(dataFolder)];
    for (const fault of [...ours.faults, ...theirs.faults]) log.warn({ file: fault.file, line: fault.line }, `a deadline rule is left out: ${fault.message}`);
    readWith = knowledge.current();
    rules = createDeadlineRules([...ours.rules, ...theirs.rules]);
    return rules;
  };
}

function commandLine(steward: Steward, config: Config): CommandLine {
  return {
    steward,
    requestFor: (said) => terminalRequest(said, config.timeZone),
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    moreHelp: upkeepHelp(),
    // A terminal that does not know its width says 0.
    look: { colour: process.stdout.isTTY && config.colour, columns: process.stdout.columns || undefined },
    save: saveIn(process.cwd()),
  };
}

const typedLines = (): AsyncIterable<string> => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });

/** Answers on every platform that has its settings, and here; until the person leaves, the input ends or the process is told to stop. */
async function serve(config: Config, steward: Steward, log: Log, line: CommandLine, records: { open(): Promise<Records> }): Promise<void> {
  const isAtTerminal = process.stdin.isTTY;
  const isAtHome = config.slack !== undefined || config.discord !== undefined;
  if (!isAtTerminal && !isAtHome) return runLines(line, typedLines());
  const terminal = isAtTerminal ? createTerminalCourier(line.look) : undefined;
  const work = isAtHome ? await openAll() : undefined;
  // A prompt answers at once; what falls due for it is looked for meanwhile.
  const ofPrompt = isAtHome || terminal === undefined ? undefined : workForPrompt(terminal);
  const told = new Promise<void>((stop) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop());
  });
  await (terminal === undefined ? told : Promise.race([told, runPrompt(line, { input: process.stdin, output: process.stdout }, terminal)]));
  await work?.stop();
  await ofPrompt;

  async function openAll(): Promise<{ stop(): Promise<void> }> {
    // Loaded only here: a question at a terminal needs no platform's library.
    const { openHomes } = await import('./open-homes.ts');
    return openHomes({ config, steward, records: await records.open().catch(asSetting), terminal, log, announce: line.out });
  }

  async function workForPrompt(courier: Courier): Promise<void> {
    try {
      await (await records.open()).work(new Map([['terminal', courier]]));
    } catch (error) {
      log.warn({}, `reminders cannot be shown here: ${error instanceof OperatorError ? error.message : 'look at the database'}`);
    }
  }
}

function asSetting(error: unknown): never {
  if (error instanceof OperatorError) throw new ConfigError(error.message);
  throw error;
}

// `steward … | head -1`: whoever was reading has gone, and there is nobody left to answer.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`Steward cannot start, because of a setting:\n${error.message}\n`);
  process.exitCode = 2;
}
