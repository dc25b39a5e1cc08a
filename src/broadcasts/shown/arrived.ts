import type { Counts, Reason, Unreached } from '../broadcast.ts';

/** Delivered, whatever became of it since. */
export const arrived = ({ sent, acknowledged }: Counts): number => sent + acknowledged;

/** Branches that it goes to in no channel. */
export const channelless = ({ without }: Unreached): number => without.reduce((sum, { branches }) => sum + branches, 0);

/** `4 of 5`: channels that have it. */
export const arrivedOf = (counts: Counts, unreached: Unreached): string => `${number(arrived(counts))} of ${number(counts.total - channelless(unreached))}`;

/** `1 branch has no channel; 2 branches muted this tag`; empty when it goes to some channel of each. */
export const withoutWords = ({ without }: Unreached): string =>
  without.map(({ why, branches }) => `${branches === 1 ? '1 branch' : `${number(branches)} branches`} ${(WORDS[why] ?? OTHERWISE)(branches === 1)}`).join('; ');

const WORDS: Readonly<Partial<Record<Reason, (isOne: boolean) => string>>> = {
  'no-channel': (isOne) => `${isOne ? 'has' : 'have'} no channel`,
  muted: () => 'muted this tag',
};
const OTHERWISE = (isOne: boolean): string => `${isOne ? 'has' : 'have'} no channel that it may go to`;

const number = (count: number): string => count.toLocaleString('en-GB');
