import type { Attachment } from '../../core/reply.ts';
import type { SlackBlock } from './blocks.ts';
import { drawText } from './render-text.ts';

/** Where a file of a reply goes: after the message that names it, to the person alone because a file cannot be private in a channel, or nowhere. */
export type FilesGo = 'here' | 'to the person' | 'nowhere';

/** Slack takes no empty file. */
export const canBeSent = ({ bytes }: Attachment): boolean => bytes.length > 0;

/** What the message says of a file; the file itself is sent after it. */
export function drawFile(file: Attachment, go: FilesGo): SlackBlock[] {
  const name = `${file.fileName}${canBeSent(file) ? '' : ' (empty)'}`;
  const where = canBeSent(file) && go === 'to the person' ? drawText('You have it in your direct messages with me: here everybody would see it.', 'muted') : [];
  return [...drawText(`${name}: ${file.about}`, 'normal'), ...where];
}
