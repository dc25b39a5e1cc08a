import type { Evidence } from './appraisal.ts';

export const localEvidence: readonly Evidence[] = [
  {
    statement: 'LM3 follows money for three rounds. The score is the three rounds together, divided by the first.',
    weakness: 'It counts spending, not jobs or incomes, and stops after three rounds.',
    sources: ['lm1', 'lm2'],
  },
  {
    statement: 'In Northumberland local firms spent 76% of their money locally again, other firms 36% (nef, reported 2005).',
    weakness: 'One old study of one area, and of firms: how much of their pay your members spend locally it does not say.',
    sources: ['lm3'],
  },
  {
    statement: 'The same study is quoted as “400% more” for buying local. Like for like it is 29% more.',
    weakness: 'DO NOT QUOTE the 400%: it sets £1.76 against £0.36, counting the first £1 for local firms only. On one basis it is £1.76 against £1.36.',
    sources: ['lm3'],
  },
  {
    statement: 'COUNTER-EVIDENCE: when Carillion failed, 64% of its workforce (11,638) had found new work within months.',
    weakness: 'At what pay and where is not said, and a collapse is not a transfer. Lost pay need not stay lost.',
    sources: ['car2'],
  },
  {
    statement: 'The 2002 report found that the longer-term effect of one large contract on the area’s economy had not been examined.',
    weakness: 'It makes no estimate of its own.',
    sources: ['report-2002'],
  },
];
