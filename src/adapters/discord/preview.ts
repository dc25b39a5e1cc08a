import { type APIComponentInContainer, type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import type { Reply } from '../../core/reply.ts';
import { readMarkdown } from './read-markdown.ts';
import { render } from './render.ts';

/** What a reader would see of each message that a reply is sent as. */
export const preview = (reply: Reply): readonly string[] => render(reply).map(({ components }) => components.map(read).filter(isSomething).join('\n'));

type Component = APIMessageTopLevelComponent | APIComponentInContainer;

function read(component: Component): string {
  switch (component.type) {
    case ComponentType.Container:
      return component.components.map(read).filter(isSomething).join('\n');
    case ComponentType.TextDisplay:
      return readMarkdown(component.content);
    case ComponentType.ActionRow:
      return component.components.map(pressed).join(' ');
    case ComponentType.MediaGallery:
      return component.items.map(({ description }) => `[Picture: ${description ?? ''}]`).join('\n');
    case ComponentType.File:
      return `[File: ${component.file.url.replace('attachment://', '')}]`;
    default:
      return '';
  }
}

type Pressed = Extract<Component, { type: ComponentType.ActionRow }>['components'][number];

function pressed(component: Pressed): string {
  if (component.type === ComponentType.Button) return `[${'label' in component ? (component.label ?? '') : ''}]`;
  if (component.type === ComponentType.StringSelect)
    return `[${component.placeholder ?? ''}]\n${component.options.map(({ label }) => `  ${label}`).join('\n')}`;
  return '';
}

const isSomething = (words: string): boolean => words !== '';
