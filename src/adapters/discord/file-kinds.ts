import type { FileUploadType } from 'discord.js';
import type { Field } from '../../core/form.ts';
import { FILE_KINDS } from './limits.ts';

/** What Discord's own window offers to pick. It is only a help: the command says what is wrong with the rest. https://docs.discord.com/developers/reference#file-type-filtering */
export function kindsOf({ file }: Field): { file_types?: FileUploadType[] } {
  const kinds = file?.kinds ?? [];
  return kinds.length === 0 || kinds.length > FILE_KINDS ? {} : { file_types: kinds.map((kind): FileUploadType => `.${kind}`) };
}
