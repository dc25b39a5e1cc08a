import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 600;
const HEIGHT = 300;
const MARGIN = 30;

/** White, purple, grey: https://www.w3.org/TR/png/#11PLTE */
const PALETTE = Buffer.from([255, 255, 255, 107, 44, 145, 200, 200, 205]);

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
  // Each row begins with its filter: none.
  const rows = Array.from({ length: HEIGHT }, (_, y) => Buffer.from([0, ...Array.from({ length: WIDTH }, (_, x) => colourAt(x, y))]));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // Eight bits a pixel, each a number of the palette.
  header.set([8, 3, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', PALETTE),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
