import type { types } from '@slack/bolt';
import { type Citation, citationLine, type Quote } from '../../core/reply.ts';
import { group } from '../../core/split.ts';
import { context, leaves, plain, type RichText, richText, type SlackBlock, section } from './blocks.ts';
import { linkTo } from './escape.ts';
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

/** Small print under the quotation. Only the word "Source" is markup: the citation itself stands as written. */
function drawSources(sources: readonly Citation[]): SlackBlock[] {
  const elements = sources.flatMap((source): types.ContextBlockElement[] => {
    const link = source.url === undefined ? undefined : linkTo(source.url, 'Source');
    const address = source.url !== undefined && (link === undefined || link.length > CONTEXT_TEXT) ? ` ${source.url}` : '';
    const hasLink = link !== undefined && address === '';
    const lead: types.ContextBlockElement[] = hasLink ? [{ type: 'mrkdwn', text: link, verbatim: true }] : [];
    return [...lead, ...partsOf(`${hasLink ? '' : 'Source: '}${citationLine(source)}${address}`, CONTEXT_TEXT).map(plain)];
  });
  return group(elements, TEXT, roomOf).map((some) => context(some));
}

/** Ten elements fill a block of small print, or as many characters as a text may have. */
const roomOf = (element: types.ContextBlockElement): number => Math.max('text' in element ? element.text.length : 0, TEXT / CONTEXT_ELEMENTS);
