/** How charts look. Lengths are in pixels of the drawing, which is rendered at twice the size: about a phone's width, twice as fine. */
export const WIDTH = 540;
export const SCALE = 2;
export const PADDING = 20;
export const INNER = WIDTH - 2 * PADDING;

/** The family that the bundled font is found under. */
export const FONT = 'DejaVu Sans';
export const TYPE = { title: 20, body: 16, small: 14 } as const;
export const LINE = { title: 26, body: 21, small: 19 } as const;

/** On a white card of its own with a thin edge, so that it reads alike in light and dark clients. */
export const INK = { text: '#1b1f24', muted: '#4b535d', line: '#6e7781', faint: '#d5dae0', card: '#ffffff' } as const;

/** Okabe and Ito's palette, told apart with every common colour blindness: https://jfly.uni-koeln.de/color/ */
export const BLUE = '#0072b2';
export const VERMILLION = '#d55e00';
const PALETTE = [BLUE, '#e69f00', '#56b4e9', VERMILLION, '#009e73', '#cc79a7', '#f0e442', '#999999'] as const;

export const colour = (nth: number): string => PALETTE[nth % PALETTE.length] ?? BLUE;

/** Black or white, whichever is read better on the colour. */
export function inkOn(fill: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => (Number.parseInt(fill.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#000000' : '#ffffff';
}
