import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { describeOnEveryEngine } from './stores.ts';

const PROCESSES = 4;
const KEYS = 100;
const root = join(import.meta.dirname, '../..');
/** Inside the project, where the worker finds its packages. */
const worker = join(root, 'node_modules/.cache/steward-test/once-worker.mjs');

beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL('./once-worker.ts', import.meta.url))],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
});

describeOnEveryEngine('OnceOnly in several processes', (create) => {
  it('is first in one of them, even while they all make the database', async () => {
    const database = await create();
    const run = () => promisify(execFile)(process.execPath, [worker, JSON.stringify(database.address), String(KEYS)]);
    const printed = await Promise.all(Array.from({ length: PROCESSES }, run));
    const firsts = printed.map(({ stdout }) => z.array(z.number()).parse(JSON.parse(stdout)));
    expect(firsts.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: KEYS }, (_, key) => key));
    await database.drop();
  });
});
