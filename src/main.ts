#!/usr/bin/env node
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { commands } from '../commands/index.ts';
import type { Services } from '../commands/services.ts';
import { type CommandLine, isBatchLine, runBatch, runOnce } from './adapters/terminal/command-line.ts';
import { runLines, runPrompt } from './adapters/terminal/prompt.ts';
import { terminalRequest } from './adapters/terminal/requests.ts';
import { unansweredFile } from './advice/unanswered.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { systemClock } from './core/clock.ts';
import { createLog, type Log } from './core/log.ts';
import type { Steward } from './core/steward.ts';
import { openKnowledge } from './knowledge/live-knowledge.ts';
import { lengthGuard, roleGuard } from './router/guards.ts';
import { createRouter } from './router/router.ts';

/** Made by the build; see src/knowledge/snapshot.ts. */
const SNAPSHOT = fileURLToPath(new URL('./knowledge.json', import.meta.url));

/** Puts the program together and runs it as the command line asks. @returns the exit status */
async function main(words: readonly string[]): Promise<number> {
  const config = readConfig(process.env, process.cwd());
  const log = createLog(config.logLevel);
  const knowledge = openKnowledge(config.knowledgeFolder, SNAPSHOT, log);
  const isBatch = isBatchLine(words);
  const services: Services = {
    knowledge: knowledge.current,
    // A batch measures; what it asks is nobody's need for advice.
    unanswered: isBatch ? { note: async () => {} } : unansweredFile(config.dataFolder, systemClock, log),
  };
  const router = createRouter({
    commands,
    services,
    clock: systemClock,
    log,
    guards: [lengthGuard, roleGuard],
    fallback: 'ask',
    isKnownWord: (word) => knowledge.current().isKnownWord(word),
  });
  const steward: Steward = {
    ...router,
    commands,
    suggest: (what, typed, limit) => (what === 'date' || what === 'deadline-rule' ? [] : knowledge.current().suggest(what, typed, limit)),
  };
  const line = commandLine(steward, config);

  if (isBatch) return runBatch(typedLines(), line);
  if (words.length > 0) return runOnce(words, line);
  const stopWatching = knowledge.watch();
  try {
    await serve(config, steward, log, line);
    return 0;
  } finally {
    stopWatching();
  }
}

function commandLine(steward: Steward, config: Config): CommandLine {
  return {
    steward,
    requestFor: (said) => terminalRequest(said, config.timeZone),
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    look: { colour: process.stdout.isTTY && config.colour, columns: process.stdout.columns },
  };
}

const typedLines = (): AsyncIterable<string> => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });

/** Answers on every platform that has its settings, and here; until the person leaves, the input ends or the process is told to stop. */
async function serve(config: Config, steward: Steward, log: Log, line: CommandLine): Promise<void> {
  const isAtTerminal = process.stdin.isTTY;
  if (config.slack === undefined && config.discord === undefined) {
    await (isAtTerminal ? runPrompt(line, { input: process.stdin, output: process.stdout }) : runLines(line, typedLines()));
    return;
  }
  // Loaded only here: a question at a terminal needs neither a database nor a platform's library.
  const { openHomes } = await import('./open-homes.ts');
  const homes = await openHomes(config, steward, log, line.out);
  const told = new Promise<void>((stop) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop());
  });
  await (isAtTerminal ? Promise.race([told, runPrompt(line, { input: process.stdin, output: process.stdout })]) : told);
  await homes.stop();
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
