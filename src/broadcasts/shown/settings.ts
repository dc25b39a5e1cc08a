import { describeMoment } from '../../calendar/schedule.ts';
import type { Fact } from '../../core/reply.ts';
import type { Division } from '../../directory/branch.ts';
import type { Broadcast } from '../broadcast.ts';
import { hours } from '../transitions.ts';
import { fromWords } from './from-words.ts';

/** How a broadcast is sent, said back in full. @param regions all there are */
export function settingFacts(broadcast: Broadcast, regions: readonly Division[]): Fact[] {
  const { state, sendAt, zone, tag, essential, chase, attachment } = broadcast;
  return [
    { label: 'From', value: fromWords(broadcast, regions) },
    {
      label: 'When',
      value: sendAt === undefined ? (state === 'draft' || state === 'waiting' ? 'as soon as it is confirmed' : 'at once') : describeMoment(sendAt, zone),
    },
    { label: 'Acknowledgement', value: receiptWords(broadcast) },
    ...(chase === undefined || (chase.left === 0 && chase.done === 0) ? [] : [{ label: 'Reminders', value: chaseWords(chase) }]),
    { label: 'Questions', value: questionWords(broadcast) },
    ...(attachment === undefined ? [] : [{ label: 'Attached', value: attachment.kind === 'entry' ? attachment.title : attachment.fileName }]),
    ...(tag === undefined ? [] : [{ label: 'Tag', value: tag }]),
    ...(essential === undefined ? [] : [{ label: 'Essential', value: `by authority of ${essential.authority}` }]),
  ];
}

function receiptWords({ receipt, zone }: Broadcast): string {
  if (receipt.wanted === 'none') return 'not asked for';
  const who = receipt.wanted === 'branch' ? 'once a branch' : 'by each person';
  return receipt.by === undefined ? who : `${who}, by ${describeMoment(receipt.by, zone)}`;
}

const chaseWords = ({ everyHours, left, done }: NonNullable<Broadcast['chase']>): string =>
  `every ${hours(everyHours)} to those who have not acknowledged${left === 0 ? '' : `, at most ${left === 1 ? 'once' : `${left} times`}${done === 0 ? '' : ' more'}`}${done === 0 ? '' : `; ${done} so far`}`;

function questionWords({ questions, sender }: Broadcast): string {
  if (questions.from === 'nobody') return 'not taken';
  if (!('channel' in questions.to)) return 'to the sender alone';
  return questions.to.channel === sender.channel ? 'to the channel it was written in' : 'to a channel';
}
