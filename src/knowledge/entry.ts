import type { Fault } from '../core/fault.ts';
import type { Citation } from '../core/reply.ts';
import type { FrontMatter } from './schema.ts';

/** One subject of the knowledge base: its front matter and the passages it is cut into. */
export interface Entry extends FrontMatter {
  /** Path below the knowledge folder, for messages. */
  readonly file: string;
  readonly passages: readonly Passage[];
}

/** A heading's worth of an entry: readable alone, with its own sources. It is what an answer shows. */
export interface Passage {
  readonly entry: string;
  readonly heading: string;
  readonly text: string;
  readonly sources: readonly CitedSource[];
  /** How organisers ask for this: searched, never shown. */
  readonly askedAs: readonly string[];
  /** Line of the heading in its file. */
  readonly line: number;
}

export interface CitedSource extends Citation {
  /** Id in `sources.yml`. */
  readonly id: string;
}

/** @param fault with its file below the knowledge folder */
export const faultLine = (fault: Fault): string => `knowledge/${fault.file}:${fault.line}: ${fault.message}`;
