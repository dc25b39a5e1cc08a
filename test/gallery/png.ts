import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** https://www.w3.org/TR/png/#5PNG-file-signature */
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const [PALETTED, TRUE_COLOUR] = [3, 2];

/** A picture of at most 256 colours: each pixel is the number of its colour. `palette` is red, green, blue, red… */
interface Indexed {
  readonly width: number;
  readonly height: number;
  readonly palette: Uint8Array;
  readonly pixels: Uint8Array;
}

/** Writes a picture as a PNG of one byte a pixel. */
export function writePng({ width, height, palette, pixels }: Indexed): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, PALETTED, 0, 0, 0], 8);
  // Each row begins with its filter: none.
  const rows = Array.from({ length: height }, (_, y) => Buffer.concat([Buffer.from([0]), pixels.subarray(y * width, (y + 1) * width)]));
  const parts = { IHDR: header, PLTE: palette, IDAT: deflateSync(Buffer.concat(rows), { level: 9 }), IEND: new Uint8Array() };
  return Buffer.concat([SIGNATURE, ...Object.entries(parts).map(([type, data]) => chunk(type, data))]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** Reads a PNG as Chromium writes it: eight bits, true colour, no transparency, not interlaced. `rgb` is three bytes a pixel. */
export function readPng(png: Buffer): { width: number; height: number; rgb: Uint8Array } {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (png[24] !== 8 || png[25] !== TRUE_COLOUR || png[28] !== 0) throw new Error('the gallery reads only the PNGs that Chromium takes');
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  return { width, height, rgb: unfiltered(inflateSync(Buffer.concat(data)), width * 3, height) };
}

/** Undoes the filter of each row. https://www.w3.org/TR/png/#9Filters */
function unfiltered(filtered: Uint8Array, length: number, height: number): Uint8Array {
  // A row of nothing stands above the first, and a pixel of nothing before each row: so no border is a special case.
  const stride = length + 3;
  const rows = new Uint8Array(stride * (height + 1));
  for (let y = 1; y <= height; y += 1) {
    const from = (y - 1) * (length + 1);
    const guess = GUESSES[filtered[from] ?? 0] ?? nothing;
    for (let x = 3; x < stride; x += 1) {
      const at = y * stride + x;
      rows[at] = (filtered[from + x - 2] ?? 0) + guess(rows[at - 3] ?? 0, rows[at - stride] ?? 0, rows[at - stride - 3] ?? 0);
    }
  }
  return Buffer.concat(Array.from({ length: height }, (_, y) => rows.subarray((y + 1) * stride + 3, (y + 2) * stride)));
}

type Guess = (left: number, above: number, corner: number) => number;
const nothing: Guess = () => 0;
const GUESSES: readonly Guess[] = [nothing, (left) => left, (_, above) => above, (left, above) => (left + above) >> 1, paeth];

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}
