import type { GraphicComponentOption } from 'echarts/components';
import { FONT, INK, TYPE } from './look.ts';

/** A piece of a drawing that has no axes: text, a box, a line. */
export type Element = Extract<GraphicComponentOption, { elements?: unknown }>['elements'] extends (infer One)[] | undefined ? One : never;

interface TextStyle {
  readonly fontSize?: number;
  readonly fontWeight?: 'bold';
  readonly fill?: string;
  readonly align?: 'center';
}

/** @param middle of the line, down the page */
export const words = (text: string, x: number, middle: number, style: TextStyle = {}): Element => ({
  type: 'text',
  silent: true,
  style: { text, x, y: middle, fontFamily: FONT, fontSize: TYPE.body, fill: INK.text, verticalAlign: 'middle', ...style },
});

/** Lines of text under each other, each as high as `line`. */
export const lines = (texts: readonly string[], x: number, top: number, line: number, style: TextStyle = {}): Element[] =>
  texts.map((text, at) => words(text, x, top + (at + 0.5) * line, style));
