import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** What a file loads as soon as it is loaded itself: its imports but for types and `import()`. */
const loadedBy = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/^import (?!type )[^;]*?'([^']+)';$/gms)].map((match) => match[1] ?? '');

it('loads what draws only when a picture is asked for', () => {
  const heavy = files.filter((file) => loadedBy(file).some((from) => /^(?:echarts|@resvg)/.test(from)));
  expect(heavy.sort()).toEqual(['charts/png.ts', 'charts/svg.ts']);
  expect(files.filter((file) => loadedBy(file).some((from) => /\/(?:png|svg)\.ts$/.test(from)))).toEqual([]);
});
