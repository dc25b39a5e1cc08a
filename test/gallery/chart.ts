import { writePng } from './png.ts';

const WIDTH = 600;
const HEIGHT = 300;
const MARGIN = 30;

/** White, purple, grey. */
const PALETTE = Uint8Array.from([255, 255, 255, 107, 44, 145, 200, 200, 205]);

/** A bar chart as a small PNG, so that the gallery needs neither a drawing library nor a file. */
export function barChart(values: readonly number[]): Uint8Array {
  const slot = (WIDTH - 2 * MARGIN) / values.length;
  const room = HEIGHT - 2 * MARGIN;
  const most = Math.max(...values);
  const colourAt = (x: number, y: number): number => {
    if (y >= HEIGHT - MARGIN) return y < HEIGHT - MARGIN + 3 && x > MARGIN / 2 && x < WIDTH - MARGIN / 2 ? 2 : 0;
    const at = (x - MARGIN) / slot;
    const isInBar = at >= 0 && at % 1 > 0.15 && at % 1 < 0.85;
    return isInBar && HEIGHT - MARGIN - y <= ((values[Math.floor(at)] ?? 0) / most) * room ? 1 : 0;
  };
  const pixels = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => colourAt(at % WIDTH, Math.floor(at / WIDTH)));
  return writePng({ width: WIDTH, height: HEIGHT, palette: PALETTE, pixels });
}
