import { type APIButtonComponentWithCustomId, type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js';
import { z } from 'zod';
import { decode } from './actions.ts';
import { rowOf } from './components.ts';
import { MESSAGE } from './limits.ts';
import { unusedName } from './render-attachment.ts';

/** A file to fetch from Discord and send again. */
export interface Download {
  readonly url: string;
  readonly name: string;
  readonly description?: string;
}

export interface Shared {
  readonly components: APIMessageTopLevelComponent[];
  /** The private message again, which now says that it was shared. */
  readonly marked: APIMessageTopLevelComponent[];
  readonly downloads: Download[];
}

/** The kinds of component that our messages are made of, without what Discord adds when it sends them back. */
const text = z.object({ type: z.literal(ComponentType.TextDisplay), id: z.int().optional(), content: z.string() });
const button = z.object({ type: z.literal(ComponentType.Button), style: z.int(), label: z.string().optional(), custom_id: z.string() });
const select = z.object({
  type: z.literal(ComponentType.StringSelect),
  custom_id: z.string(),
  placeholder: z.string().optional(),
  options: z.array(z.object({ label: z.string(), value: z.string() })),
});
const row = z.object({ type: z.literal(ComponentType.ActionRow), components: z.array(z.union([button, select])) });
const separator = z.object({ type: z.literal(ComponentType.Separator), divider: z.boolean().optional(), spacing: z.int().optional() });
const media = z.object({ url: z.string() });
const gallery = z.object({
  type: z.literal(ComponentType.MediaGallery),
  items: z.array(z.object({ media, description: z.string().nullish() })).max(MESSAGE.attachments),
});
const file = z.object({ type: z.literal(ComponentType.File), file: media });
const container = z.object({
  type: z.literal(ComponentType.Container),
  accent_color: z.int().nullish(),
  components: z.array(z.union([text, row, gallery, file, separator])),
});
const ours = z.array(z.union([container, row]));

type Inside = z.output<typeof container>['components'][number];

/** The message a person shares, ready to be posted again without its "Share" button. Undefined when it is not one of ours. */
export function sharedFrom(components: readonly unknown[]): Shared | undefined {
  const parsed = ours.safeParse(components);
  if (!parsed.success) return undefined;
  const downloads: Download[] = [];
  const kept = parsed.data.flatMap((component): object[] => {
    if (component.type === ComponentType.ActionRow) return isShareRow(component) ? [] : [component];
    return [{ ...component, components: component.components.map((inside) => uploaded(inside, downloads)) }];
  });
  // They were read as components of ours, whose types have more names than a schema needs.
  const marked = parsed.data.map((component) => (component.type === ComponentType.ActionRow && isShareRow(component) ? rowOf(SHARED) : component));
  return kept.length === 0 ? undefined : { components: kept as APIMessageTopLevelComponent[], marked: marked as APIMessageTopLevelComponent[], downloads };
}

const SHARED: APIButtonComponentWithCustomId = {
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label: 'Shared with the channel',
  custom_id: 'shared',
  disabled: true,
};

const isShareRow = ({ components }: z.output<typeof row>): boolean => components.some((one) => decode(one.custom_id, () => undefined)?.kind === 'share');

/** Files of a private message vanish with it, so they are sent again under their own names. */
function uploaded(component: Inside, downloads: Download[]): object {
  const again = (url: string, name: string, description?: string | null): { url: string } => {
    downloads.push({ url, name, ...(description ? { description } : {}) });
    return { url: `attachment://${name}` };
  };
  if (component.type === ComponentType.File) {
    const { url } = component.file;
    return { type: component.type, file: again(url, unusedName(fileName(url), new Set(downloads.map(({ name }) => name)))) };
  }
  if (component.type !== ComponentType.MediaGallery) return component;
  const items = component.items.map(({ media: { url }, ...item }) => ({ ...item, media: again(url, pictureName(url, downloads.length), item.description) }));
  return { type: component.type, items };
}

/** Pictures are numbered, because nobody sees what they are called. */
const pictureName = (url: string, nth: number): string => `${nth}-${fileName(url).replace(/^\d+-/u, '')}`;

function fileName(url: string): string {
  const last = URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
  return last.replace(/[^\w.-]+/gu, '-').slice(-60) || 'file';
}
