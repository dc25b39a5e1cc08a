/** A plain JSON value: what `--json` prints and what the database may hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
