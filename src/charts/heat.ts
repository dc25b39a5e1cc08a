import type { Chart } from '../appraisal/chart.ts';
import type { Key } from './keys.ts';
import { INK, LINE, PADDING, TYPE, WIDTH } from './look.ts';
import type { Plot, RenderItem } from './page.ts';

type Marks = Extract<Chart, { kind: 'heat' }>['marks'];

/** From light to dark by likelihood x impact, of one hue, and the figure stands in each cell: colour says nothing alone. */
const TINTS = [
  { from: 15, fill: '#e8853a' },
  { from: 10, fill: '#f5b26b' },
  { from: 5, fill: '#fbdcb4' },
  { from: 0, fill: '#fdf3e3' },
] as const;
const tintOf = (level: number): string => TINTS.find(({ from }) => level >= from)?.fill ?? INK.card;

/** A number in the map: filled before safeguards, hollow after. */
export interface Dot {
  readonly number: number;
  readonly isAfter: boolean;
}

const AXIS = { left: PADDING + 54, right: PADDING, bottom: LINE.small * 2 + 10 };
const CELL = { width: (WIDTH - AXIS.left - AXIS.right) / 5, height: 66 };
const CORNER = 18;

/** 1 to 5, whole. */
export const place = (rating: number): number => Math.max(1, Math.min(5, Math.round(rating)));

/** What stands in each of the 25 cells, by `likelihood,impact`. */
export function dotsByCell(marks: Marks): Map<string, Dot[]> {
  const cells = new Map<string, Dot[]>();
  const put = (likelihood: number, impact: number, dot: Dot): void => {
    const cell = `${place(likelihood)},${place(impact)}`;
    cells.set(cell, [...(cells.get(cell) ?? []), dot]);
  };
  for (const [at, { likelihood, impact, after }] of marks.entries()) {
    put(likelihood, impact, { number: at + 1, isAfter: false });
    if (after !== undefined) put(after.likelihood, after.impact, { number: at + 1, isAfter: true });
  }
  return cells;
}

/** Likelihood across, impact up. */
export function heat({ marks }: Extract<Chart, { kind: 'heat' }>): Plot {
  const cells = dotsByCell(marks);
  const axis = {
    type: 'category' as const,
    data: ['1', '2', '3', '4', '5'],
    nameLocation: 'middle' as const,
    nameTextStyle: { fontSize: TYPE.body, color: INK.text },
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { fontSize: TYPE.body, color: INK.text },
  };
  const draw: RenderItem = (_, api) => {
    const [likelihood, impact] = [Number(api.value(0)) + 1, Number(api.value(1)) + 1];
    const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
    return { type: 'group', children: [...cell(x, y, likelihood * impact), ...discs(cells.get(`${likelihood},${impact}`) ?? [], x, y)] };
  };
  return {
    height: CELL.height * 5 + AXIS.bottom,
    grid: AXIS,
    axes: {
      xAxis: { ...axis, name: 'Likelihood (in the corners: likelihood × impact)', nameGap: LINE.small + 12 },
      yAxis: { ...axis, name: 'Impact', nameGap: 26 },
    },
    series: [{ type: 'custom', silent: true, renderItem: draw, data: Array.from({ length: 25 }, (_, at) => [at % 5, Math.floor(at / 5)]) }],
    keys: [...marks.map(keyOf), ...hollowKey(marks)],
  };
}

const keyOf = ({ label, likelihood, impact, after }: Marks[number], at: number): Key => {
  const then = after === undefined ? '' : ` → ${after.likelihood} × ${after.impact}`;
  return { swatch: { kind: 'disc', number: at + 1 }, label: `${label}: ${likelihood} × ${impact}${then}` };
};

const hollowKey = (marks: Marks): Key[] => (marks.some(({ after }) => after !== undefined) ? [{ swatch: { kind: 'ring' }, label: 'after safeguards' }] : []);

/** @param x middle of the cell, as is `y` */
const cell = (x: number, y: number, level: number) => [
  {
    type: 'rect' as const,
    shape: { x: x - CELL.width / 2, y: y - CELL.height / 2, width: CELL.width, height: CELL.height },
    style: { fill: tintOf(level), stroke: INK.card, lineWidth: 2 },
  },
  {
    type: 'text' as const,
    style: {
      text: `${level}`,
      x: x + CELL.width / 2 - 6,
      y: y + CELL.height / 2 - 5,
      align: 'right' as const,
      verticalAlign: 'bottom' as const,
      fontSize: 11,
      fill: INK.muted,
    },
  },
];

/** As many discs as there are, in rows, as large as there is room for. */
function discs(dots: readonly Dot[], x: number, y: number) {
  const columns = Math.max(3, Math.ceil(Math.sqrt(dots.length * 1.6)));
  const rows = Math.ceil(dots.length / columns);
  const pitch = Math.min(29, (CELL.width - 6) / columns, (CELL.height - (rows > 1 ? 4 : CORNER)) / Math.max(1, rows));
  const radius = pitch / 2 - 1.5;
  return dots.flatMap(({ number, isAfter }, at) => {
    const inRow = Math.min(columns, dots.length - Math.floor(at / columns) * columns);
    const cx = x + ((at % columns) - (inRow - 1) / 2) * pitch;
    const cy = y + (Math.floor(at / columns) - (rows - 1) / 2) * pitch;
    return [
      { type: 'circle' as const, shape: { cx, cy, r: radius }, style: { fill: isAfter ? INK.card : INK.text, stroke: INK.text, lineWidth: 2 } },
      {
        type: 'text' as const,
        style: {
          text: `${number}`,
          x: cx,
          y: cy,
          align: 'center' as const,
          verticalAlign: 'middle' as const,
          fontSize: Math.min(TYPE.small, radius * 1.15),
          fontWeight: 'bold' as const,
          fill: isAfter ? INK.text : INK.card,
        },
      },
    ];
  });
}
