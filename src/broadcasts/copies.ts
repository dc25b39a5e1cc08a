import type { Reply } from '../core/reply.ts';
import type { Division } from '../directory/branch.ts';
import type { Broadcast } from './broadcast.ts';
import type { BroadcastStore, ClaimedDelivery } from './broadcast-store.ts';
import { chaserReply } from './shown/chaser.ts';
import { noticeReply } from './shown/notice.ts';

/** What channels show of a broadcast; each is made once for all of them. */
export interface Copies {
  of(broadcast: Broadcast, kind: ClaimedDelivery['kind'], revision: number, now: Date): Promise<Reply>;
}

/** Few are on their way at once, and one may have a large file. */
const KEPT = 4;

export function createCopies(store: Pick<BroadcastStore, 'wordsAt' | 'file'>, regions: () => readonly Division[]): Copies {
  const kept = new Map<string, Promise<Reply>>();

  async function notice(broadcast: Broadcast, revision: number): Promise<Reply> {
    const words = revision === broadcast.revision ? broadcast : ((await store.wordsAt(broadcast.id, revision)) ?? broadcast);
    const file = broadcast.attachment?.kind === 'file' ? await store.file(broadcast.id) : undefined;
    return noticeReply(broadcast, { revision, title: words.title, body: words.body }, regions(), file);
  }

  return {
    async of(broadcast, kind, revision, now) {
      // A reminder of what was withdrawn says so too.
      if (kind === 'chaser' && broadcast.state !== 'withdrawn') return chaserReply(broadcast, regions(), now);
      const key = `${broadcast.id} ${broadcast.version} ${revision}`;
      const reply = kept.get(key) ?? notice(broadcast, revision);
      kept.delete(key);
      kept.set(key, reply);
      reply.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return reply;
    },
  };
}
