import { z } from 'zod';
import type { Said } from '../../core/request.ts';

const said = z.union([
  z.object({ line: z.string() }).transform(({ line }): Said => ({ kind: 'line', text: line })),
  z.object({ command: z.string(), args: z.record(z.string(), z.unknown()) }).transform(({ command, args }): Said => ({ kind: 'command', name: command, args })),
]);

/** What was asked, in the value of a button. */
export const encodeSaid = (asked: Said): string => JSON.stringify(asked.kind === 'line' ? { line: asked.text } : { command: asked.name, args: asked.args });

/** @returns undefined for a value that no button of ours has. */
export const decodeSaid = (value: string): Said | undefined => said.safeParse(parsedJson(value)).data;

/** JSON, or undefined. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
