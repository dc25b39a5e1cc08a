/** A file that somebody gave: attached to a form, or named in a terminal. */
export interface GivenFile {
  /** Letters, digits, `-`, `_` and `.` only, whatever it was called. */
  readonly fileName: string;
  /** IANA media type, as the platform says; what is in it may be something else. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Stands where a file was given that could not be had, and says why: "`file` " and this make a sentence. The command is not run. */
export class UnreadFile {
  constructor(readonly problem: string) {}
}

/** What may be given. */
export interface WantedFile {
  /** Extensions in small letters, without the dot: `csv`. Every kind when there are none. */
  readonly kinds: readonly string[];
  readonly mostBytes: number;
}

const LONGEST_NAME = 100;

/** @param name as it is called where it comes from, perhaps with its folders */
export function givenFile(name: string, mediaType: string, bytes: Uint8Array): GivenFile {
  const plain = (name.split(/[/\\]/u).at(-1) ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/gu, '');
  return { fileName: shortened(plain) || 'file', mediaType: mediaType.split(';')[0]?.trim().toLowerCase() || 'application/octet-stream', bytes };
}

/** Its extension stays. */
function shortened(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  const extension = /\.\w{1,8}$/u.exec(name)?.[0] ?? '';
  return name.slice(0, LONGEST_NAME - extension.length) + extension;
}

/** What is wrong with what was given, as in `UnreadFile`; undefined when it can be used. */
export function fileProblem(given: unknown, { kinds, mostBytes }: WantedFile): string | undefined {
  if (given instanceof UnreadFile) return given.problem;
  if (!isGivenFile(given)) return 'is a file, and cannot be written in a line: attach it in the form';
  const extension = /\.(\w+)$/u.exec(given.fileName)?.[1]?.toLowerCase() ?? '';
  if (kinds.length > 0 && !kinds.includes(extension)) return `has to be a ${listed(kinds)} file, and “${given.fileName}” is not: save it as one and give that`;
  if (given.bytes.byteLength > mostBytes) return tooLarge(given.bytes.byteLength, mostBytes);
  return given.bytes.byteLength === 0 ? 'is empty: look whether it is the right one' : undefined;
}

/** Said before it is read, where the platform tells its size. */
export const tooLarge = (bytes: number, mostBytes: number): string =>
  `is ${megabytes(bytes, 'up')} MB, and I take at most ${megabytes(mostBytes, 'down')} MB: give a smaller one, or part it`;

const isGivenFile = (given: unknown): given is GivenFile =>
  typeof given === 'object' && given !== null && 'bytes' in given && given.bytes instanceof Uint8Array && 'fileName' in given && 'mediaType' in given;

/** Whether arguments hold a file: they are too much to be kept in a message, or sent again. */
export const holdsFile = (args: Readonly<Record<string, unknown>>): boolean => Object.values(args).some((given) => isGivenFile(given));

const megabytes = (bytes: number, to: 'up' | 'down'): number => (to === 'up' ? Math.ceil : Math.floor)((bytes / 1024 / 1024) * 10) / 10;

const listed = (kinds: readonly string[]): string => kinds.map((kind) => `.${kind}`).join(' or ');

/** Reads what comes in pieces. @returns undefined when it is more than `most` bytes: what is left is not read */
export async function readAtMost(pieces: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.byteLength;
    if (length > most) return undefined;
    read.push(piece);
  }
  return new Uint8Array(Buffer.concat(read));
}
