import { join } from 'node:path';
import { REFUSED_TOKEN } from './adapters/slack/failures.ts';
import { SCOPES } from './adapters/slack/scopes.ts';
import { planOf } from './adapters/slack/settings.ts';
import { type Config, inspectSettings, readConfig } from './config.ts';
import { systemClock } from './core/clock.ts';
import { createLog } from './core/log.ts';
import { faultLine } from './knowledge/entry.ts';
import { loadLibrary } from './knowledge/load.ts';
import type { StoreAddress } from './store/store.ts';
import { clockCheck } from './upkeep/checks/clock.ts';
import { dataFolderCheck } from './upkeep/checks/data-folder.ts';
import { reachableCheck } from './upkeep/checks/database.ts';
import { discordCheck } from './upkeep/checks/discord.ts';
import { integrityCheck } from './upkeep/checks/integrity.ts';
import { type KnowledgeFound, knowledgeCheck } from './upkeep/checks/knowledge.ts';
import { migrationsCheck } from './upkeep/checks/migrations.ts';
import { nodeCheck } from './upkeep/checks/node.ts';
import { remindersCheck } from './upkeep/checks/reminders.ts';
import { secretKeyCheck } from './upkeep/checks/secret-key.ts';
import { settingsCheck } from './upkeep/checks/settings.ts';
import { slackCheck } from './upkeep/checks/slack.ts';
import { timeZoneCheck } from './upkeep/checks/time-zone.ts';
import { runUpkeep } from './upkeep/command-line.ts';
import { type Database, databaseAt } from './upkeep/database.ts';
import type { Check } from './upkeep/finding.ts';
import type { UpkeepWord } from './upkeep/words.ts';

// The part of the composition root that only looking after Steward needs; `main` loads it then.

/**
 * Does what a word for whoever runs Steward says.
 * @param snapshotFile see `loadLibrary`
 * @returns the exit status
 * @throws {ConfigError} for a bad setting, except when the doctor is asked, who says so among the rest
 */
export async function openUpkeep(word: UpkeepWord, words: readonly string[], env: NodeJS.ProcessEnv, snapshotFile: string): Promise<number> {
  const inspected = inspectSettings(env);
  const config = readConfig(word === 'doctor' ? inspected.usable : env, process.cwd());
  const log = createLog(config.logLevel);
  const address: StoreAddress = config.databaseUrl === undefined ? { file: join(config.dataFolder, 'steward.db') } : { url: config.databaseUrl };
  const database = databaseAt(address, log);
  const stopped = new AbortController();
  // What was begun is undone; there is nothing to undo for the doctor.
  if (word !== 'doctor') for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopped.abort());
  const checks = [
    settingsCheck(inspected.settings, inspected.unknown),
    ...checksOf(config, database, () => knowledgeFound(config.knowledgeFolder, snapshotFile)),
  ];
  try {
    return await runUpkeep(word, words, {
      address,
      dataFolder: config.dataFolder,
      checks,
      clock: systemClock,
      log,
      out: (line) => void process.stdout.write(`${line}\n`),
      err: (line) => void process.stderr.write(`${line}\n`),
      signal: stopped.signal,
    });
  } finally {
    await database.close();
  }
}

/** What the doctor looks at: a feature adds its own here. */
function checksOf(config: Config, database: Database, knowledge: () => KnowledgeFound): Check[] {
  return [
    nodeCheck(process.version),
    dataFolderCheck(config.dataFolder),
    reachableCheck(database),
    migrationsCheck(database),
    integrityCheck(database),
    remindersCheck(database, systemClock),
    secretKeyCheck(database, config.secretKeys),
    clockCheck(systemClock, config.slack?.apiUrl ?? config.discord?.apiUrl ?? 'https://slack.com/api/'),
    timeZoneCheck(systemClock, config.timeZone),
    knowledgeCheck(knowledge),
    slackCheck(config.slack, { plan: planOf, scopes: SCOPES, refusedToken: REFUSED_TOKEN }),
    discordCheck(config.discord),
  ];
}

function knowledgeFound(folder: string, snapshotFile: string): KnowledgeFound {
  const { entries, faults } = loadLibrary(folder, snapshotFile);
  return { entries: entries.size, faults: faults.map((fault) => faultLine(fault).replaceAll(folder, 'the knowledge folder')) };
}
