import { appraiseImpact, input as impact } from '../src/appraisal/impact.ts';
import { appraiseOptions, input as options } from '../src/appraisal/options.ts';
import { appraisePartnership, input as partnership } from '../src/appraisal/partnership.ts';
import { appraiseRisk, input as risk } from '../src/appraisal/risk.ts';

const times = (count: number, one: (nth: number) => string): string => Array.from({ length: count }, (_, nth) => one(nth)).join('; ');
const CRITERIA = times(20, (nth) => `criterion ${nth}: ${nth + 1}`);
const SCORES = times(20, (nth) => `${nth === 0 ? 'in-house' : `option ${nth}`}: ${Array.from({ length: 20 }, (_, at) => (nth * 7 + at * 3) % 11).join(' ')}`);
const REGISTER = times(40, (nth) => `risk ${nth}: ${(nth % 5) + 1}x5 contractor > users, staff after 1x4 with safeguard ${nth}`);
const KNOWN = Array.from({ length: 35 }, (_, nth) => ({ id: `risk-known-${nth}`, title: `Known risk ${nth}` }));
const EFFECT = '-2 counters close; mitigation: home visits';
const CALCULATOR = { most: 5, runs: 500 } as const;

/** The calculators of judgement with as much as they take, for `npm run bench -- appraise`. */
export const judgementSubjects = [
  { ...CALCULATOR, label: 'options', run: () => appraiseOptions(options.parse({ criteria: CRITERIA, scores: SCORES })) },
  { ...CALCULATOR, label: 'risk', run: () => appraiseRisk(risk.parse({ register: REGISTER }), KNOWN) },
  {
    ...CALCULATOR,
    label: 'impact',
    run: () =>
      appraiseImpact(impact.parse({ equalities: EFFECT, environment: EFFECT, inclusion: EFFECT, economy: EFFECT, health: EFFECT, employment: EFFECT })),
  },
  { ...CALCULATOR, label: 'partnership', run: () => appraisePartnership(partnership.parse({ met: 'all safeguards: annex', missing: 'all principles' })) },
];
