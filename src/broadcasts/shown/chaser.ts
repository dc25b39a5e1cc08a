import { describeMoment } from '../../calendar/schedule.ts';
import { button, buttons, heading, type Reply, text } from '../../core/reply.ts';
import type { Division } from '../../directory/branch.ts';
import type { Broadcast } from '../broadcast.ts';
import { fromWords } from './from-words.ts';

/** What a channel of a branch that has not acknowledged a broadcast shows. @param regions all there are */
export function chaserReply(broadcast: Broadcast, regions: readonly Division[], now: Date): Reply {
  const { id, title, receipt, questions, zone } = broadcast;
  const by = receipt.wanted === 'none' ? undefined : receipt.by;
  const line = by === undefined ? '' : ` ${by < now ? 'It was' : 'It is'} wanted by ${describeMoment(by, zone)}.`;
  return {
    visibleTo: 'channel',
    blocks: [
      heading(`Not acknowledged yet: ${title}`),
      text(`${fromWords(broadcast, regions)} sent this here and has heard nothing from the branch.${line}`),
      ...buttons(
        button('Acknowledge', `broadcast ack ${id}`, 'primary'),
        button('Read it again', `broadcast show ${id}`),
        ...(questions.from === 'nobody' ? [] : [button('Ask a question', `broadcast ask ${id}`)]),
      ),
    ],
    data: { broadcast: id, chaser: true },
  };
}
