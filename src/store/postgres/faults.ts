import { codeOf, StoreError, type StoreFault } from '../store-error.ts';

const UNREACHABLE = 'The database server in DATABASE_URL does not answer. Check that it runs, and that its address and port are right.';
const REFUSED = 'The database server turned Steward away. Check the user, the password and the database name in DATABASE_URL.';

/** By SQLSTATE, or the first two characters of it for a whole class: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const FAULTS: Readonly<Record<string, readonly [fault: StoreFault, message: string]>> = {
  '08': ['unreachable', UNREACHABLE],
  '28': ['refused', REFUSED],
  '3D': ['refused', REFUSED],
  '57P01': ['unreachable', UNREACHABLE],
  '57P02': ['unreachable', UNREACHABLE],
  '57P03': ['unreachable', UNREACHABLE],
  '53100': ['full', "The database server's disk is full, and nothing was changed. Free some space there, then try again."],
  '53300': ['unreachable', 'The database server has no connection left for Steward. Raise its max_connections, or run fewer programs on it.'],
  '25006': ['read-only', 'The database may only be read. Name the server that takes writes (the primary) in DATABASE_URL.'],
  '42501': ['read-only', 'The database user may not do this. Let the user in DATABASE_URL create tables in its schema, and own the ones that are there.'],
  '55P03': ['busy', 'Another Steward is changing the tables of this database and does not finish. Look at that one, then start this one again.'],
};

/** What Node and the `pg` package say when a connection breaks: https://nodejs.org/api/errors.html#common-system-errors */
const BROKEN = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT'];

/** A StoreError for what the person who runs Steward can mend; anything else (a wrong statement, a broken constraint) as it is. */
export function postgresFault(error: unknown): unknown {
  const code = codeOf(error);
  const known = FAULTS[code] ?? FAULTS[code.slice(0, 2)];
  if (known) return new StoreError(known[0], known[1], { cause: error });
  const isBroken =
    BROKEN.includes(code) || (error instanceof Error && /^(Connection terminated|Client has encountered a connection error)/.test(error.message));
  return isBroken ? new StoreError('unreachable', UNREACHABLE, { cause: error }) : error;
}

/** Whatever stops a connection from being made is for the operator: a time-out or a TLS mismatch has no code of its own. */
export function connectionFault(error: unknown): StoreError {
  const fault = postgresFault(error);
  return fault instanceof StoreError ? fault : new StoreError('unreachable', UNREACHABLE, { cause: error });
}
