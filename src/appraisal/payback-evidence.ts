import type { Evidence } from './appraisal.ts';

export const paybackEvidence: readonly Evidence[] = [
  {
    statement: 'The 2002 report expects the savings of an in-house improvement plan to be more than the cost of the investment over five years.',
    weakness: 'An expectation from the union side and not a costed budget. No outturn was found.',
    sources: ['report-2002'],
  },
  {
    statement: 'The Treasury’s Green Book discounts at 3.5% a year above inflation for years 0 to 30, as stated on 16 December 2025.',
    weakness: 'Under review in 2026. The review’s page changed on 30 June 2026 and what it says now was not seen: look the rate up before you quote it.',
    sources: ['gb1', 'gb2a', 'gb2b'],
  },
  {
    statement: 'The simple rule: go ahead only if the present value of the benefits is more than that of the costs.',
    weakness: 'The Green Book is guidance for central government. Councils use it where they choose to, or where a funder asks for it.',
    sources: ['gb5', 'gb6'],
  },
  {
    statement: 'A benefit-cost ratio is all the benefits that can be priced, divided by all the relevant costs.',
    weakness: 'What has no price is left out of it: accountability, morale, equality, trust.',
    sources: ['gb4'],
  },
  {
    statement: 'Optimism bias: capital cost ran over plan by 10% to 200% for equipment and development, and by 2% to 24% for standard buildings.',
    weakness: 'A sample of 2002, for use where there is no better local evidence. It does not say what your plan will do.',
    sources: ['ob1a', 'ob1b'],
  },
  {
    statement: 'Newcastle’s in-house bid of 2002 was credited with £28.5m of net savings.',
    weakness: 'The study was written with the union branch, so these are its figures and not an outside audit.',
    sources: ['oth10a', 'oth10b'],
  },
  {
    statement: 'The 2002 report proposed prudential borrowing, which needs no consent as long as the council can afford the debt.',
    weakness:
      'It was only planned in 2002. Northamptonshire, one of the two councils, issued two section 114 notices in 2018: affordability has to be checked.',
    sources: ['report-2002', 'nor1a', 'nor1b'],
  },
];
