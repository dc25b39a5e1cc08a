import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { makeFolder } from '../core/make-folder.ts';

/** Keeps what could not be answered, for the advice loop. Topic terms only: never the question, the person or the place. */
export interface Unanswered {
  note(topics: readonly string[]): Promise<void>;
}

/** One JSON object a line in `unanswered.jsonl`: the day and the topic terms. A disk that refuses is logged and costs the asker nothing. */
export function unansweredFile(dataFolder: string, clock: Clock, log: Log): Unanswered {
  return {
    async note(topics) {
      if (topics.length === 0) return;
      const line = `${JSON.stringify({ day: clock.now().toISOString().slice(0, 10), topics })}\n`;
      try {
        makeFolder(dataFolder);
        await appendFile(join(dataFolder, 'unanswered.jsonl'), line);
      } catch (error) {
        log.warn(
          { code: (error as NodeJS.ErrnoException).code },
          'the topics of an unanswered question could not be kept: check STEWARD_DATA and the space on its disk',
        );
      }
    },
  };
}
