import type { Evidence } from './appraisal.ts';

export const savingsEvidence: readonly Evidence[] = [
  {
    statement: 'Southwest One was to save £180m (BBC, 2015), £192m (Computer Weekly, 2013) or £200m (BBC, 2010).',
    weakness: 'The sources disagree and nothing seen settles it: name the source with the figure.',
    sources: ['sw1', 'sw3', 'sw2'],
  },
  {
    statement: 'Received at Southwest One in the five years to 31 December 2012: £16.2m, 8.4% of £192m. Put in place by then: £58m, about 30%.',
    weakness: 'Five years of receipts against a promise for ten make the gap look larger. Against half the promise, £96m, it is 16.9% and 60.4%: our division.',
    sources: ['sw3'],
  },
  {
    statement: 'It was argued that Somerset itself held back roughly £60m of the savings that were proposed to it.',
    weakness: 'An argument that was reported, not a finding. If it is right, the shortfall was not all the contractor’s doing.',
    sources: ['sw4'],
  },
  {
    statement: 'The Audit Commission found savings of 1% to 15% expected over the life of 14 partnerships (2008).',
    weakness: 'Expected, not achieved; read in a summary by a professional body.',
    sources: ['agg4'],
  },
  {
    statement:
      'COUNTER-EVIDENCE: outsourcing waste, cleaning, catering and maintenance has saved money; recent savings are nearer 5% to 10%, and 20% to 30% is not supported for today (Institute for Government, 2019).',
    weakness: 'About government outsourcing as a whole. A single contract may do better or worse.',
    sources: ['agg6a', 'agg6b'],
  },
  {
    statement: 'Contracts saved 2% to 5% while extra administration came to about 10% (CIPFA, Northern Ireland).',
    weakness: 'From the mid-1990s and one sector; whether both are shares of the same total is not said.',
    sources: ['tc1'],
  },
  {
    statement:
      'Procurement and advice: about £3m a project for external advice (Public Accounts Committee); £23.66m to prepare and let One Barnet (Barnet UNISON).',
    weakness: 'The first is an undated extract about private finance, the second the branch’s own figure. Neither is a rate: ask for your council’s.',
    sources: ['tc3', 'bar8'],
  },
  {
    statement: 'Exit: Bedfordshire paid about £7.7m in 2005 and set £1m aside for transition and legal costs.',
    weakness: 'Most of it bought assets, goodwill, contracts and laptops. It was not a penalty.',
    sources: ['bed2'],
  },
];
