import type { Field } from '../../core/form.ts';

/** Stands among arguments for a file that Discord keeps, until it is fetched. */
export class KeptFile {
  constructor(
    readonly field: Field,
    readonly url: string,
  ) {}
}

/** The name of a file, at the end of its address. */
export const nameIn = (url: string): string => (URL.canParse(url) ? decoded(new URL(url).pathname.split('/').at(-1) ?? '') : '') || 'the file';

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
