import type { YAXisComponentOption } from 'echarts/types/dist/echarts';
import { textWidth, wrapped } from './chart-text.ts';
import { INK, INNER, LINE, PADDING, TYPE } from './look.ts';

/** One label and its bars, left to right: the label, the bars, the amount. */
export interface Row {
  readonly label: string;
  /** One line for each of its bars. */
  readonly amounts: readonly string[];
  readonly isBold?: boolean | undefined;
}

/** Where the rows leave room for bars, and the two axes that label them. */
export interface RowLayout {
  readonly left: number;
  readonly right: number;
  readonly barsWidth: number;
  readonly height: number;
  readonly axes: YAXisComponentOption[];
}

const LABEL_WIDTH = 176;
const GAP = 10;

/** @param barHeight of all the bars of one row together */
export function layOut(rows: readonly Row[], barHeight: number): RowLayout {
  // Many rows stand closer.
  const isMany = rows.length > 12;
  const labels = rows.map(({ label, isBold }) => wrapped(label, LABEL_WIDTH, TYPE.body, isMany ? 2 : 3, isBold));
  const widest = (texts: readonly (readonly string[])[]): number =>
    Math.max(0, ...texts.flatMap((lines, at) => lines.map((line) => textWidth(line, TYPE.body, rows[at]?.isBold))));
  const labelWidth = Math.min(LABEL_WIDTH, widest(labels));
  const amountWidth = Math.max(0, ...rows.flatMap(({ amounts }) => amounts.map((amount) => textWidth(amount, TYPE.body, true))));
  const mostLines = Math.max(1, ...labels.map((lines) => lines.length));
  const band = Math.max(mostLines * LINE.small, barHeight) + (isMany ? 6 : 16);
  const [left, right] = [PADDING + labelWidth + GAP, PADDING + amountWidth + GAP];
  const boldness = (at: number): 'bold' | 'normal' => (rows[at]?.isBold === true ? 'bold' : 'normal');
  return {
    left,
    right,
    barsWidth: INNER + 2 * PADDING - left - right,
    height: rows.length * band,
    axes: [
      labelAxis(
        labels.map((lines, at) => ({ text: lines.join('\n'), weight: boldness(at) })),
        { position: 'left', offset: labelWidth + GAP, lineHeight: LINE.small },
      ),
      labelAxis(
        rows.map(({ amounts }) => ({ text: amounts.join('\n'), weight: 'bold' })),
        { position: 'right', offset: amountWidth + GAP, lineHeight: barHeight / Math.max(1, rows[0]?.amounts.length ?? 1) },
      ),
    ],
  };
}

function labelAxis(
  labels: readonly { readonly text: string; readonly weight: 'bold' | 'normal' }[],
  { position, offset, lineHeight }: { position: 'left' | 'right'; offset: number; lineHeight: number },
): YAXisComponentOption {
  return {
    type: 'category',
    position,
    inverse: true,
    axisLine: { show: false },
    axisTick: { show: false },
    // Rows are told apart by their place: two may have one label.
    data: labels.map(({ weight }, at) => ({ value: `${at}`, textStyle: { fontWeight: weight, align: position } })),
    axisLabel: {
      interval: 0,
      margin: offset,
      fontSize: TYPE.body,
      lineHeight,
      color: INK.text,
      formatter: (_: string, at: number) => labels[at]?.text ?? '',
    },
  };
}
