import type { Evidence } from './appraisal.ts';

export const investmentEvidence: readonly Evidence[] = [
  {
    statement: 'Bedfordshire: Hyder offered £8m for business systems and £8m for property. Each is 3.0% of the £267m contract, both together 6.0%.',
    weakness:
      'CONFLICT: the 2002 report says “a mere 3% - 4%” and that the council would fund some 96%. £16m of £267m leaves 94%: do not quote the report’s figures.',
    sources: ['report-2002', 'bed1'],
  },
  {
    statement: 'Bedfordshire again: UNISON evidence has about £7.8m for ICT and £6.9m for accommodation, together 5.5% of £267m.',
    weakness: 'Undated, and from the union side. ZDNet rounds the contract to £250m.',
    sources: ['bed4', 'bed1', 'bed3'],
  },
  {
    statement:
      'Part of Bedfordshire’s county hall was to become a business centre for Hyder, which the 2002 report discounts as investment in the firm’s own business.',
    weakness: 'How much of the £8m for property that was is not said.',
    sources: ['report-2002'],
  },
  {
    statement: 'When the Bedfordshire contract ended in 2005 the council paid £4.7m for assets that had cost £6.7m.',
    weakness: 'One contract, ended by agreement.',
    sources: ['bed2'],
  },
  {
    statement: 'COUNTER-EVIDENCE: the Audit Commission found in 2008 that partnerships did bring capital investment, though many fell short of hopes.',
    weakness: 'Read in a summary by a professional body.',
    sources: ['agg4'],
  },
];
