import type { types } from '@slack/bolt';
import { escapeHtml } from './html.ts';

type Element = types.RichTextBlock['elements'][number];
type Leaf = types.RichTextSection['elements'][number];

/** Rich text as HTML. Throws for what our renderer has never made, so that it is drawn here before anybody trusts the picture. */
export const drawRichText = ({ elements }: types.RichTextBlock): string => elements.map(drawElement).join('');

function drawElement(element: Element): string {
  switch (element.type) {
    case 'rich_text_section':
      return `<p>${drawLeaves(element.elements)}</p>`;
    case 'rich_text_quote':
      return `<blockquote>${drawLeaves(element.elements)}</blockquote>`;
    case 'rich_text_preformatted':
      return `<pre>${drawLeaves(element.elements)}</pre>`;
    case 'rich_text_list': {
      const tag = element.style === 'ordered' ? 'ol' : 'ul';
      const items = element.elements.map((item) => `<li>${item.type === 'rich_text_section' ? drawLeaves(item.elements) : ''}</li>`).join('');
      return `<${tag} class="${element.border === 1 ? 'barred' : ''}">${items}</${tag}>`;
    }
  }
}

const drawLeaves = (leaves: readonly Leaf[]): string => leaves.map(drawLeaf).join('');

function drawLeaf(leaf: Leaf): string {
  if (leaf.type === 'emoji' && leaf.name === 'warning') return '⚠️';
  if (leaf.type === 'link') return styled(`<a>${escapeHtml(leaf.text ?? leaf.url)}</a>`, leaf.style);
  if (leaf.type === 'channel') return `<a>#${escapeHtml(leaf.channel_id)}</a>`;
  if (leaf.type === 'text') return styled(escapeHtml(leaf.text), leaf.style);
  throw new Error(`the gallery does not know how Slack draws ${leaf.type} in rich text`);
}

function styled(html: string, style: { bold?: boolean; italic?: boolean; code?: boolean } = {}): string {
  const code = style.code ? `<code>${html}</code>` : html;
  const italic = style.italic ? `<i>${code}</i>` : code;
  return style.bold ? `<b>${italic}</b>` : italic;
}
