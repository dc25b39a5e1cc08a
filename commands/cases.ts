import { listEntries } from './list-entries.ts';

export const cases = listEntries({
  name: 'cases',
  summary: 'What happened elsewhere: contracts and partnerships, promised and delivered',
  noun: { one: 'case', many: 'cases' },
  examples: ['cases Capita', 'cases --authority Barnet', 'cases --contractor BT --theme jobs'],
});
