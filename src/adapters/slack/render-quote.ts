import type { types } from '@slack/bolt';
import { type Citation, citationLine, citationParts, type Quote } from '../../core/reply.ts';
import { group } from '../../core/split.ts';
import { context, leaves, plain, type RichText, richText, type SlackBlock, section } from './blocks.ts';
import { inert, isBlank, isUnmarked, linkTo } from './escape.ts';
import { CONTEXT_ELEMENTS, CONTEXT_TEXT, TEXT } from './limits.ts';
import { partsOf } from './render-text.ts';

/** The words with a bar beside them, and under them where they come from. */
export function drawQuote({ text, sources }: Quote): SlackBlock[] {
  return [...partsOf(text, TEXT).map((part) => richText(paragraphs(part))), ...drawSources(sources)];
}

const ITEM = /^- /;

/** Neighbouring `- ` lines are one list; what is between lists is one quotation. */
function paragraphs(text: string): RichText['elements'] {
  const runs: string[][] = [];
  for (const line of text.split('\n')) {
    const run = runs.at(-1);
    if (run !== undefined && ITEM.test(run[0] ?? '') === ITEM.test(line)) run.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run) => (ITEM.test(run[0] ?? '') ? quotedList(run) : quotation(run.join('\n').trim())));
}

function quotedList(lines: readonly string[]): RichText['elements'] {
  const items = lines.map((line) => leaves(line.replace(ITEM, '').trim())).filter((item) => item.length > 0);
  return items.length === 0 ? [] : [{ type: 'rich_text_list', style: 'bullet', border: 1, elements: items.map(section) }];
}

const quotation = (text: string): RichText['elements'] => (text === '' ? [] : [{ type: 'rich_text_quote', elements: leaves(text) }]);

/** Small print under the quotation, one line for each source. */
function drawSources(sources: readonly Citation[]): SlackBlock[] {
  const elements: types.ContextBlockElement[] = [];
  for (const source of sources) {
    const [last, line] = [elements.at(-1), markedSource(source)];
    if (line === undefined) elements.push(...plainSource(source));
    // Slack sets the elements of a context block side by side, so lines that belong under each other are one element.
    else if (last?.type === 'mrkdwn' && last.text.length + line.length < CONTEXT_TEXT) elements.splice(-1, 1, marked(`${last.text}\n${line}`));
    else elements.push(marked(line));
  }
  return group(elements, TEXT, roomOf).map((some) => context(some));
}

const marked = (text: string): types.MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

/** The citation with its title as the link. Undefined where Slack would read something in it as markup. */
function markedSource(source: Citation): string | undefined {
  const { before, title, after } = citationParts(source);
  if (source.url === undefined || isBlank(title) || !isUnmarked(citationLine(source))) return undefined;
  const link = linkTo(source.url, title);
  const line = `Source: ${inert(before)}${link}${inert(after)}`;
  return link === undefined || line.length > CONTEXT_TEXT ? undefined : line;
}

/** Plain text, which stands as written; the word "Source" before it is the link, if that fits. */
function plainSource(source: Citation): types.ContextBlockElement[] {
  const link = source.url === undefined ? undefined : linkTo(source.url, 'Source');
  const address = source.url !== undefined && (link === undefined || link.length > CONTEXT_TEXT) ? ` ${source.url}` : '';
  const hasLink = link !== undefined && address === '';
  return [...(hasLink ? [marked(link)] : []), ...partsOf(`${hasLink ? '' : 'Source: '}${citationLine(source)}${address}`, CONTEXT_TEXT).map(plain)];
}

/** Ten elements fill a block of small print, or as many characters as a text may have. */
const roomOf = (element: types.ContextBlockElement): number => Math.max('text' in element ? element.text.length : 0, TEXT / CONTEXT_ELEMENTS);
