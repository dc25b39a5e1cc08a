import type { Chart } from './chart.ts';
import type { Rating } from './risk-register.ts';

/** The risks on a map of likelihood by impact, before safeguards and after. */
export function riskChart(risks: readonly (Rating & { readonly title: string; readonly after?: Rating | undefined })[], headline: string): Chart {
  const inWords = risks.map(({ title, likelihood, impact, after }, at) => {
    const then = after === undefined ? '' : `, after safeguards ${after.likelihood} and ${after.impact}`;
    return `${at + 1}: ${title}, likelihood ${likelihood} and impact ${impact}${then}.`;
  });
  return {
    kind: 'heat',
    title: 'Risks by likelihood and impact',
    alt: `Heat map of ${risks.length} risks, likelihood 1 to 5 across and impact 1 to 5 up. ${inWords.join(' ')} ${headline}`,
    marks: risks.map(({ title, likelihood, impact, after }) => ({ label: title, likelihood, impact, after })),
  };
}
