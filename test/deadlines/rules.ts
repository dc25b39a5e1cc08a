import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Loaded, loadRules } from '../../src/deadlines/load.ts';
import type { RuleFile } from '../../src/deadlines/rule.ts';
import { temporaryFolder } from '../program.ts';

/** The rules that come with Steward. */
export const shipped = loadRules(resolve(import.meta.dirname, '../../knowledge'));

export function shippedRule(id: string): RuleFile {
  const rule = shipped.rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

export const GOOD = `id: good
title: A good rule
aliases: [a fine rule]
basis: law
status: in-force
grade: A
trigger: { date: the day it began, ask: When did it begin? }
steps:
  - id: end
    label: The end
    due: It is over.
    after: { months: 2 }
    roll: none
sources: [foi1]
entries: [freedom-of-information]
examples:
  - { on: 2008-05-31, gives: 2008-07-31 }
`;

/** A knowledge folder that holds these rule files, by name, and nothing else. */
export function rulesFrom(files: Readonly<Record<string, string>>): Loaded<RuleFile> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'deadlines'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'deadlines', name), text);
  return loadRules(folder);
}
