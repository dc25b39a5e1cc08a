import { type AllowedMentionsTypes, MessageFlags } from 'discord.js';
import type { Message, Upload } from './components.ts';

/** Nobody is notified by what Steward says, whatever the text holds. https://docs.discord.com/developers/resources/message#allowed-mentions-object */
const NOBODY: { parse: AllowedMentionsTypes[]; replied_user: boolean } = { parse: [], replied_user: false };

export interface Payload {
  readonly body: object;
  readonly files: { readonly name: string; readonly data: Buffer; readonly contentType: string }[];
}

/** A message as the body of a request, with its files. Private ones are shown to one person only. */
export function payloadOf({ components, files }: Message, { isPrivate }: { isPrivate: boolean }): Payload {
  return {
    body: {
      flags: MessageFlags.IsComponentsV2 | (isPrivate ? MessageFlags.Ephemeral : 0),
      components,
      allowed_mentions: NOBODY,
      attachments: files.map(attachment),
    },
    files: files.map(({ name, bytes, contentType }) => ({ name, data: Buffer.from(bytes), contentType })),
  };
}

const attachment = ({ name, description }: Upload, nth: number): object => ({
  id: String(nth),
  filename: name,
  ...(description === undefined ? {} : { description }),
});
