import type { Form } from './form.ts';
import type { Json } from './json.ts';

/**
 * A Reply is a value: what a command answers, before any platform draws it.
 * All text in it is plain: no Markdown, no mentions, no platform markup. Adapters escape and style it.
 */
export interface Reply {
  /** `asker`: private to the person who asked; `channel`: everyone in the place. */
  readonly visibleTo: 'asker' | 'channel';
  /** Set when nobody should be offered to share it: it is no business of the channel, or asking again would do it again. */
  readonly isConfidential?: boolean;
  readonly blocks: readonly Block[];
  /** The same result as plain JSON; what `--json` prints. */
  readonly data: Json;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly tone: Tone }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly ordered: boolean }
  | Table
  | Quote
  | Picture
  | Attachment
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | { readonly kind: 'form'; readonly form: Form };

/** `muted` is small print; `warning` must not be overlooked. */
export type Tone = 'normal' | 'muted' | 'warning';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  /** Each row has as many cells as there are columns. */
  readonly rows: readonly (readonly string[])[];
}

/** Where a statement comes from. `locator` is the place in it; `grade` says who speaks: A official, B press and trade, C union, party, company or blog. */
export interface Citation {
  readonly title: string;
  readonly publisher: string;
  readonly author?: string | undefined;
  readonly date: string;
  readonly locator?: string | undefined;
  readonly url?: string | undefined;
  readonly grade: 'A' | 'B' | 'C';
}

export interface Quote {
  readonly kind: 'quote';
  /** Paragraphs are parted by a blank line; a line that begins with `- ` is a list item. */
  readonly text: string;
  readonly sources: readonly Citation[];
}

export interface Picture {
  readonly kind: 'picture';
  readonly png: Uint8Array;
  readonly fileName: string;
  readonly alt: string;
  /** The same picture in plain characters, for a terminal. */
  readonly plain: string;
}

/** A file to keep or to send on: a calendar, a spreadsheet, a page for committee. */
export interface Attachment {
  readonly kind: 'file';
  readonly bytes: Uint8Array;
  /** Letters, digits, `-`, `_` and `.`, with its extension. */
  readonly fileName: string;
  /** IANA media type, such as `text/calendar`. */
  readonly mediaType: string;
  /** What it is, in one line. */
  readonly about: string;
}

/** Pressing it sends `request`, a command line, as the person who pressed. */
export interface Button {
  readonly label: string;
  readonly request: string;
  readonly style: 'primary' | 'normal' | 'danger';
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const text = (body: string, tone: Tone = 'normal'): Block => ({ kind: 'text', text: body, tone });
export const facts = (...pairs: readonly Fact[]): Block => ({ kind: 'facts', facts: pairs });
export const list = (items: readonly string[], ordered = false): Block => ({ kind: 'list', items, ordered });
export const quote = (body: string, sources: readonly Citation[]): Block => ({ kind: 'quote', text: body, sources });
export const button = (label: string, request: string, style: Button['style'] = 'normal'): Button => ({ label, request, style });

/** A row of buttons, or nothing at all: platforms refuse an empty row. */
export const buttons = (...items: readonly Button[]): Block[] => (items.length === 0 ? [] : [{ kind: 'buttons', buttons: items }]);

/** A reply only its asker sees: the default, because what a person asks may say who is a member. */
export const privately = (blocks: readonly Block[], data: Json): Reply => ({ visibleTo: 'asker', blocks, data });

/** The same, and nobody is offered to share it. */
export const confidentially = (blocks: readonly Block[], data: Json): Reply => ({ ...privately(blocks, data), isConfidential: true });

/** One line that says where a statement comes from: author, title, publisher, date, place in it, grade. */
export function citationLine(source: Citation): string {
  const { before, title, after } = citationParts(source);
  return before + title + after;
}

/** The same line in three parts, for a platform that makes the title a link. */
export function citationParts({ author, title, publisher, date, locator, grade }: Citation): { before: string; title: string; after: string } {
  const place = locator === undefined ? '' : `, "${locator}"`;
  return { before: author === undefined ? '' : `${author}, `, title, after: `, ${publisher}, ${date}${place} (grade ${grade})` };
}
