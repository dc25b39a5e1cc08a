import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand } from '../../src/core/command.ts';
import { fileField } from '../../src/core/file-field.ts';
import { filledIn } from '../../src/core/form.ts';
import { givenFile, readAtMost, UnreadFile } from '../../src/core/given-file.ts';
import { facts, privately } from '../../src/core/reply.ts';
import { createRouter } from '../../src/router/router.ts';

const take = defineCommand({
  name: 'branches import',
  summary: 'Takes a list of branches',
  input: z.object({
    file: fileField('The list of branches', { kinds: ['csv', 'txt'], mostBytes: 2 * 1024 * 1024 }),
    picture: fileField('A picture').optional(),
    note: z.string().optional(),
  }),
  allow: 'anyone',
  examples: ['branches import'],
  run: ({ file, picture }) =>
    privately([facts({ label: file.fileName, value: String(file.bytes.byteLength) })], { file: file.fileName, picture: picture?.mediaType ?? null }),
});

const router = createRouter({
  commands: [take],
  services: {},
  clock: { now: () => new Date('2026-11-22') },
  log: { debug() {}, info() {}, warn() {}, error() {} },
  guards: [],
  fallback: 'branches import',
  isKnownWord: () => true,
});

const request = (args: Readonly<Record<string, unknown>>) =>
  ({
    person: { id: 'U1', roles: [] },
    place: { platform: 'slack', workspace: 'T1', channel: 'C1' },
    said: { kind: 'command', name: 'branches import', args },
    locale: 'en-GB',
    timeZone: 'Europe/London',
  }) as const;

const given = (args: Readonly<Record<string, unknown>>) => router.handle(request(args));
const csv = givenFile('branches.csv', 'text/csv', new TextEncoder().encode('name;region'));

describe('a field that takes a file', () => {
  it('is known by its type, its help and what it takes, optional or not', () => {
    expect(take.fields).toMatchObject([
      { name: 'file', type: 'file', required: true, help: 'The list of branches', file: { kinds: ['csv', 'txt'], mostBytes: 2_097_152 } },
      { name: 'picture', type: 'file', required: false, help: 'A picture', file: { kinds: [] } },
      { name: 'note', type: 'text', file: undefined },
    ]);
  });

  it('gives the command what was read', async () => {
    expect(await given({ file: csv, picture: givenFile('a.png', 'image/png', new Uint8Array(3)) })).toMatchObject({
      status: 'answered',
      reply: { data: { file: 'branches.csv', picture: 'image/png' } },
    });
  });

  it.each([
    ['nothing', undefined, '`branches import` needs `--file`: the list of branches.'],
    ['words in a line', 'branches.csv', '`file` is a file, and cannot be written in a line: attach it in the form.'],
    ['what only looks like a file', { fileName: 'a.csv', bytes: 'no' }, '`file` is a file, and cannot be written in a line: attach it in the form.'],
    ['what could not be read', new UnreadFile('is not there any more: attach it once more'), '`file` is not there any more: attach it once more.'],
    [
      'another kind',
      givenFile('list.xlsx', '', new Uint8Array(9)),
      '`file` has to be a .csv or .txt file, and “list.xlsx” is not: save it as one and give that.',
    ],
    ['too much', givenFile('a.csv', '', new Uint8Array(2_097_153)), '`file` is 2.1 MB, and I take at most 2 MB: give a smaller one, or part it.'],
    ['an empty file', givenFile('a.CSV', '', new Uint8Array()), '`file` is empty: look whether it is the right one.'],
  ])('refuses %s with what to do, and its form', async (_, file, what) => {
    const { status, reply } = await given({ file, note: 'as of May' });
    expect(status).toBe('refused');
    expect(reply.data).toMatchObject({ error: { what, field: 'file' } });
    const [form] = reply.blocks.flatMap((block) => (block.kind === 'form' ? [block.form] : []));
    expect(form?.fields.map(({ default: known }) => known)).toEqual([undefined, undefined, 'as of May']);
  });

  it('is never filled in beforehand', () => {
    expect(filledIn(take.fields, { file: csv })[0]?.default).toBeUndefined();
  });
});

describe('a given file', () => {
  it.each([
    ['C:\\Papers\\Cangen Gŵyr – 2026.csv', 'Cangen-Gwyr-2026.csv'],
    ['../../etc/passwd', 'passwd'],
    ['.bashrc', 'bashrc'],
    ['??', 'file'],
  ])('called %s is called %s', (name, safe) => {
    expect(givenFile(name, 'text/csv; charset=utf-8', new Uint8Array())).toMatchObject({ fileName: safe, mediaType: 'text/csv' });
  });

  it('has a name that any platform takes, whatever it was called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        expect(givenFile(name, '', new Uint8Array()).fileName).toMatch(/^[\w-][\w.-]{0,99}$/);
      }),
    );
  });

  it('keeps its extension when its name is long', () => {
    expect(givenFile(`${'long'.repeat(50)}.csv`, '', new Uint8Array()).fileName).toMatch(/^[a-z]{96}\.csv$/);
  });

  it('is read no further than it may be long', async () => {
    let pieces = 0;
    async function* endless() {
      for (;;) {
        pieces += 1;
        yield new Uint8Array(1_000);
      }
    }
    expect(await readAtMost(endless(), 2_500)).toBeUndefined();
    expect(pieces).toBe(3);
  });
});
