import { UserError } from '../src/core/user-error.ts';
import { covered } from './quotations.ts';

/** `<#C0123>` is how every platform's clients write a channel. */
const REFERENCE = /<#([A-Z0-9]{2,24})>/u;
const PHRASE = /\s*\b(?:in|to|into)\s+<#([A-Z0-9]{2,24})>\s*/u;
/** Only written out: the client did not know it as a channel. */
const WRITTEN = /\b(?:in|to|into)\s+#([\p{L}\d_-]+)/u;

/**
 * The channel named in `words` (`… in #campaign`), or in an option, and the words without it. A channel in quotes is part of what is said.
 * @throws {UserError} for a channel that is only written out
 */
export function channelIn(words: string, option: string | undefined): { channel?: string | undefined; rest: string } {
  if (option !== undefined && option !== '') {
    const channel = REFERENCE.exec(option)?.[1] ?? (/^[A-Z0-9]{2,24}$/u.test(option) ? option : undefined);
    if (channel === undefined) throw unknown(option.replace(/^#/, ''));
    return { channel, rest: words };
  }
  const outside = covered(words);
  const found = PHRASE.exec(outside);
  if (found) return { channel: found[1], rest: `${words.slice(0, found.index)} ${words.slice(found.index + found[0].length)}`.trim() };
  const written = WRITTEN.exec(outside)?.[1];
  if (written !== undefined) throw unknown(written);
  return { rest: words };
}

const unknown = (name: string): UserError =>
  new UserError(`I do not know a channel called #${name} here.`, 'Type # and pick it from the list that appears, or set the reminder in that channel.', {
    field: 'channel',
  });
