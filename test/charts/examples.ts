import type { Chart } from '../../src/appraisal/chart.ts';
import { appraiseImpact, input as impactInput } from '../../src/appraisal/impact.ts';
import { appraiseOptions, input as optionsInput } from '../../src/appraisal/options.ts';
import { appraiseRisk, input as riskInput } from '../../src/appraisal/risk.ts';

function chartOf({ chart }: { readonly chart?: Chart | undefined }): Chart {
  if (chart === undefined) throw new Error('this appraisal has no chart');
  return chart;
}

/** One of each kind, as an organiser would see it. The plan and its figures are made up; the other figures are from knowledge/. */
export const examples: Readonly<Record<Chart['kind'], Chart>> = {
  stacks: chartOf(
    appraiseOptions(
      optionsInput.parse({
        criteria: 'service quality 30, jobs and conditions 25, cost and benefits 25, risk 20',
        scores: 'In-house improvement plan: 8 7 6 8; Strategic partnership with one contractor: 6 4 7 3; Joint service with the county: 7 6 6 6',
      }),
    ),
  ),
  heat: chartOf(
    appraiseRisk(
      riskInput.parse({
        register: `Savings do not come: 4x5 contractor > users, council after 3x4 with open-book accounts
          Support services fail: 3x4 contractor > users, staff
          Staff morale falls: 4x4 staff after 3x3 with early talks
          The firm is taken over or fails: 2x5 contractor > staff, users
          Complaints fall on councillors: 4x3 councillors
          Nobody can take it back at the end: 3x4 council after 2x3 with an exit plan`,
      }),
    ),
  ),
  signed: chartOf(
    appraiseImpact(
      impactInput.parse({
        equalities: '-2 counters close; mitigation: home visits',
        environment: '+1 fewer car journeys',
        inclusion: '-1 online only; mitigation: help at libraries',
        economy: '-3 pay leaves the county; alternative: work stays here',
        health: '0 no change was found',
        employment: '-2 posts go; mitigation: retraining',
      }),
    ),
  ),
  ranges: {
    kind: 'ranges',
    title: 'Jobs lost, by what the rate rests on',
    alt: 'Jobs lost of 1,250 to 1,500.',
    unit: 'jobs',
    bars: [
      { label: 'Middlesbrough, 42.2%', amount: { low: 527.5, high: 633 } },
      { label: 'The 2002 report, rounded', amount: { low: 525, high: 630 } },
      { label: '“Minimum 25%”, unsupported', amount: { low: 312.5, high: 375 } },
      { label: 'New jobs promised', amount: { low: 500, high: 500 } },
    ],
  },
  pairs: {
    kind: 'pairs',
    title: 'Southwest One: promised and received',
    alt: 'Savings promised over ten years and received.',
    unit: 'pounds',
    names: ['Promised over ten years', 'Received or in place'],
    bars: [
      { label: 'Received in five years', amounts: [192e6, 16.2e6] },
      { label: 'Put in place', amounts: [192e6, 58e6] },
    ],
  },
  cumulative: {
    kind: 'cumulative',
    title: 'In-house plan: what has come back by each year',
    alt: 'Cumulative cash flow of an in-house plan.',
    unit: 'pounds',
    lines: [
      { label: 'As planned', amounts: [-2.4e6, -1.7e6, -0.9e6, -0.1e6, 0.8e6, 1.7e6], paybackYear: 4 },
      { label: 'With optimism bias', amounts: [-3e6, -2.4e6, -1.7e6, -1e6, -0.3e6, 0.4e6], paybackYear: 5 },
    ],
  },
};
