import type { Citation } from '../core/reply.ts';

/** What a page for committee says, all of it in words already. */
export interface Report {
  readonly title: string;
  /** The day it was made, as it is written out. */
  readonly date: string;
  /** Who presents it and why, in the branch's own words. */
  readonly words?: string | undefined;
  readonly headline: string;
  readonly results: readonly { readonly label: string; readonly value: string }[];
  readonly chart?: { readonly png: Uint8Array; readonly alt: string } | undefined;
  readonly certainty: { readonly level: string; readonly why: string };
  readonly warnings: readonly string[];
  readonly question: string;
  readonly working: readonly { readonly label: string; readonly formula: string; readonly figures: string; readonly value: string; readonly from: string }[];
  readonly evidence: readonly { readonly statement: string; readonly weakness: string; readonly sources: readonly Citation[] }[];
}
