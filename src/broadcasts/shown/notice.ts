import { describeMoment } from '../../calendar/schedule.ts';
import { type Block, button, buttons, heading, type Reply, text } from '../../core/reply.ts';
import type { Division } from '../../directory/branch.ts';
import type { Broadcast } from '../broadcast.ts';
import { blocksOf } from '../markdown.ts';
import { fromWords } from './from-words.ts';

/** What a broadcast says at one of its revisions. */
export interface Words {
  readonly revision: number;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/**
 * What every channel that a broadcast goes to shows: as it says now, as it said at an earlier revision, or that it was withdrawn.
 * @param regions all there are
 * @param file the bytes of its attachment, when that is a file
 */
export function noticeReply(broadcast: Broadcast, words: Words, regions: readonly Division[], file?: Uint8Array): Reply {
  const isWithdrawn = broadcast.state === 'withdrawn' && words.revision === broadcast.revision;
  return {
    visibleTo: 'channel',
    blocks: isWithdrawn ? withdrawn(broadcast, regions) : standing(broadcast, words, regions, file),
    data: { broadcast: broadcast.id, revision: words.revision, title: isWithdrawn ? null : words.title },
  };
}

/** Nothing of what it said is left. */
const withdrawn = (broadcast: Broadcast, regions: readonly Division[]): Block[] => {
  const when = broadcast.withdrawn === undefined ? '' : ` on ${describeMoment(broadcast.withdrawn.at, broadcast.zone)}`;
  return [
    heading('Withdrawn'),
    text(`${fromWords(broadcast, regions)} withdrew what stood here${when}: please do not act on it.`, 'warning'),
    ...(broadcast.withdrawn === undefined ? [] : [text(`Why: ${broadcast.withdrawn.reason}`)]),
  ];
};

function standing(broadcast: Broadcast, { revision, title, body }: Words, regions: readonly Division[], file: Uint8Array | undefined): Block[] {
  const { essential, correctedAt, zone } = broadcast;
  const corrected = revision > 1 && correctedAt !== undefined ? [text(`Corrected on ${describeMoment(correctedAt, zone)}.`, 'warning')] : [];
  return [
    heading(title),
    ...corrected,
    text(`From ${fromWords(broadcast, regions)}.`, 'muted'),
    ...(essential === undefined
      ? []
      : [text(`Essential: it also goes to branches that muted such messages, by authority of ${essential.authority}.`, 'warning')]),
    ...blocksOf(body),
    ...attached(broadcast, file),
    ...receiptLine(broadcast),
    ...choices(broadcast),
    ...smallPrint(broadcast),
  ];
}

function attached({ attachment }: Broadcast, file: Uint8Array | undefined): Block[] {
  if (attachment === undefined) return [];
  if (attachment.kind === 'entry') return [text(`${attachment.title}: ${attachment.summary}`)];
  const { fileName, mediaType } = attachment;
  return file === undefined ? [text(`With the file ${fileName}.`, 'muted')] : [{ kind: 'file', bytes: file, fileName, mediaType, about: 'Attached' }];
}

function receiptLine({ receipt, zone }: Broadcast): Block[] {
  if (receipt.wanted === 'none') return [];
  const who = receipt.wanted === 'branch' ? 'One person of the branch, please acknowledge this' : 'Everyone here, please acknowledge this';
  return [text(receipt.by === undefined ? `${who}.` : `${who} by ${describeMoment(receipt.by, zone)}.`)];
}

const choices = ({ id, receipt, questions, attachment }: Broadcast): Block[] =>
  buttons(
    ...(receipt.wanted === 'none' ? [] : [button('Acknowledge', `broadcast ack ${id}`, 'primary')]),
    ...(questions.from === 'nobody' ? [] : [button('Ask a question', `broadcast ask ${id}`)]),
    ...(attachment?.kind === 'entry' ? [button(`Read: ${attachment.title}`, `show ${attachment.id}`)] : []),
  );

const smallPrint = ({ tag, essential }: Broadcast): Block[] =>
  tag === undefined || essential !== undefined ? [] : [text(`Not for this branch? A branch officer can say \`branch mute ${tag}\` here.`, 'muted')];
