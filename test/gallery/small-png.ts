import { readPng, writePng } from './png.ts';

const COLOURS = 80;

/** A screenshot in its most frequent colours, which is a third of the bytes: flat areas and the edges of letters need few. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, rgb } = readPng(png);
  const colours = Array.from({ length: width * height }, (_, at) => colourAt(rgb, at * 3));
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const kept = [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([colour]) => colour)
    .slice(0, COLOURS);
  const numbers = new Map([...counts.keys()].map((colour) => [colour, nearest(kept, colour)]));
  const palette = Uint8Array.from(kept.flatMap((colour) => channels(colour)));
  return writePng({ width, height, palette, pixels: Uint8Array.from(colours, (colour) => numbers.get(colour) ?? 0) });
}

function colourAt(rgb: Uint8Array, at: number): number {
  const [red = 0, green = 0, blue = 0] = rgb.subarray(at, at + 3);
  return (red << 16) | (green << 8) | blue;
}

const channels = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255];

/** The number of the kept colour that is least far. */
function nearest(kept: readonly number[], colour: number): number {
  const [red, green, blue] = channels(colour);
  const far = (other: number): number => {
    const [r, g, b] = channels(other);
    return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
  };
  return kept.reduce((best, other, at) => (far(other) < far(kept[best] ?? 0) ? at : best), 0);
}
