// Plain JavaScript, because Node.js 20 cannot start TypeScript: it bundles the benchmark that is named and runs it.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const [name = '', ...rest] = process.argv.slice(2);

const BENCHMARKS = ['retrieval', 'start', 'calibrate', 'roundtrip', 'appraise', 'reminders', 'broadcast'];

if (!BENCHMARKS.includes(name)) {
  process.stderr.write(`Usage: npm run bench -- NAME [arguments]\nNAME is one of: ${BENCHMARKS.join(', ')}\n`);
  process.exit(2);
}
const outdir = join(root, 'node_modules', '.cache', 'steward-bench', name);
await build({
  entryPoints: [join(here, `${name}.ts`)],
  outdir,
  bundle: true,
  // Cut into parts, so that a child process loads only the engine that it measures.
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  outExtension: { '.js': '.mjs' },
  sourcemap: true,
  logLevel: 'warning',
});
const ran = spawnSync(process.execPath, ['--enable-source-maps', '--expose-gc', join(outdir, `${name}.mjs`), ...rest], { cwd: root, stdio: 'inherit' });
process.exit(ran.status ?? 1);
