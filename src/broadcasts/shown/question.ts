import { button, buttons, heading, quote, type Reply, text } from '../../core/reply.ts';
import type { Broadcast } from '../broadcast.ts';

/** What the sender of a broadcast sees of a question: which branch asks, never which person. */
export function questionReply({ id, title }: Pick<Broadcast, 'id' | 'title'>, branch: string, words: string, isForChannel: boolean): Reply {
  return {
    visibleTo: isForChannel ? 'channel' : 'asker',
    blocks: [
      heading(`${branch} asks about “${title}”`),
      quote(words, []),
      text('Answer the branch in the way you usually do: I do not pass answers on.', 'muted'),
      ...buttons(button('Status of the broadcast', `broadcast status ${id}`)),
    ],
    data: { broadcast: id, branch },
  };
}
