import { type Database, databaseCheck } from '../database.ts';
import { type Check, type Finding, look, ok, wrong } from '../finding.ts';
import { countInWords, several, sizeInWords } from '../plain-words.ts';
import { keptNames, keptTables } from '../rows.ts';

/** SQLite brings its log into the file every few thousand pages, when no reader holds it up. */
const LARGE_LOG_BYTES = 100e6;

/** Whether the database holds together, how large it is and what it holds. */
export const integrityCheck = (database: Database): Check =>
  databaseCheck('Contents', database, async ({ store: { db }, health: { faults, bytes, logBytes } }) => {
    const findings: Finding[] = [
      faults.length === 0
        ? ok('nothing that was looked at is damaged.')
        : wrong(`It is damaged: ${several(faults.length, 'fault')}.`, 'Stop Steward, keep a copy of the database, and restore a backup into a new place.'),
    ];
    if (logBytes > LARGE_LOG_BYTES)
      findings.push(look(`${sizeInWords(logBytes)} wait in its log.`, 'Close programs that have it open for long, then start Steward again.'));
    const words = new Map(keptNames().map((table) => [table.name, table.rows]));
    const counts = (await keptTables(db)).map(({ name, rows }) => `${words.get(name) ?? name}: ${countInWords(rows)}`);
    findings.push(ok([sizeInWords(bytes + logBytes), ...counts].join('; ').concat('.')));
    return findings;
  });
