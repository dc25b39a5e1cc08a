import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, decode, encode, otherPage } from '../../../src/adapters/discord/actions.ts';

const squeezed = (line: string): string => line.replace(/\s+/gu, ' ').trim();

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3_000 }).map((line): Action => ({ kind: 'run', line })),
  fc.record({
    kind: fc.constant('form' as const),
    form: fc.record({
      command: fc.constantFrom('ask', 'cases'),
      page: fc.nat(9),
      // Named as the fields of a command are: `__proto__`, which zod drops, is no field.
      values: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,19}$/), fc.string({ unit: 'binary', maxLength: 400 }), { maxKeys: 3 }),
    }),
  }),
  fc.constant<Action>({ kind: 'share' }),
);

describe('actions', () => {
  it('come back as they were sent, however long', () => {
    fc.assert(
      fc.property(action, fc.nat(5_000), (sent, nth) => {
        const encoded = encode(sent, nth);
        if (encoded === undefined) throw new Error('too long');
        expect(encoded.customId.length).toBeLessThanOrEqual(100);
        const found = decode(encoded.customId, (id) => (id === encoded.smallPrint?.id ? encoded.smallPrint.content : undefined));
        expect(found).toEqual(sent.kind === 'run' ? { kind: 'run', line: squeezed(sent.line) } : sent);
      }),
    );
  });

  it('open each page of a form by what is written once', () => {
    const form = { command: 'cases', page: 0, values: { about: 'x'.repeat(200) } };
    const { smallPrint } = encode({ kind: 'form', form }, 7) ?? {};
    const find = (id: number) => (id === smallPrint?.id ? smallPrint.content : undefined);
    expect(decode(otherPage(7, 3).customId, find)).toEqual({ kind: 'form', form: { ...form, page: 3 } });
    expect(decode(otherPage(8, 3).customId, find)).toBeUndefined();
  });

  it('say so when a line is longer than a message', () => {
    expect(encode({ kind: 'run', line: 'w'.repeat(4_000) }, 1)).toBeUndefined();
  });

  it('begin a form without the longest value when all are too long', () => {
    const encoded = encode({ kind: 'form', form: { command: 'ask', page: 0, values: { a: 'x'.repeat(3_900), b: 'short' } } }, 2);
    expect(encoded?.customId).toBe('form:2:["ask",0,{"b":"short"}]');
  });

  it('are not found in what is not ours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.option(fc.string(), { nil: undefined }), (id, print) => {
        const found = decode(id, () => print);
        expect(found === undefined || typeof found.kind === 'string').toBe(true);
      }),
    );
    expect(decode('run>7', () => undefined)).toBeUndefined();
    expect(decode('form:1:{"not":"a form"}', () => undefined)).toBeUndefined();
    expect(decode('somebody-else', () => undefined)).toBeUndefined();
  });
});
