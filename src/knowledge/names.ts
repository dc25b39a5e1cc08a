import { editDistance } from '../core/edit-distance.ts';

/** What tells no authority or entry from another. */
const GENERIC = /^(the|of|and|a|in|on|cc|bc|dc|lbc|mbc|city|county|borough|district|metropolitan|london|council)$/;
const SHORTEST_BEGINNING = 3;

/** Whether each telling word typed is a word of the name, begins one or is a slip away: what is only like it in places names something else. */
export function isSameName(typed: string, name: string): boolean {
  const parts = wordsOf(name);
  return tellingWords(typed).every((word) =>
    parts.some((part) => part === word || (word.length >= SHORTEST_BEGINNING && part.startsWith(word)) || isSlip(word, part)),
  );
}

/** Whether every telling word of the name, misspelt or not, is among the words typed. */
export function isNamed(name: string, typed: string): boolean {
  const said = wordsOf(typed);
  return tellingWords(name).every((word) => said.some((one) => one === word || isSlip(one, word)));
}

export function tellingWords(name: string): string[] {
  const all = wordsOf(name);
  const telling = all.filter((word) => !GENERIC.test(word));
  return telling.length > 0 ? telling : all;
}

const wordsOf = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function isSlip(word: string, meant: string): boolean {
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  return editDistance(word, meant, most) <= most;
}
