import type { SlackBlock } from '../../src/adapters/slack/blocks.ts';
import { type Message, pictureId, render } from '../../src/adapters/slack/render.ts';
import type { Exhibit } from './exhibits.ts';
import { dataUri, escapeHtml, type Phone, page } from './html.ts';
import { drawRichText } from './slack-rich-text.ts';
import { SLACK_STYLE } from './slack-style.ts';

/** What Slack would be sent for each, drawn about as its phone app draws it. */
export const slackPage = (exhibits: readonly Exhibit[]): string => page('Steward in Slack', SLACK_STYLE, exhibits.map(drawPhone));

function drawPhone({ name, line, reply, share }: Exhibit): Phone {
  const asked = drawFrom('you', 'Sam Okafor', '', `<p><span class="mention">@Steward</span> ${escapeHtml(line)}</p>`);
  const messages = render(reply, { share });
  const answers = messages.map((message) => drawFrom('app', 'Steward', '<span class="badge">APP</span>', ONLY_YOU + drawMessage(message)));
  return { name, html: asked + answers.join('') };
}

const ONLY_YOU = '<p class="only">👁 Only visible to you</p>';

const drawFrom = (kind: string, who: string, badge: string, html: string): string =>
  `<section><div class="avatar ${kind}">${who.charAt(0)}</div><div class="body"><div class="who"><b>${who}</b>${badge}<time>10:42</time></div>${html}</div></section>`;

const drawMessage = (message: Message): string => message.blocks.map((block) => `<div class="block ${block.type}">${drawBlock(block, message)}</div>`).join('');

function drawBlock(block: SlackBlock, message: Message): string {
  switch (block.type) {
    case 'header':
      return `<h1>${escapeHtml(block.text.text)}</h1>`;
    case 'rich_text':
      return drawRichText(block);
    case 'section':
      return `<p>${block.text === undefined ? '' : drawText(block.text)}</p>`;
    case 'context':
      return block.elements.map((element) => `<span>${'text' in element ? drawText(element) : ''}</span>`).join('');
    case 'actions':
      return block.elements.map(drawControl).join('');
    case 'table':
      return `<table>${block.rows.map((row) => drawRow(row, block.column_settings)).join('')}</table>`;
    case 'image': {
      const picture = message.pictures.find((_, nth) => 'slack_file' in block && 'id' in block.slack_file && block.slack_file.id === pictureId(nth));
      return picture === undefined
        ? ''
        : `<div class="file">${escapeHtml(picture.fileName)} ▾</div><img alt="${escapeHtml(block.alt_text)}" src="${dataUri(picture.png)}">`;
    }
    case 'divider':
      return '<hr>';
    default:
      throw new Error(`the gallery does not know how Slack draws a ${block.type} block`);
  }
}

type Of<Type extends SlackBlock['type']> = Extract<SlackBlock, { type: Type }>;

/** The only markup that our renderer writes is links and code; everything else in it is escaped already. */
function drawText({ type, text }: { type: string; text: string }): string {
  return type === 'mrkdwn' ? text.replace(/<([^|>]+)\|([^>]+)>/gu, '<a>$2</a>').replace(/`([^`]+)`/gu, '<code>$1</code>') : escapeHtml(text);
}

function drawControl(element: Of<'actions'>['elements'][number]): string {
  if (element.type === 'button') return `<span class="button ${element.style ?? ''}">${escapeHtml(element.text.text)}</span>`;
  if (element.type === 'static_select') return `<span class="button">${escapeHtml(element.placeholder?.text ?? '')} ▾</span>`;
  throw new Error(`the gallery does not know how Slack draws a ${element.type}`);
}

function drawRow(row: Of<'table'>['rows'][number], settings: Of<'table'>['column_settings']): string {
  return `<tr>${row.map((cell, at) => `<td class="${settings?.[at]?.align ?? ''}">${cell.type === 'rich_text' ? drawRichText(cell) : ''}</td>`).join('')}</tr>`;
}
