import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkRules } from '../deadlines/check.ts';
import { loadRules } from '../deadlines/load.ts';
import { checkDivisions, loadDivisions } from '../directory/divisions-file.ts';
import { checkLibrary, countByKind } from './check.ts';
import { coveragePage } from './coverage.ts';
import { faultLine } from './entry.ts';
import { loadLibrary } from './load.ts';

// `npm run knowledge:check`: names every fault with its file and line, prints counts by kind, and fails when there is a fault.
// With `-- --write-coverage` it also writes docs/coverage.md.
const inProject = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const library = loadLibrary(inProject('knowledge'));
const deadlines = loadRules(inProject('knowledge'));
const grades = new Map([...library.sources.values()].map(({ id, grade }) => [id, grade]));
const directory = loadDivisions(inProject('knowledge'));
const faults = [
  ...checkLibrary(library),
  ...deadlines.faults,
  ...checkRules(deadlines.rules, { sources: grades, entries: new Set(library.entries.keys()) }),
  ...directory.faults,
  ...(directory.divisions === undefined ? [] : checkDivisions(directory.divisions, new Set(grades.keys()))),
];
for (const fault of faults) console.error(faultLine(fault));
for (const { kind, entries, passages } of countByKind(library))
  console.log(`${kind.padEnd(14)} ${String(entries).padStart(4)} entries ${String(passages).padStart(5)} passages`);
console.log(`${library.entries.size} entries, ${library.sources.size} sources, ${deadlines.rules.length} deadline rules, ${faults.length} faults`);
if (process.argv.includes('--write-coverage')) writeFileSync(inProject('docs/coverage.md'), coveragePage(library));
if (faults.length > 0) process.exitCode = 1;
