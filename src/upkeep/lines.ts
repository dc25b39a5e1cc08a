const NEW_LINE = 10;

/** Parts bytes into lines, each with its end of line; the last has none when the bytes stop in the middle of it. @throws {RangeError} at a line longer than `most` bytes */
export async function* linesOf(bytes: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, start)) {
      yield Buffer.concat([...begun, chunk.subarray(start, end + 1)]);
      begun = [];
      length = 0;
      start = end + 1;
    }
    begun.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > most) throw new RangeError('a line is too long');
  }
  if (length > 0) yield Buffer.concat(begun);
}
