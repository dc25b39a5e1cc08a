import type { BarSeriesOption, CustomSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GraphicComponentOption, GridComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { wrapped } from './chart-text.ts';
import { type Element, lines } from './elements.ts';
import { type Key, keyRows } from './keys.ts';
import { FONT, INK, INNER, LINE, PADDING, TYPE, WIDTH } from './look.ts';

export type Option = ComposeOption<BarSeriesOption | CustomSeriesOption | LineSeriesOption | GridComponentOption | GraphicComponentOption>;
export type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;

/** The part of a picture that has axes, and what is said under it. */
export interface Plot {
  /** Of the grid with the labels under it. */
  readonly height: number;
  readonly grid: { readonly left: number; readonly right: number; readonly bottom: number };
  readonly axes: Pick<Option, 'xAxis' | 'yAxis'>;
  readonly series: NonNullable<Option['series']>;
  readonly keys: readonly Key[];
  readonly note?: string | undefined;
}

/** Title, plot, keys and note under each other on a card. */
export function page(title: string, { height: plotHeight, grid, axes, series, keys, note }: Plot): { option: Option; height: number } {
  const titled = wrapped(title, INNER, TYPE.title, 3, true);
  const top = PADDING + titled.length * LINE.title + 10;
  const rows = keyRows(keys, top + plotHeight + (keys.length > 0 ? 16 : 0));
  const noted = note === undefined ? [] : wrapped(note, INNER, TYPE.body, 8);
  const noteTop = rows.bottom + (noted.length > 0 ? 10 : 0);
  const height = Math.ceil(noteTop + noted.length * LINE.body + PADDING - 4);
  const elements: Element[] = [
    card(height),
    ...lines(titled, PADDING, PADDING - 4, LINE.title, { fontSize: TYPE.title, fontWeight: 'bold' }),
    ...rows.elements,
    ...lines(noted, PADDING, noteTop, LINE.body),
  ];
  const option: Option = {
    animation: false,
    textStyle: { fontFamily: FONT, fontSize: TYPE.body, color: INK.text },
    grid: { left: grid.left, right: grid.right, top, height: plotHeight - grid.bottom, outerBoundsMode: 'none' },
    ...axes,
    series,
    graphic: { elements },
  };
  return { option, height };
}

const card = (height: number): Element => ({
  type: 'rect',
  z: -10,
  silent: true,
  shape: { x: 1, y: 1, width: WIDTH - 2, height: height - 2, r: 14 },
  style: { fill: INK.card, stroke: INK.line, lineWidth: 1.5 },
});
