import type { Log } from '../core/log.ts';
import { StoreError } from './store-error.ts';

/** Rows as what they stand for. One that cannot be read is left out, and logged by its id: it must not hold up the others. */
export function readable<Row extends { readonly id: string }, Kept>(rows: readonly Row[], read: (row: Row) => Kept, log: Pick<Log, 'error'>): Kept[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.error({ id: row.id, fault: error.fault }, error.message);
      return [];
    }
  });
}

/** For whoever has nobody to tell. */
export const UNHEARD: Pick<Log, 'error'> = { error() {} };
