import type { Evidence } from './appraisal.ts';

export const overrunEvidence: readonly Evidence[] = [
  {
    statement:
      'Three courts computer contracts, ARAMIS, LIBRA and CCS, rose by 79% on average, £268m above the original cost: that implies £339m to begin with.',
    weakness:
      'The 2002 report names no source. An average of three rates need not be the rate of the total, so the £339m is only implied. Two of the three were not yet half way.',
    sources: ['report-2002'],
  },
  {
    statement: 'The Inland Revenue’s partnership with EDS cost 135% more after six years: £100 became £235.',
    weakness: 'How much was higher prices and how much extra work is not said, and no sums are given.',
    sources: ['report-2002'],
  },
  {
    statement: 'The average overrun in 105 outsourced public ICT contracts was 30.5% (2007).',
    weakness:
      'SELECTION BIAS: the 105 were listed because they had overruns, delays or terminations. It is not how much, or how often, contracts in general overrun.',
    sources: ['agg2a', 'agg3a', 'agg3b'],
  },
  {
    statement: 'Optimism bias for outsourcing: operating cost from 0% to 41% over plan (Mott MacDonald, 2002).',
    weakness: 'A sample of 2002, as a starting value where there is no better local evidence.',
    sources: ['ob1a', 'ob1b'],
  },
  {
    statement: 'Suffolk’s partnership with BT was said to have gone from £301m to about £417m.',
    weakness: 'CONTESTED: the council and BT said that extra services had been bought. A higher cost is not always an overspend.',
    sources: ['suf3a', 'suf3b'],
  },
];
