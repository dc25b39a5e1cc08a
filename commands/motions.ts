import { listEntries } from './list-entries.ts';

export const motions = listEntries({
  name: 'motions',
  summary: 'What conference decided: motions, what they noted and what they instructed',
  noun: { one: 'motion', many: 'motions' },
  examples: ['motions shared services', 'motions --mechanism lsp --year 2008'],
});
