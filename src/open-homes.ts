import { setTimeout as sleep } from 'node:timers/promises';
import { createDiscordAdapter } from './adapters/discord/adapter.ts';
import { createSlackAdapter } from './adapters/slack/adapter.ts';
import { type Config, ConfigError } from './config.ts';
import type { Courier } from './core/courier.ts';
import { type Installations, installationsInMemory } from './core/installations.ts';
import type { Log } from './core/log.ts';
import type { OnceOnly } from './core/once.ts';
import type { Adapter, Steward } from './core/steward.ts';
import { type Homes, startHomes } from './homes.ts';
import type { Records } from './open-records.ts';
import { installationsInStore } from './store/installations.ts';
import { createKeyring } from './store/keyring.ts';
import { StoreError } from './store/store-error.ts';

// The half of the composition root that only a start with a platform needs; `main` loads it then.

/** What is being shown when Steward is told to stop may take so long to end. */
const WORK_ENDS_WITHIN_MS = 4_000;

interface Needs {
  readonly config: Config;
  readonly steward: Steward;
  readonly records: Records;
  /** Set while somebody sits at a prompt here: what falls due for the terminal is shown there. */
  readonly terminal: Courier | undefined;
  readonly log: Log;
  /** Where whoever starts Steward is told what to do next. */
  readonly announce: (line: string) => void;
}

/**
 * Starts each platform that has its settings, and the work on what falls due.
 * @throws {ConfigError} when a setting keeps Steward from starting
 */
export async function openHomes({ config, steward, records, terminal, log, announce }: Needs): Promise<Pick<Homes, 'stop'>> {
  const { store, once } = records;
  const installations = await sealedInstallations();
  const chosen = await Promise.resolve()
    .then(() => adapters(answeringAnyway(once)))
    .catch(asSetting);
  for (const { name, membership } of chosen) records.know(name, membership);
  // discord.js and Bolt can reject where nobody waits (a session taken away while it resumes): that must not end the process.
  process.on('unhandledRejection', (error) =>
    log.error(
      { type: error instanceof Error ? error.name : typeof error },
      'a platform library failed in the background: Steward goes on; if a platform falls silent, restart it',
    ),
  );
  await records.work(new Map(terminal === undefined ? [] : [['terminal', terminal]])).catch(reportStore);
  // What is due on a platform is shown as soon as that one is reached: another may take a minute to fail.
  const homes = await startHomes(chosen, log, ({ name, courier }) => records.work(new Map([[name, courier]])));
  if (homes.started > 0) announce(`Steward answers on ${homes.started === 1 ? 'one platform' : `${homes.started} platforms`}. Ctrl-C stops it.`);
  return {
    async stop() {
      // What is being shown needs its platform: that ends after it.
      await Promise.race([records.stopWork(), sleep(WORK_ENDS_WITHIN_MS, undefined, { ref: false })]);
      await homes.stop();
    },
  };

  async function sealedInstallations(): Promise<Installations> {
    if (config.secretKeys.length === 0) return installationsInMemory();
    const sealed = installationsInStore(store.db, createKeyring(config.secretKeys));
    const { unreadable } = await sealed.rotate();
    if (unreadable > 0)
      log.warn(
        { unreadable },
        'some Slack installations were sealed with another key: set STEWARD_SECRET_KEY_OLD to it, or have those workspaces install again',
      );
    return sealed;
  }

  function adapters(deliveries: OnceOnly): Adapter[] {
    return [
      ...(config.slack === undefined
        ? []
        : [createSlackAdapter({ steward, settings: config.slack, log, once: deliveries, installations, vouchFor, onArrival: records.somebodyAsks })]),
      ...(config.discord === undefined ? [] : [createDiscordAdapter({ steward, settings: config.discord, log, once: deliveries, announce })]),
    ];
  }

  async function vouchFor(workspace: string): Promise<void> {
    await records.workspaces.acceptNamed({ platform: 'slack', workspace }).catch(reportStore);
  }

  /** Each thing that comes from a platform is asked about here first. With the database away nobody knows what was answered before: answering twice is better than silence. */
  function answeringAnyway(deliveries: OnceOnly): OnceOnly {
    return {
      async first(key) {
        records.somebodyAsks();
        return deliveries.first(key).catch((error: unknown) => {
          reportStore(error);
          return true;
        });
      },
    };
  }

  function reportStore(error: unknown): void {
    log.error(
      { fault: error instanceof StoreError ? error.fault : 'unknown' },
      error instanceof StoreError ? error.message : 'the database did not do as asked',
    );
  }
}

function asSetting(error: unknown): never {
  if (error instanceof Error && error.message.includes('SLACK_')) throw new ConfigError(error.message);
  throw error;
}
