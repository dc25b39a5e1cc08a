import { listEntries } from './list-entries.ts';

export const law = listEntries({
  name: 'law',
  summary: 'The rules in force, historical and planned: procurement, TUPE, access to papers',
  noun: { one: 'rule', many: 'rules' },
  examples: ['law TUPE', 'law standstill', 'law --status planned'],
});
