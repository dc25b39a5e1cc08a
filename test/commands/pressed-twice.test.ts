import { beforeEach, describe, expect, it } from 'vitest';
import { program, shortName } from './kept.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('a button that is pressed twice', () => {
  let steward = program('2026-11-23T09:59:59Z');
  beforeEach(() => {
    steward = program('2026-11-23T09:59:59Z');
  });

  it.each([
    ['remind "ring Jo" in 1 hour', 'reminders', 'reminders'],
    ['deadline start freedom-of-information on 2026-11-09', 'deadlines', 'deadlines'],
  ])('`%s` makes one, and shows it both times', async (line, listing, kind) => {
    const first = shortName(await steward.sees(line));
    steward.passes(2 * SECOND);
    expect(shortName(await steward.sees(line))).toBe(first);
    expect((await steward.data(listing))[kind]).toHaveLength(1);
    expect(shortName(await steward.sees(line, { person: 'U2' })), 'somebody else').not.toBe(first);
    steward.passes(5 * MINUTE);
    expect(shortName(await steward.sees(line)), 'later').not.toBe(first);
  });

  it('makes a new one once the first is cancelled', async () => {
    const first = shortName(await steward.sees('remind "ring Jo" tomorrow 9am'));
    await steward.sees(`reminder stop ${first}`);
    expect(shortName(await steward.sees('remind "ring Jo" tomorrow 9am'))).not.toBe(first);
    const deadline = shortName(await steward.sees('deadline start foi on 9 November'));
    await steward.sees(`deadline drop ${deadline}`);
    expect(shortName(await steward.sees('deadline start foi on 9 November'))).not.toBe(deadline);
  });
});
