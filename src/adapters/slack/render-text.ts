import type { types } from '@slack/bolt';
import type { Fact, Tone } from '../../core/reply.ts';
import { group, splitText } from '../../core/split.ts';
import { context, leaves, plain, type RichText, richText, type SlackBlock, section } from './blocks.ts';
import { hasChannel, inert, isUnmarked, withoutChannels } from './escape.ts';
import { CONTEXT_TEXT, HEADER, TEXT } from './limits.ts';

/** Parts that fit, none of them empty. Cut after the text was made inert, because that makes it longer. */
export const partsOf = (text: string, limit: number): string[] => splitText(inert(text), limit).filter((part) => part !== '');

/** A label of at most `limit`, cut at a word. Whoever cuts says the whole of it elsewhere. */
export function shortened(label: string, limit: number): string {
  const shown = inert(label).trim();
  return shown.length <= limit ? shown : `${splitText(shown, limit - 1)[0] ?? ''}…`;
}

/** The first heading of a reply stands large; those below it are bold under a line, so that a long entry does not shout and can be skimmed. */
export function drawHeading(text: string, isFirst: boolean): SlackBlock[] {
  const fits = inert(text).trim().length <= HEADER && !hasChannel(text);
  if (isFirst && fits) return partsOf(text, HEADER).map((part) => ({ type: 'header', text: plain(part) }));
  const parts = partsOf(text, TEXT).map((part) => richText([section(leaves(part, { bold: true }))]));
  return isFirst || parts.length === 0 ? parts : [{ type: 'divider' }, ...parts];
}

export function drawText(text: string, tone: Tone): SlackBlock[] {
  if (tone === 'muted') return partsOf(text, CONTEXT_TEXT).map(smallPrint);
  return partsOf(text, TEXT).map((part, nth) => richText([section([...(tone === 'warning' && nth === 0 ? WARNING : []), ...leaves(part)])]));
}

const CODE = /`[^`\n]+`/gu;

/**
 * Plain text shows backticks and channels as they are written, so these need markup; only where nothing else in the text would be read as some.
 * A channel in other text is drawn at the usual size.
 */
function smallPrint(text: string): SlackBlock {
  const codes = text.match(CODE) ?? [];
  const words = withoutChannels(text.replace(CODE, '').replaceAll('\n', ''));
  const isSafe = isUnmarked(words) && !codes.some((code) => /[<>&]/u.test(code));
  if (isSafe && (hasChannel(text) || codes.length > 0)) return context([{ type: 'mrkdwn', text, verbatim: true } satisfies types.MrkdwnElement]);
  return hasChannel(text) ? richText([section(leaves(text))]) : context([plain(text)]);
}

const WARNING = [{ type: 'emoji', name: 'warning' } as const, { type: 'text', text: ' ' } as const];

/** One line for each fact, its label in bold. */
export function drawFacts(facts: readonly Fact[]): SlackBlock[] {
  const lines = facts.flatMap(({ label, value }) => {
    const [first = '', ...rest] = partsOf(value, TEXT - HEADER);
    const labels = partsOf(label, HEADER);
    const last = labels.pop();
    const head = [...(last === undefined ? [] : leaves(last, { bold: true })), ...leaves(last === undefined ? first : `  ${first}`)];
    return [...labels.map((part) => leaves(part, { bold: true })), head, ...rest.map((part) => leaves(part))];
  });
  const written = lines.filter((line) => line.length > 0);
  return group(written, TEXT, lengthOf).map((some) => richText(some.map(section)));
}

type Line = ReturnType<typeof leaves>;
const lengthOf = (line: Line): number =>
  line.reduce((sum, leaf) => sum + (leaf.type === 'channel' ? leaf.channel_id.length : 'text' in leaf ? (leaf.text?.length ?? 0) : 0), 0);

/** A real list. An item too long for one block goes on in paragraphs under it; an ordered list keeps counting after that. */
export function drawList(items: readonly string[], ordered: boolean): SlackBlock[] {
  const written = items.map((item) => partsOf(item, TEXT)).filter((parts) => parts.length > 0);
  const blocks: SlackBlock[] = [];
  let counted = 0;
  for (const some of group(written, TEXT, (parts) => parts.join('').length)) {
    const firsts = some.map(([first = '']) => section(leaves(first)));
    const offset = ordered && counted > 0 ? { offset: counted } : {};
    blocks.push(richText([{ type: 'rich_text_list', style: ordered ? 'ordered' : 'bullet', elements: firsts, ...offset }]));
    blocks.push(...some.flatMap(([, ...rest]) => rest.map((part) => richText([section(leaves(part))]))));
    counted += some.length;
  }
  return blocks;
}

/** Lines in a fixed pitch, for what has no block of its own in the place where it is drawn; those with a channel as usual, because fixed pitch has none. */
export function drawFixed(text: string): RichText[] {
  return partsOf(text, TEXT).map((part) =>
    richText([hasChannel(part) ? section(leaves(part)) : { type: 'rich_text_preformatted', elements: [{ type: 'text', text: part }] }]),
  );
}
