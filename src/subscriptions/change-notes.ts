import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { KnownEntries } from './known-entries.ts';
import { outlinesOf } from './outline.ts';

interface Needs {
  readonly known: Pick<KnownEntries, 'note'>;
  readonly knowledge: () => Pick<KnowledgeBase, 'entries' | 'faulty'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Notes what changed whenever the knowledge base was read again since it was called last: call it often, it costs nothing then. */
export function createChangeNotes({ known, knowledge, clock, log }: Needs): () => Promise<void> {
  let noted: unknown;
  let noting: Promise<void> | undefined;

  async function note(): Promise<void> {
    const current = knowledge();
    // A folder that could not be read is no knowledge base from which all has gone.
    if (current === noted || current.entries.size === 0) return;
    const entries = await known.note(outlinesOf(current), current.faulty, clock.now());
    noted = current;
    if (entries > 0) log.info({ entries }, 'the knowledge base has changed: digests will tell those who follow it');
  }

  return () => {
    noting ??= note().finally(() => {
      noting = undefined;
    });
    return noting;
  };
}
