import { type Block, citationLine } from '../../core/reply.ts';
import type { Upload } from './components.ts';
import { clean } from './escape.ts';

export const FILE_NAME = 'answer.txt';

/** The words of a reply as a text file, for one too long to be messages. Discord shows such a file in place. */
export function drawFile(blocks: readonly Block[]): Upload {
  const text = blocks
    .map(plain)
    .filter((part) => part !== '')
    .join('\n\n');
  return {
    name: FILE_NAME,
    bytes: new TextEncoder().encode(`${clean(text)}\n`),
    contentType: 'text/plain; charset=utf-8',
    description: 'The whole answer as text',
  };
}

function plain(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${block.text}\n${'='.repeat(Math.min(72, block.text.length))}`;
    case 'text':
      return block.text;
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
    case 'list':
      return block.items.map((item, nth) => `${block.ordered ? `${nth + 1}.` : '-'} ${item}`).join('\n');
    case 'table':
      return [block.columns.map(({ label }) => label), ...block.rows].map((row) => row.join('\t')).join('\n');
    case 'quote':
      return [block.text, ...block.sources.map((source) => `Source: ${citationLine(source)}${source.url === undefined ? '' : ` ${source.url}`}`)].join('\n');
    case 'picture':
      return block.alt;
    case 'file':
      return `${block.fileName}: ${block.about}`;
    case 'buttons':
      return block.buttons.map(({ label, request }) => `${label}: ${request}`).join('\n');
    case 'form':
      return block.form.title;
  }
}
