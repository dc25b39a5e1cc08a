import { load, YAMLException } from 'js-yaml';
import type { z } from 'zod';
import type { Fault } from './fault.ts';

/** Reads YAML text into a checked value, or says what is wrong with it and on which line of `file`. */
export function readYaml<T>(text: string, schema: z.ZodType<T>, file: string, firstLine = 1): { value: T } | { faults: Fault[] } {
  let loaded: unknown;
  try {
    loaded = load(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { faults: [{ file, line: (error.mark?.line ?? 0) + firstLine, message: `not valid YAML: ${error.reason}` }] };
  }
  const parsed = schema.safeParse(loaded);
  if (parsed.success) return { value: parsed.data };
  const lines = text.split('\n');
  const faults = parsed.error.issues.map((issue) => ({
    file,
    line: lineOf(lines, issue.path) + firstLine,
    message: `${issue.path.map(String).join('.') || 'the whole'}: ${issue.message}`,
  }));
  return { faults };
}

/** Reads a YAML list. When something is wrong with it, it is read again an item at a time: the good items are kept, and each bad one is named. */
export function readYamlList<T>(text: string, schema: z.ZodArray<z.ZodType<T>>, file: string): { items: T[]; faults: Fault[] } {
  const whole = readYaml(text, schema, file);
  if ('value' in whole) return { items: whole.value, faults: [] };
  const reads = itemsOf(text).map((item) => readYaml(item.text, schema.element, file, item.line));
  const faults = reads.flatMap((read) => ('faults' in read ? read.faults : []));
  return { items: reads.flatMap((read) => ('value' in read ? [read.value] : [])), faults: faults.length > 0 ? faults : whole.faults };
}

/** The items of a block list, each as a text of its own, with its line (from 1) in the whole. */
function itemsOf(text: string): { text: string; line: number }[] {
  const lines = text.split('\n');
  const indent = /^ *(?=-\s)/m.exec(text)?.[0] ?? '';
  const starts = lines.flatMap((line, at) => (/^-(\s|$)/.test(line.slice(indent.length)) && line.startsWith(indent) ? [at] : []));
  return starts.map((start, nth) => {
    const item = lines.slice(start, starts[nth + 1] ?? lines.length).join('\n');
    // Without its dash an item is a document, as it is indented already.
    return { text: item.replace('-', ' '), line: start + 1 };
  });
}

/** Line (from 0) of the deepest part of `path` that can be seen in the text: a missing key is reported where its parent is. */
function lineOf(lines: readonly string[], path: readonly PropertyKey[]): number {
  let at = 0;
  for (const step of path) {
    const next =
      typeof step === 'number'
        ? nthItem(lines, at, step)
        : lines.findIndex((line, nth) => nth >= at && new RegExp(`(^|[\\s{,"'-])${escaped(String(step))}["']?:`).test(line));
    if (next < 0) break;
    at = next;
  }
  return at;
}

/** Line of the n-th `- ` item from line `from` on, at the indent of the first; `from` itself for an inline list. */
function nthItem(lines: readonly string[], from: number, nth: number): number {
  const first = lines.findIndex((line, at) => at >= from && /^\s*- /.test(line));
  const indent = /^\s*- /.exec(lines[first] ?? '')?.[0];
  if (indent === undefined) return from;
  const items = lines.flatMap((line, at) => (at >= first && line.startsWith(indent) ? [at] : []));
  return items[nth] ?? from;
}

/** A key may hold what a regular expression gives a meaning to. */
const escaped = (key: string): string => key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
