import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Fault } from '../core/fault.ts';
import { readYaml } from '../core/yaml.ts';
import type { Division } from './branch.ts';
import { nameKey } from './names.ts';

/** What branches belong to. */
export interface Divisions {
  readonly regions: readonly Division[];
  readonly serviceGroups: readonly Division[];
}

const FILE = 'directory.yml';

const line = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const division = z.strictObject({
  id,
  name: line.refine((name) => nameKey(name) !== '', 'needs a letter or a digit'),
  aliases: z.array(line).default([]),
  /** Ids in `knowledge/sources.yml`. */
  sources: z.array(id).min(1),
});

/** `knowledge/directory.yml`: the regions and service groups, and where their names come from. */
const fileSchema = z
  .strictObject({ regions: z.array(division).min(1), 'service-groups': z.array(division).min(1) })
  .transform(({ regions, 'service-groups': serviceGroups }) => ({ regions, serviceGroups }));

export type DivisionsFile = z.output<typeof fileSchema>;

/** Reads `directory.yml` of the knowledge folder. Never throws for what is in it, or when it cannot be read. */
export function loadDivisions(knowledgeFolder: string): { readonly divisions?: DivisionsFile; readonly faults: readonly Fault[] } {
  let text: string;
  try {
    text = readFileSync(join(knowledgeFolder, FILE), 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { faults: [{ file: FILE, line: 1, message: `cannot be read: ${code}` }] };
  }
  const read = readYaml(text, fileSchema, FILE);
  if ('faults' in read) return { faults: read.faults };
  const faults = [...sharedNames(read.value.regions, text), ...sharedNames(read.value.serviceGroups, text)];
  return faults.length > 0 ? { faults } : { divisions: read.value, faults };
}

/** What the schema cannot see: sources that are not there. */
export function checkDivisions({ regions, serviceGroups }: DivisionsFile, sources: ReadonlySet<string>): Fault[] {
  return [...regions, ...serviceGroups].flatMap(({ id: of, sources: cited }) =>
    cited.filter((source) => !sources.has(source)).map((source) => ({ file: FILE, line: 1, message: `${of}: source "${source}" is not in sources.yml` })),
  );
}

/** A name must find one of them only. */
function sharedNames(divisions: readonly Division[], text: string): Fault[] {
  const lines = text.split('\n');
  const owners = new Map<string, Division>();
  return divisions.flatMap((one) =>
    [one.id, one.name, ...one.aliases].flatMap((label) => {
      const owner = owners.get(nameKey(label)) ?? one;
      owners.set(nameKey(label), owner);
      if (owner === one) return [];
      const at = lines.findLastIndex((written) => new RegExp(`\\bid: *["']?${one.id}\\b`, 'u').test(written));
      return [{ file: FILE, line: at + 1, message: `${one.id}: "${label}" already finds ${owner.id}` }];
    }),
  );
}
