import type { Chart } from '../appraisal/chart.ts';
import { folded, padEnd } from './columns.ts';
import { dotsByCell } from './heat.ts';
import { COLUMNS } from './plain-bars.ts';

const CELL = 13;
const RATINGS = [1, 2, 3, 4, 5] as const;
const RULE = `  +${RATINGS.map(() => '-'.repeat(CELL)).join('+')}+`;

/** Numbers in a grid of likelihood by impact; in brackets where safeguards would bring them. */
export function plainHeat({ marks }: Extract<Chart, { kind: 'heat' }>): string[] {
  const cells = dotsByCell(marks);
  const row = (impact: number): string[] => {
    const texts = RATINGS.map((likelihood) => {
      const dots = cells.get(`${likelihood},${impact}`) ?? [];
      return folded(dots.map(({ number, isAfter }) => (isAfter ? `(${number})` : `${number}`)).join(' '), CELL - 2);
    });
    const height = Math.max(...texts.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => {
      const shown = texts.map((lines) => ` ${padEnd(lines[line] ?? '', CELL - 1)}`);
      return `${line === 0 ? impact : ' '} |${shown.join('|')}|`;
    });
  };
  const keys = marks.flatMap(({ label, likelihood, impact, after }, at) => {
    const then = after === undefined ? '' : ` → ${after.likelihood} × ${after.impact}`;
    return folded(`${at + 1} = ${label}: ${likelihood} × ${impact}${then}`, COLUMNS);
  });
  return [
    'Impact',
    ...[...RATINGS].reverse().flatMap((impact) => [RULE, ...row(impact)]),
    RULE,
    `   ${RATINGS.map((likelihood) => padEnd(` ${likelihood}`, CELL)).join(' ')}`,
    '   Likelihood',
    '',
    ...keys,
    ...(marks.some(({ after }) => after !== undefined) ? ['In brackets: after safeguards.'] : []),
  ];
}
