/** One thing that a partnership should be able to show. */
export interface Test {
  readonly name: string;
  /** Other ways to name it. */
  readonly also: readonly string[];
  readonly question: string;
}

/** The nine safeguards of "A problem shared", Public Finance, 14 February 2011 (source article-2011), in its order. */
export const SAFEGUARDS: readonly Test[] = [
  {
    name: 'service levels',
    also: ['slas', 'service level agreements'],
    question: 'May we see the service level agreements in draft: who provides what, to what standard, and what happens when needs change?',
  },
  {
    name: 'strategic goals',
    also: ['goals', 'clear goals'],
    question: 'What are the partnership’s strategic goals, in writing, and how will anyone tell whether they are met?',
  },
  {
    name: 'joint committee',
    also: ['service committee', 'committee'],
    question: 'Will there be a committee of board-level members from all the partners, with seats for the staff side and open papers?',
  },
  {
    name: 'honesty and clarity',
    also: ['clarity', 'plain facts'],
    question: 'Will the full cost, the job numbers, the list of risks and the plan for failure be published, and if not, who decided that and why?',
  },
  {
    name: 'staff buy-in',
    also: ['staff communication', 'morale', 'staff involvement'],
    question: 'What have staff at all levels been told, when, and what was changed because of what they said?',
  },
  {
    name: 'standards of both sides',
    also: ['expected standards', 'standards'],
    question: 'Which standards does each side work to, and were they set out and understood before anything is signed?',
  },
  {
    name: 'oversight',
    also: ['constant oversight', 'monitoring'],
    question: 'Who oversees the agreement from day to day, and where do the monitoring reports go?',
  },
  {
    name: 'five-year strategy',
    also: ['long-term strategy', '5-year strategy', 'strategy'],
    question: 'What will each partner look like in five years, and what might have to be brought back in-house, at what cost?',
  },
  {
    name: 'third-sector relations',
    also: ['third sector', 'voluntary sector', 'charities'],
    question: 'Were voluntary organisations and users part of designing the service from the outset, or only asked to bid?',
  },
];

/** The twelve public service principles of the report of March 2002 (source report-2002), in its order; the questions are ours. */
export const PRINCIPLES: readonly Test[] = [
  {
    name: 'selflessness',
    also: ['service before profit'],
    question: 'What profit or rate of return is built in, and what is done for the public that earns none?',
  },
  { name: 'integrity', also: [], question: 'How is the contractor bound to the council’s own values and objectives?' },
  { name: 'objectivity', also: ['impartiality'], question: 'Who scored the options, and had any of them an interest in the result?' },
  { name: 'accountability', also: [], question: 'Can councillors change the service during the contract, and whose interests must board members put first?' },
  {
    name: 'participation',
    also: ['participation and involvement', 'involvement'],
    question: 'Where do users, staff and trade unions take part in design, planning and policy?',
  },
  { name: 'openness', also: ['transparency'], question: 'What will commercial confidentiality cover, and can scrutiny and the public see the reports?' },
  { name: 'honesty', also: ['probity'], question: 'Which standards of conduct apply to the contractor’s managers, and who looks into a breach?' },
  {
    name: 'leadership',
    also: ['fiscal responsibility'],
    question: 'Which councillor and which officer answer for the money, and will they still be here in the third year?',
  },
  { name: 'equality', also: ['equalities'], question: 'Where is the equality analysis of this decision, for those who use the service and for the staff?' },
  { name: 'competence', also: ['skills', 'training'], question: 'Who in the council has run a contract of this size, and which skills stay in-house?' },
  { name: 'universalism', also: ['universal access'], question: 'Will everybody who can use the service today be able to use it afterwards, in person too?' },
  { name: 'advocacy', also: ['mitigating adverse impact'], question: 'What adverse impact has been found, and what is done to eliminate or mitigate it?' },
];
