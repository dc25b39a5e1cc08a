import { STOP_WORDS } from '../../src/knowledge/search/stop-words.ts';
import { stem, words } from '../../src/knowledge/search/tokens.ts';
import type { Doc } from '../collections.ts';

/** Finds passages: their ids, best first. */
export type Search = (question: string, limit: number) => readonly string[] | Promise<readonly string[]>;

/** Builds its index over the passages. */
export type Engine = (docs: readonly Doc[]) => Search | Promise<Search>;

/** How much more a word counts in a title, for the engines that do better for it. */
export const TITLE_WEIGHT = 2;

/** A passage as one text with its title twice. Engines that score each field by itself find better in it than in two fields. */
export const merged = ({ title, text }: Doc): string => `${title} ${title} ${text}`;

/** Engines that take an analyser are given Steward's own, so that none loses for want of a stemmer or a list of stop words. */
export const stems = (text: string): string[] => words(text).map(stem);

/** A text without its stop words, otherwise as written. */
export const withoutStopWords = (text: string): string =>
  text
    .split(/\s+/)
    .filter((word) => !STOP_WORDS.has(word.toLowerCase().replace(/[^a-z0-9]+/g, '')))
    .join(' ');

/** For engines that answer with the position of a passage. */
export const idsAt = (docs: readonly Doc[], positions: readonly number[]): string[] => positions.flatMap((at) => docs[at]?.id ?? []);
