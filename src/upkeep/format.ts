import { z } from 'zod';

/**
 * A backup is gzip of lines of JSON, the same whichever engine it came from: a header; then each row as an array of its values, table after table
 * as the header lists them; then the checksum of all lines before it.
 */
export const FORMAT = 1;

/** Rows that are read, written or inserted at once: few enough that the memory for them does not matter. */
export const PAGE = 500;

const heldTable = z.object({ name: z.string(), columns: z.array(z.string()).min(1), rows: z.int().nonnegative() });

export const headerSchema = z.object({
  steward: z.literal('backup'),
  format: z.literal(FORMAT),
  madeAt: z.iso.datetime(),
  /** Which had been run where it was made. */
  migrations: z.array(z.string()),
  tables: z.array(heldTable),
});

/** What every format has. */
export const anyHeaderSchema = z.object({ steward: z.literal('backup'), format: z.int() });

export const rowSchema = z.array(z.union([z.string(), z.number(), z.null()]));

export const endSchema = z.object({ sha256: z.string() });

export type Header = z.output<typeof headerSchema>;
export type HeldTable = z.output<typeof heldTable>;
export type Row = z.output<typeof rowSchema>;

/** Some rows of one table. */
export interface Page {
  readonly table: HeldTable;
  readonly rows: readonly Row[];
}
