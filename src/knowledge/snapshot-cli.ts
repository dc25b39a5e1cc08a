import { fileURLToPath } from 'node:url';
import { parseLibrary, readFiles } from './load.ts';
import { writeSnapshot } from './snapshot.ts';

// The last step of `npm run build`: what the knowledge folder parses to, kept beside the program so that a start need not do it again.
const folder = fileURLToPath(new URL('../knowledge', import.meta.url));
const files = readFiles(folder);
writeSnapshot(fileURLToPath(new URL('./knowledge.json', import.meta.url)), files, parseLibrary(files, folder));
