import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { group, splitText } from '../../src/core/split.ts';

const squeeze = (text: string): string => text.replace(/\s+/g, '');

describe('splitText', () => {
  it('cuts between sentences where it can', () => {
    expect(splitText('One sentence here. Another one there. A third.', 40)).toEqual(['One sentence here. Another one there.', 'A third.']);
  });

  it('prefers a paragraph to a sentence', () => {
    expect(splitText('First. Still first.\n\nSecond part. More of it.', 36)).toEqual(['First. Still first.', 'Second part. More of it.']);
  });

  it('keeps a short text whole', () => {
    expect(splitText(' short ', 100)).toEqual(['short']);
  });

  it('never exceeds the limit, loses nothing and never halves a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 2, max: 60 }), (text, limit) => {
        const parts = splitText(text, limit);
        expect(parts.every((part) => part.length <= limit)).toBe(true);
        expect(squeeze(parts.join(''))).toBe(squeeze(text));
        expect(parts.every((part) => part.isWellFormed())).toBe(true);
      }),
    );
  });

  it('is quick on a hostile text', () => {
    expect(splitText('a'.repeat(100_000), 2000)).toHaveLength(50);
    expect(splitText('.'.repeat(100_000), 2000)).toHaveLength(50);
  });
});

describe('group', () => {
  it('keeps order and limits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 })), fc.integer({ min: 30, max: 90 }), (sizes, limit) => {
        const groups = group(sizes, limit, (size) => size);
        expect(groups.flat()).toEqual(sizes);
        expect(groups.every((members) => members.reduce((sum, size) => sum + size, 0) <= limit)).toBe(true);
      }),
    );
  });
});
