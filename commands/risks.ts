import { listEntries } from './list-entries.ts';

export const risks = listEntries({
  name: 'risks',
  summary: 'Risks of outsourcing and partnerships, and how they show',
  noun: { one: 'risk', many: 'risks' },
  examples: ['risks loss of control', 'risks --theme jobs', 'risks --mechanism ssp --status current'],
});
