import { describe, expect, it } from 'vitest';
import { createSpeller } from '../../src/knowledge/search/speller.ts';

const vocabulary = new Map([
  ['accountability', 9],
  ['procurement', 7],
  ['shared', 5],
  ['services', 8],
]);

describe('the speller', () => {
  it('puts a slip right, and parts words run together', () => {
    const speller = createSpeller(vocabulary);
    expect(speller.mend('procuremnet', false)[0]?.[0]?.word).toBe('procurement');
    expect(speller.mend('sharedservices', false).map(([first]) => first?.word)).toEqual(['shared', 'services']);
  });

  it('finds by its runs of letters a word that is too far gone for edits', () => {
    expect(createSpeller(vocabulary).mend('xqzwprocurementsystem', true)[0]?.[0]?.word).toBe('procurement');
  });

  it('gives the same word the same places, whatever it was asked before', () => {
    const speller = createSpeller(vocabulary);
    const alone = speller.mend('acountbilety', false);
    expect(speller.mend('acountbilety', true)).not.toEqual(alone);
    expect(speller.mend('acountbilety', false)).toEqual(alone);
  });
});
