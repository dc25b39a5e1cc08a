import { describe, expect, it } from 'vitest';
import { realKnowledge } from './eval.ts';

const knowledge = realKnowledge();

/** Questions that ask what a thing is, and what the first passage must say. */
const DEFINITIONS: readonly (readonly [string, RegExp])[] = [
  ['what is tupe', /Transfer of Undertakings/i],
  ['TUPE', /Transfer of Undertakings/i],
  ['tupe meaning', /Transfer of Undertakings/i],
  ['what is a jvc', /is a company that two or more partners set up/i],
  ['what does jv mean', /is a company that two or more partners set up/i],
  ['what does lsp mean', /\(LSP\) was a body that brought/i],
  ['what is a local strategic partnership', /\(LSP\) was a body that brought/i],
  ['FOI', /means the right to ask a public authority/i],
  ['what is freedom of information', /means the right to ask a public authority/i],
  ['what is pfi', /was a way of having public projects paid for/i],
  ['private finance initiative meaning', /was a way of having public projects paid for/i],
  ['ssp meaning', /\(SSP\) is a long deal/i],
  ['what is a strategic partnership', /\(SSP\) is a long deal/i],
  ['what is outsourcing', /Outsourcing means that/i],
  ['what does outsourcing mean', /Outsourcing means that/i],
  ['what is insourcing', /Insourcing means that/i],
  ['what are shared services', /^Shared services, or joint services, means/i],
  ['what is a framework agreement', /is an agreement that several public bodies can sign/i],
  ['what is a two-tier workforce', /transferred staff keep their terms while new recruits/i],
  ['what is standstill', /standstill of at least eight working days/i],
  ['what is a section 114 notice', /immediate controls on new spending/i],
  ['what is best value', /legal duty on councils/i],
  ['what does BV mean', /legal duty on councils/i],
  ['what is an options appraisal', /is the comparison a council makes/i],
  ['what is optimism bias', /habit of planning as if all will go well/i],
  ['what is prudential borrowing', /could borrow for investment without asking the government/i],
  ['what is judicial review', /how a court checks whether a public body acted lawfully/i],
  ['JR', /how a court checks whether a public body acted lawfully/i],
  ['what is bcr', /benefits that can be priced, divided by all the relevant costs/i],
  ['what is psed', /public sector equality duty/i],
  ['what is a dpia', /data protection impact assessment/i],
  ['what is LGPS', /Local Government Pension Scheme/i],
  ['what is eli', /record of the transferring staff/i],
  ['what is the NEC', /national leadership body/i],
  ['what does NDC mean', /National Delegate Conference/i],
  ['what is an LAA', /local area agreement \(LAA\)/i],
  ['what is an SLA', /says who provides what, to what standard/i],
  ['what is SIP', /Service Improvement Plan/i],
  ['what is ESSU', /European Services Strategy Unit/i],
  ['what is APSE', /Association for Public Service Excellence/i],
];

describe('a question that asks what something is', () => {
  it.each(DEFINITIONS)('%s', (question, says) => {
    const { answered, passages } = knowledge.ask(question);
    expect(answered).toBe(true);
    expect(passages[0]?.passage.text).toMatch(says);
  });
});
