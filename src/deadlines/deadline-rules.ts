import { nearestLabels } from '../core/spelling.ts';
import type { Suggested } from '../core/steward.ts';
import type { Rule } from './rule.ts';

/** The rules that deadlines can be worked out by. */
export interface DeadlineRules {
  /** In order of title. */
  readonly all: readonly Rule[];
  /** The rule with that id, title or alias, misspelt or not; undefined when none is near, or several are. */
  find(name: string): Rule | undefined;
  /** Type-ahead, nearest first; every rule when nothing is typed. The value is the rule's id. */
  suggest(typed: string, limit: number): readonly Suggested[];
}

/** Labels looked at for the one that was meant. */
const CANDIDATES = 20;
/** Words that tell no deadline from another. */
const GENERIC = /^(the|a|an|of|for|to|in|on|our|deadlines?|rules?|limits?|dates?)$/;

export function createDeadlineRules(rules: readonly Rule[]): DeadlineRules {
  const all = [...rules].sort((a, b) => a.title.localeCompare(b.title, 'en-GB'));
  const byLabel = new Map(all.flatMap((rule) => labelsOf(rule).map((label) => [label, rule] as const)));
  const labels = [...byLabel.keys()];

  return {
    all,
    find(name) {
      const typed = plain(name);
      const words = tellingWords(typed);
      if (words.length === 0) return undefined;
      const exact = byLabel.get(typed) ?? byLabel.get(words.join(' '));
      if (exact !== undefined) return exact;
      const holding = labels.filter((label) => words.every((word) => label.split(' ').some((part) => part.startsWith(word))));
      const near = holding.length > 0 ? holding : meantBy(words, labels);
      // A name of as many words is the one that was misspelt; the longer ones are those of its neighbours.
      const whole = near.filter((label) => tellingWords(label).length === words.length);
      return onlyOne((whole.length > 0 ? whole : near).map((label) => byLabel.get(label)));
    },
    suggest(typed, limit) {
      const near = plain(typed) === '' ? all : ranked(plain(typed), labels).map((label) => byLabel.get(label));
      const distinct = [...new Set(near)].filter((rule) => rule !== undefined);
      return distinct.slice(0, limit).map(({ id, title }) => ({ label: title, value: id }));
    },
  };
}

const labelsOf = ({ id, title, aliases }: Rule): string[] => [...new Set([id, title, ...aliases].map(plain))];

const plain = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

function tellingWords(typed: string): string[] {
  return typed.split(' ').filter((word) => word !== '' && !GENERIC.test(word));
}

/** Labels that hold what was typed come before labels that are only like it. */
function ranked(typed: string, labels: readonly string[]): string[] {
  return [...new Set([...labels.filter((label) => label.includes(typed)), ...nearestLabels(typed, labels, CANDIDATES)])];
}

/** The labels that have every word typed, each as it stands or with a slip in it. */
function meantBy(words: readonly string[], labels: readonly string[]): string[] {
  const vocabulary = [...new Set(labels.flatMap((label) => label.split(' ')))];
  const meant = words.map((word) => new Set([word, ...slipsOf(word, vocabulary)]));
  return labels.filter((label) => meant.every((one) => label.split(' ').some((part) => one.has(part))));
}

const SHORTEST_WITH_A_SLIP = 4;

function slipsOf(word: string, vocabulary: readonly string[]): string[] {
  if (word.length < SHORTEST_WITH_A_SLIP) return [];
  return nearestLabels(word, vocabulary).filter((near) => Math.abs(near.length - word.length) <= 2);
}

function onlyOne(rules: readonly (Rule | undefined)[]): Rule | undefined {
  const distinct = new Set(rules);
  return distinct.size === 1 ? [...distinct][0] : undefined;
}
