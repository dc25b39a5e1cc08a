import { watch } from 'node:fs';
import type { Log } from '../core/log.ts';
import { faultLine } from './entry.ts';
import { createKnowledgeBase, type KnowledgeBase } from './knowledge-base.ts';
import { type Library, loadLibrary } from './load.ts';

/** Editors write a file in several steps: wait for this many milliseconds of quiet before reading again. */
const QUIET_MS = 200;

/** A knowledge base that is read again when a file changes. A request keeps the one it began with. */
export interface LiveKnowledge {
  current(): KnowledgeBase;
  /** Reads the folder again now; a folder that has become empty or unreadable keeps the last good one. */
  reload(): void;
  /** Starts watching; the returned function stops. */
  watch(): () => void;
}

/** @param snapshotFile see `loadLibrary` */
export function openKnowledge(folder: string, snapshotFile: string, log: Log): LiveKnowledge {
  let base = read(loadLibrary(folder, snapshotFile));

  function read(library: Library): KnowledgeBase {
    logFaults(library, folder, log);
    return createKnowledgeBase(library);
  }

  function reload(): void {
    const fresh = loadLibrary(folder, snapshotFile);
    if (fresh.entries.size === 0 && base.entries.size > 0) {
      // The first fault is the cause: without its sources every entry is at fault.
      const [fault] = fresh.faults.map(faultLine);
      log.error({ folder, fault }, 'the knowledge folder holds no entries any more: keeping the last ones; put the files back, or mend the fault');
      return;
    }
    base = read(fresh);
    log.info({ entries: base.entries.size }, 'knowledge read again');
  }

  function reloadSafely(): void {
    try {
      reload();
    } catch (error) {
      log.error({ code: codeOf(error) }, 'the knowledge folder could not be read again: keeping the last; check that its files can be read');
    }
  }

  return {
    current: () => base,
    reload,
    watch() {
      let timer: NodeJS.Timeout | undefined;
      const soon = (): void => {
        clearTimeout(timer);
        timer = setTimeout(reloadSafely, QUIET_MS);
      };
      try {
        const watcher = watch(folder, { recursive: true }, soon);
        watcher.on('error', (error) => log.warn({ code: codeOf(error) }, 'changes to the knowledge folder are no longer seen: restart to read them'));
        return () => {
          clearTimeout(timer);
          watcher.close();
        };
      } catch (error) {
        log.warn({ code: codeOf(error) }, 'changes to the knowledge folder are not seen: restart to read them');
        return () => {};
      }
    },
  };
}

function logFaults({ isMissing, faults }: Library, folder: string, log: Log): void {
  if (isMissing) {
    const [what] = faults.map(({ message }) => message);
    log.error({ folder }, `${what}: set STEWARD_KNOWLEDGE to a knowledge folder, or leave it unset for the one that comes with Steward`);
    return;
  }
  for (const fault of faults) log.warn({ fault: faultLine(fault) }, 'a knowledge file was left out: mend it as the fault says; the others are in use');
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
