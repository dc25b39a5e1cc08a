import type { Evidence } from './appraisal.ts';

export const jobsEvidence: readonly Evidence[] = [
  {
    statement: 'Middlesbrough, 2001: about 1,046 staff moved to Hyder and 605 were expected to be left after four years, 441 jobs or 42.2% fewer.',
    weakness: 'A forecast for one council, made soon after the start and quoted at second hand. What happened in the end was not found.',
    sources: ['report-2002'],
  },
  {
    statement: 'Milton Keynes and Northamptonshire, 2002: the report put the loss at 525 to 630 jobs of 1,250 to 1,500 staff.',
    weakness: 'The Middlesbrough forecast applied to another place: exactly it gives 527 to 632. It rests on the same one case.',
    sources: ['report-2002'],
  },
  {
    statement: 'The 2002 report also says that at least 25% of jobs go, on evidence from other authorities.',
    weakness: 'UNSUPPORTED. It names no authority or study, and none was found. It is not used here; do not quote it as a known minimum.',
    sources: ['report-2002'],
  },
  {
    statement:
      'Promised and delivered in Middlesbrough: about 500 new jobs (490 in another report) were promised with the deal from which 441 jobs were expected to go.',
    weakness: 'Whether the promised jobs came is not known, so do not say that they did or that they did not.',
    sources: ['mid1', 'mid2', 'report-2002'],
  },
  {
    statement: 'Promised and delivered in Cornwall: 35 of 111 promised jobs, 32%, had been created by December 2015. Another report has a tenth of 351.',
    weakness: 'Sources conflict. 351 is presumably the promise for all ten years and 111 that for the first part of them: an inference.',
    sources: ['cor1a', 'cor3b'],
  },
  {
    statement:
      'Procurement usually takes at least eighteen months from the decision, and leavers are replaced by temporary staff; in Middlesbrough 20% of those transferred were temporary.',
    weakness: 'The report’s own estimate from the union side, and one council. Your employer can count both.',
    sources: ['report-2002'],
  },
];
