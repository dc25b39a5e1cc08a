import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../core/fault.ts';
import { readYaml } from '../core/yaml.ts';
import { conferenceDatesSchema, conferenceRule } from './conference.ts';
import { type Rule, type RuleFile, ruleSchema } from './rule.ts';

/** What could be read. A faulty file is left out and named in `faults`, by its path below the knowledge or data folder. */
export interface Loaded<T> {
  readonly rules: readonly T[];
  readonly faults: readonly Fault[];
}

/** Reads `deadlines/*.yml` of the knowledge folder. Never throws for what is in a file, or for one that cannot be read. */
export function loadRules(knowledgeFolder: string): Loaded<RuleFile> {
  const rules: RuleFile[] = [];
  const faults: Fault[] = [];
  for (const name of ruleFiles(join(knowledgeFolder, 'deadlines'), faults)) {
    const file = `deadlines/${name}`;
    const read = readRule(join(knowledgeFolder, file), file);
    if ('faults' in read) faults.push(...read.faults);
    else rules.push(read.value);
  }
  return { rules, faults };
}

function ruleFiles(folder: string, faults: Fault[]): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.yml'))
      .sort();
  } catch (error) {
    faults.push({ file: 'deadlines', line: 1, message: `cannot be read: ${codeOf(error)}` });
    return [];
  }
}

function readRule(path: string, file: string): { value: RuleFile } | { faults: Fault[] } {
  const text = readText(path);
  if (typeof text !== 'string') return { faults: [{ file, line: 1, message: `cannot be read: ${text.unreadable}` }] };
  const read = readYaml(text, ruleSchema, file);
  // The file is found by its name, and a file cannot be there twice: so no two rules have one id.
  if ('value' in read && file !== `deadlines/${read.value.id}.yml`) {
    return { faults: [{ file, line: 1, message: `id: "${read.value.id}" must be the name of the file` }] };
  }
  return read;
}

export const CONFERENCE_DATES = 'conference-dates.yml';

/** Reads the conference dates that a branch filled in, where there are any. Never throws for what is in the file. */
export function loadConferenceRules(dataFolder: string): Loaded<Rule> {
  const text = readText(join(dataFolder, CONFERENCE_DATES));
  if (typeof text !== 'string') {
    const isAbsent = text.unreadable === 'ENOENT' || text.unreadable === 'ENOTDIR';
    return { rules: [], faults: isAbsent ? [] : [{ file: CONFERENCE_DATES, line: 1, message: `cannot be read: ${text.unreadable}` }] };
  }
  const read = readYaml(text, conferenceDatesSchema, CONFERENCE_DATES);
  if ('faults' in read) return { rules: [], faults: read.faults };
  const byId = new Map<string, Rule>();
  const faults: Fault[] = [];
  for (const rule of read.value.conferences.map(conferenceRule)) {
    if (byId.has(rule.id)) faults.push({ file: CONFERENCE_DATES, line: 1, message: `${rule.title} is there twice: put its dates together` });
    else byId.set(rule.id, rule);
  }
  return { rules: [...byId.values()], faults };
}

function readText(path: string): string | { unreadable: string } {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return { unreadable: codeOf(error) };
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
