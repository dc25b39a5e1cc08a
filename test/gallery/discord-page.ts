import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { Message } from '../../src/adapters/discord/components.ts';
import { render } from '../../src/adapters/discord/render.ts';
import { drawMarkdown } from './discord-markdown.ts';
import { DISCORD_STYLE } from './discord-style.ts';
import type { Exhibit } from './exhibits.ts';
import { dataUri, escapeHtml, type Phone, page } from './html.ts';

/** What Discord would be sent for each, drawn about as its phone app draws it. */
export const discordPage = (exhibits: readonly Exhibit[]): string => page('Steward in Discord', DISCORD_STYLE, exhibits.map(drawPhone));

function drawPhone({ name, line, reply, share }: Exhibit): Phone {
  const asked = drawFrom('you', 'Sam Okafor', '', `<p><span class="mention">@Steward</span> ${escapeHtml(line)}</p>`);
  const answers = render(reply, { share: share !== undefined }).map((message) =>
    drawFrom('app', 'Steward', '<span class="badge">APP</span>', drawMessage(message) + ONLY_YOU),
  );
  return { name, html: asked + answers.join('') };
}

const ONLY_YOU = '<p class="only">👁 Only you can see this · <a>Dismiss message</a></p>';

const drawFrom = (kind: string, who: string, badge: string, html: string): string =>
  `<section><div class="avatar ${kind}">${who.charAt(0)}</div><div class="body"><div class="who"><b>${who}</b>${badge}<time>10:42</time></div>${html}</div></section>`;

const drawMessage = (message: Message): string => message.components.map((component) => drawComponent(component, message)).join('');

type Component = APIMessageTopLevelComponent | Extract<APIMessageTopLevelComponent, { type: ComponentType.Container }>['components'][number];

function drawComponent(component: Component, message: Message): string {
  switch (component.type) {
    case ComponentType.Container: {
      const bar = `#${(component.accent_color ?? 0).toString(16).padStart(6, '0')}`;
      return `<div class="container" style="border-left-color:${bar}">${component.components.map((one) => drawComponent(one, message)).join('')}</div>`;
    }
    case ComponentType.TextDisplay:
      return `<div class="text">${drawMarkdown(component.content)}</div>`;
    case ComponentType.Separator:
      return component.divider === false ? '<div class="gap"></div>' : '<hr>';
    case ComponentType.ActionRow:
      return `<div class="row">${component.components.map(drawControl).join('')}</div>`;
    case ComponentType.MediaGallery:
      return component.items
        .map(({ media, description }) => `<img alt="${escapeHtml(description ?? '')}" src="${dataUri(fileAt(media.url, message))}">`)
        .join('');
    case ComponentType.File:
      return `<div class="file">📄 ${escapeHtml(component.file.url.replace('attachment://', ''))}</div>`;
    default:
      throw new Error(`the gallery does not know how Discord draws component ${component.type}`);
  }
}

const fileAt = (url: string, { files }: Message): Uint8Array => files.find(({ name }) => url === `attachment://${name}`)?.bytes ?? new Uint8Array();

const STYLES: Partial<Record<ButtonStyle, string>> = { [ButtonStyle.Primary]: 'primary', [ButtonStyle.Danger]: 'danger' };

function drawControl(control: Extract<Component, { type: ComponentType.ActionRow }>['components'][number]): string {
  if (control.type === ComponentType.StringSelect) return `<span class="select">${escapeHtml(control.placeholder ?? '')}<span>⌄</span></span>`;
  if (control.type !== ComponentType.Button || !('label' in control)) throw new Error(`the gallery does not know how Discord draws component ${control.type}`);
  const emoji = control.emoji?.name === undefined ? '' : `${control.emoji.name} `;
  return `<span class="button ${STYLES[control.style] ?? ''}">${emoji}${escapeHtml(control.label ?? '')}</span>`;
}
