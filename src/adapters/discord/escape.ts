/**
 * A code span as the writers of commands mark one, a channel, a person or a role (which is how replies name them, and how Discord shows them; nobody
 * is called, because no mention is allowed to), or a web address up to its closing punctuation.
 */
const AS_IT_IS = /`[^`\n]+`|<#[A-Z0-9]{2,24}>|<@[!&]?\d{15,20}>|https?:\/\/[^\s<>`]*[^\s<>`.,;:!?'"”’)\]}*_~|\\]/gu;

/** What Discord reads as markup inside a line: https://support.discord.com/hc/en-us/articles/210298617 */
const INLINE = /[\\*_~`|[\]<>]|:(?=[\w+-]+:)/gu;

/** What it reads as a heading, quote, list or small print at the beginning of a line. */
const LINE_START = /^(\s*)(?:([#+-])|(\d+)([.)]))/gmu;

/** Breaks a call to everyone, so that it is not even drawn as one. `allowed_mentions` already keeps it from ringing. */
const CALL = /@(?=everyone|here)/giu;

const ZERO_WIDTH_SPACE = '\u200B';

/**
 * Plain text as Discord Markdown that shows it as written. Code spans stay code; addresses become links that do not unfurl
 * (angle brackets) and channels are shown by name; nothing else is read as markup, and nobody is called.
 */
export function escapeText(plain: string): string {
  const text = clean(plain);
  let escaped = '';
  let at = 0;
  for (const { 0: found, index } of text.matchAll(AS_IT_IS)) {
    escaped += escapeMarkup(text.slice(at, index)) + (found.startsWith('http') ? `<${found}>` : found);
    at = index + found.length;
  }
  return escapeLineStarts(escaped + escapeMarkup(text.slice(at)));
}

/** Whether a text names a channel, which Discord shows only outside code. */
export const hasChannel = (text: string): boolean => /<#[A-Z0-9]{2,24}>/u.test(text);

/** Text inside a code block: only the fence can end it. */
export const escapeCode = (plain: string): string => clean(plain).replace(/`(?=`)/gu, `\`${ZERO_WIDTH_SPACE}`);

/** Well-formed text without control characters other than the line break. */
export function clean(plain: string): string {
  return plain
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(/[^\P{Cc}\n]/gu, '');
}

/** Whether there is anything to see: Discord refuses a text display without. */
export const isVisible = (text: string): boolean => /[^\s\p{Cc}\p{Cf}]/u.test(text);

const escapeMarkup = (text: string): string => text.replace(INLINE, (mark) => `\\${mark}`).replace(CALL, `@${ZERO_WIDTH_SPACE}`);

const escapeLineStarts = (text: string): string =>
  text.replace(LINE_START, (_, space: string, mark?: string, digits?: string, dot?: string) =>
    mark === undefined ? `${space}${digits ?? ''}\\${dot ?? ''}` : `${space}\\${mark}`,
  );
