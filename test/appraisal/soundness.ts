import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { load } from 'js-yaml';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Appraisal } from '../../src/appraisal/appraisal.ts';

const file = resolve(import.meta.dirname, '../../knowledge/sources.yml');
const SOURCES = new Set(
  z
    .array(z.object({ id: z.string() }))
    .parse(load(readFileSync(file, 'utf8')))
    .map(({ id }) => id),
);

/** Everything in an appraisal, with where it stands. */
function* leaves(value: unknown, path: string): Generator<[string, unknown]> {
  if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) yield* leaves(inner, `${path}.${key}`);
  else yield [path, value];
}

/** What holds of every appraisal: numbers are numbers, words are words, sources exist, the picture says what it shows. */
export function expectSound(appraisal: Appraisal): void {
  expect(faultsOf(appraisal)).toEqual([]);
}

const isBad = (leaf: unknown): boolean =>
  typeof leaf === 'number' ? !Number.isFinite(leaf) || Object.is(leaf, -0) : typeof leaf === 'string' && /NaN|Infinity|undefined|\[object/.test(leaf);

function faultsOf(appraisal: Appraisal): string[] {
  const { results, working, evidence, headline, nextQuestion, chart } = appraisal;
  const numbers = [...leaves(appraisal, appraisal.calculator)].filter(([, leaf]) => isBad(leaf)).map(([path, leaf]) => `${path} is ${String(leaf)}`);
  const turned = [...results, ...working]
    .filter(({ value }) => value.unit !== 'words' && value.amount.low > value.amount.high)
    .map(({ label }) => `${label}: ends first`);
  const unknown = [...working, ...evidence].flatMap(({ sources }) => sources).filter((id) => !SOURCES.has(id));
  const unsaid = evidence.filter(({ statement, weakness }) => statement === '' || weakness === '').map(({ sources }) => `${sources}: no weakness`);
  const form = [headline.endsWith('.') ? '' : headline, nextQuestion.endsWith('?') ? '' : nextQuestion, chart?.alt === '' ? 'a picture without words' : ''];
  return [...numbers, ...turned, ...unknown, ...unsaid, ...form.filter((fault) => fault !== '')];
}

/** The range behind a result or a line of working. */
export function amountIn(appraisal: Appraisal, label: string): { low: number; high: number } {
  const found = [...appraisal.results, ...appraisal.working].find((line) => line.label === label);
  if (found === undefined || found.value.unit === 'words') throw new Error(`no amount called “${label}”`);
  return found.value.amount;
}

export function wordsIn(appraisal: Appraisal, label: string): string {
  const found = appraisal.results.find((line) => line.label === label);
  if (found?.value.unit !== 'words') throw new Error(`no words called “${label}”`);
  return found.value.words;
}

/** What a person is told is wrong: `field message`. */
export function complaint(input: z.ZodObject, given: object): string {
  const parsed = input.safeParse(given);
  if (parsed.success) throw new Error('it was taken');
  return parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('\n');
}
