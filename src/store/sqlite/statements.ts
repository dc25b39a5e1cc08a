import type Database from 'libsql';

/** Far more than the statements Steward has; lists of different lengths make the rest. */
const KEPT = 100;

/** Prepares a statement once and keeps it, the most recently used ones. A third of the time of preparing it anew, and libsql frees one only when it is garbage. */
export function preparer(database: Database.Database): (sql: string) => Database.Statement {
  const kept = new Map<string, Database.Statement>();
  return (sql) => {
    const statement = kept.get(sql) ?? database.prepare(sql);
    kept.delete(sql);
    kept.set(sql, statement);
    const [longestUnused] = kept.keys();
    if (kept.size > KEPT && longestUnused !== undefined) kept.delete(longestUnused);
    return statement;
  };
}

/**
 * libsql binds every JavaScript number as a floating-point one, which a text column would keep as `1.0`, and it ends the process at a truth value
 * (https://github.com/tursodatabase/libsql-js/blob/main/src/statement.rs, `js_value_to_value`).
 * @throws {TypeError} for what the tables cannot hold alike on SQLite and PostgreSQL
 */
export function bindable(value: unknown): string | number | bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (value === null || typeof value === 'string' || typeof value === 'bigint') return value;
  throw new TypeError(`a ${typeof value} cannot be kept: the tables hold text, numbers and null (truth values are 0 and 1, JSON is text)`);
}
