import { listEntries } from './list-entries.ts';

export const argumentsCommand = listEntries({
  name: 'arguments',
  summary: 'What employers claim, and how to answer it',
  noun: { one: 'argument', many: 'arguments' },
  examples: ['arguments it will save money', 'arguments --theme jobs'],
});
