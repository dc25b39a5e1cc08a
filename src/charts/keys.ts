import { wrapped } from './chart-text.ts';
import { type Element, lines, words } from './elements.ts';
import { INK, INNER, inkOn, LINE, PADDING, TYPE } from './look.ts';

/** How a key shows what it explains. */
export type Swatch =
  | { readonly kind: 'box'; readonly fill: string; readonly edge?: string | undefined; readonly letter?: string | undefined }
  | { readonly kind: 'line'; readonly colour: string; readonly dash: readonly number[] }
  | { readonly kind: 'disc'; readonly number: number }
  | { readonly kind: 'ring' }
  | { readonly kind: 'none' };

export interface Key {
  readonly swatch: Swatch;
  readonly label: string;
}

const INDENT = 34;
const GAP = 6;

/** One key under the other. */
export function keyRows(keys: readonly Key[], top: number): { elements: Element[]; bottom: number } {
  const elements: Element[] = [];
  let y = top;
  for (const { swatch, label } of keys) {
    const indent = swatch.kind === 'none' ? 0 : INDENT;
    const texts = wrapped(label, INNER - indent, TYPE.body, 2);
    elements.push(...drawSwatch(swatch, PADDING, y + LINE.body / 2), ...lines(texts, PADDING + indent, y, LINE.body));
    y += texts.length * LINE.body + GAP;
  }
  return { elements, bottom: y };
}

const SMALL = { fontSize: TYPE.small, fontWeight: 'bold', align: 'center' } as const;

/** @param y middle of its line */
function drawSwatch(swatch: Swatch, x: number, y: number): Element[] {
  switch (swatch.kind) {
    case 'box': {
      const { fill, edge = fill, letter } = swatch;
      const box: Element = { type: 'rect', silent: true, shape: { x, y: y - 10, width: 24, height: 20, r: 2 }, style: { fill, stroke: edge, lineWidth: 2.5 } };
      return letter === undefined ? [box] : [box, words(letter, x + 12, y, { ...SMALL, fill: inkOn(fill) })];
    }
    case 'line':
      return [
        {
          type: 'line',
          silent: true,
          shape: { x1: x, y1: y, x2: x + 26, y2: y },
          style: { stroke: swatch.colour, lineWidth: 4, lineDash: [...swatch.dash] },
        },
      ];
    case 'disc':
      return [disc(x, y, INK.text), words(String(swatch.number), x + 12, y, { ...SMALL, fill: INK.card })];
    case 'ring':
      return [disc(x, y, INK.card)];
    case 'none':
      return [];
  }
}

const disc = (x: number, y: number, fill: string): Element => ({
  type: 'circle',
  silent: true,
  shape: { cx: x + 12, cy: y, r: 10.5 },
  style: { fill, stroke: INK.text, lineWidth: 2 },
});
