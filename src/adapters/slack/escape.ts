/** Shown as nothing, and enough to keep the characters beside it from being read as markup. */
const WORD_JOINER = '\u2060';

/** How a channel is named in any text, on every platform; Slack writes it the same way. It pings nobody. */
const CHANNEL = /<#([A-Z0-9]{2,24})>/u;

export const hasChannel = (text: string): boolean => CHANNEL.test(text);

/** Text cut at the channels in it: every other piece is a channel's id. */
export const splitAtChannels = (text: string): string[] => text.split(CHANNEL);

/** Text for a place where Slack can show no channel. */
export const withoutChannels = (text: string): string => splitAtChannels(text).reduce((whole, piece, nth) => whole + (nth % 2 === 0 ? piece : '#channel'), '');

/** A mention of everyone, in the two ways it can be written: `@here` and `<!here>`. */
const BROADCAST = /@(?=(?:here|channel|everyone)\b)/giu;
const MARKED = /<(?=[!@]|#(?![A-Z0-9]{2,24}>))/gu;

/** Characters that have no picture and that Slack may refuse; line breaks and tabs stay. */
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/gu;

/** Text for a place that Slack shows as it is (plain text, rich text): it reads the same, and pings nobody even if it is sent on as markup. Channels stay channels. */
export const inert = (text: string): string => text.replace(UNPRINTABLE, '').replace(BROADCAST, `@${WORD_JOINER}`).replace(MARKED, `<${WORD_JOINER}`);

/** Whether nothing of it can be seen: Slack refuses empty text. */
export const isBlank = (text: string): boolean => inert(text).trim() === '';

/** Text for a place that Slack reads as markup: https://docs.slack.dev/messaging/formatting-message-text#escaping */
export const escaped = (text: string): string =>
  splitAtChannels(inert(text))
    .map((piece, nth) => (nth % 2 === 0 ? piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : `<#${piece}>`))
    .join('');

/** What would be read as markup, or must be written in another way, where Slack reads markup. */
const MARKUP = /[*_~`<>&|\n]|:[\w+-]+:/u;

/** Whether text reads the same in a place that Slack reads as markup. */
export const isUnmarked = (text: string): boolean => !MARKUP.test(text);

/** `<target|label>` in what people send: a link, a member, a channel or a group. */
const REFERENCE = /<([^<>|]*)(?:\|([^<>]*))?>/gu;

/** A person or a user group, without the name after it. */
const PERSON = /^(?:@[UW][A-Z0-9]{1,23}|!subteam\^S[A-Z0-9]{1,23})$/u;

/**
 * What a person typed, from what Slack made of it: channels stay as they are, but for their names; other references become words, escapes are undone.
 * @param takesPeople members and user groups stay as they are; otherwise members stay unnamed
 */
export function unescaped(text: string, takesPeople = false): string {
  const read = (whole: string, target: string, label: string | undefined): string =>
    takesPeople && PERSON.test(target) ? `<${target}>` : reference(whole, target, label);
  return text.replace(REFERENCE, read).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function reference(_whole: string, target: string, label: string | undefined): string {
  if (target.startsWith('@')) return '@member';
  if (hasChannel(`<${target}>`)) return `<${target}>`;
  if (target.startsWith('#')) return label === undefined || label === '' ? '#channel' : `#${label}`;
  if (target.startsWith('!')) return label === undefined || label === '' ? '' : label;
  return label ?? target;
}

/** A link for Slack's markup, or undefined for an address that is none. A `|` or `>` would end it early. */
export function linkTo(url: string, label: string): string | undefined {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return undefined;
  return `<${escaped(new URL(url).href.replaceAll('|', '%7C'))}|${escaped(label)}>`;
}
