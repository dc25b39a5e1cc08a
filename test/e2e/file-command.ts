import { z } from 'zod';
import { systemClock } from '../../src/core/clock.ts';
import { type Command, defineCommand } from '../../src/core/command.ts';
import { fileField } from '../../src/core/file-field.ts';
import { facts, privately, type Reply, text } from '../../src/core/reply.ts';
import type { Steward } from '../../src/core/steward.ts';
import { createRouter } from '../../src/router/router.ts';
import { logInMemory } from './program.ts';

export const MOST_BYTES = 1024 * 1024;

const send: Command<unknown> = defineCommand({
  name: 'branches import',
  summary: 'Take a list of branches',
  input: z.object({
    list: fileField('The list of branches', { kinds: ['csv', 'txt'], mostBytes: MOST_BYTES }).optional(),
    region: z
      .string()
      .regex(/^[a-z -]+$/i, 'is no region: write its name')
      .optional()
      .meta({ description: 'Of which region' }),
  }),
  allow: 'anyone',
  examples: ['branches import'],
  run({ list, region = 'all regions' }): Reply {
    if (list === undefined)
      return privately([{ kind: 'form', form: { title: 'Take a list', command: 'branches import', fields: send.fields } }], { form: true });
    const rows = new TextDecoder().decode(list.bytes).trim().split('\n');
    return privately([text(`Read ${list.fileName} for ${region}: ${rows[0]}`), facts({ label: 'Rows', value: String(rows.length) })], {
      fileName: list.fileName,
      mediaType: list.mediaType,
      bytes: list.bytes.byteLength,
    });
  },
});

/** Steward with one command, which takes a file. */
export function stewardWithFiles(log = logInMemory()): Steward {
  const options = { commands: [send], services: {}, clock: systemClock, log, guards: [], fallback: 'branches import', isKnownWord: () => true };
  return { ...createRouter(options), commands: [send], suggest: () => [] };
}

export const bytesOf = (words: string): Uint8Array => new TextEncoder().encode(words);
