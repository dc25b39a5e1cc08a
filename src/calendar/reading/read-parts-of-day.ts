import { type Draft, TAKEN } from './draft.ts';
import type { PartOfDay } from './pieces.ts';
import { WEEKDAY } from './words.ts';

const ALONE: readonly (readonly [RegExp, PartOfDay])[] = [
  [/\b(?:(?:in|during)\s+the\s+morning|first\s+thing(?:\s+in\s+the\s+morning)?|(?:on|in)\s+the\s+morning\s+of)\b/gi, 'morning'],
  [/\b(?:(?:at\s+)?lunch\s?time|over\s+lunch)\b/gi, 'lunchtime'],
  [/\b(?:after\s+lunch|(?:in|during)\s+the\s+afternoon|(?:on|in)\s+the\s+afternoon\s+of)\b/gi, 'afternoon'],
  [/\b(?:by\s+)?(?:(?:the\s+)?end\s+of\s+(?:the\s+)?(?:working\s+)?day|close\s+of\s+(?:play|business)|cob|cop|eod)\b/gi, 'end'],
  [/\b(?:(?:in|during)\s+the\s+evening|(?:on|in)\s+the\s+evening\s+of)\b/gi, 'evening'],
  [/\b(?:at\s+night|in\s+the\s+night|on\s+the\s+night\s+of)\b/gi, 'night'],
];
const AFTER_A_DAY = new RegExp(
  `(?<=\\b(?:tomorrow|yesterday|today|${WEEKDAY})\\s+|${TAKEN}\\s*)\\b(?<part>morning|lunchtime|afternoon|evening|night)\\b`,
  'gi',
);

/** `in the morning`, `Friday afternoon`, `close of play`. `This morning` and the like are days as well, and read with them. */
export function readPartsOfDay(draft: Draft): void {
  for (const [pattern, part] of ALONE) draft.take(pattern, () => ({ slot: 'part', part }));
  draft.take(AFTER_A_DAY, ({ part }) => ({ slot: 'part', part: partNamed(part) ?? 'morning' }));
}

const PARTS: ReadonlyMap<string, PartOfDay> = new Map([
  ['morning', 'morning'],
  ['lunchtime', 'lunchtime'],
  ['afternoon', 'afternoon'],
  ['evening', 'evening'],
  ['night', 'night'],
]);

export const partNamed = (word = ''): PartOfDay | undefined => PARTS.get(word.toLowerCase());
