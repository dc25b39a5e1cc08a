import { describe, expect, it } from 'vitest';
import { suggestFor } from '../../src/core/suggest-for.ts';

const regions = ['North West', 'Northern', 'Scotland'];
const suggest = (_: unknown, typed: string) =>
  regions.filter((name) => name.toLowerCase().startsWith(typed.toLowerCase())).map((name) => ({ label: `${name} region`, value: name }));

describe('suggestFor', () => {
  it('offers what is like the whole of what was typed', async () => {
    expect((await suggestFor({ suggest: 'region' }, 'north', suggest, 5)).map(({ value }) => value)).toEqual(['North West', 'Northern']);
    expect(await suggestFor({}, 'north', suggest, 5)).toEqual([]);
  });

  it('goes on with the last of several, and keeps those before it', async () => {
    expect(await suggestFor({ suggest: 'regions', many: true }, 'Scotland;North West; n', suggest, 5)).toEqual([
      { label: 'Scotland; North West; North West region', value: 'Scotland; North West; North West' },
      { label: 'Scotland; North West; Northern region', value: 'Scotland; North West; Northern' },
    ]);
    expect((await suggestFor({ suggest: 'regions', many: true }, '', suggest, 5)).map(({ value }) => value)).toEqual(regions);
  });
});
