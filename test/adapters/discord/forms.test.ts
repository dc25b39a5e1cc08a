import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formValues, merge, modalFor, pageMissing, pagesOf, pageWith, toArguments } from '../../../src/adapters/discord/forms.ts';
import { listsFor } from '../../../src/adapters/discord/lists.ts';
import type { CommandInfo } from '../../../src/core/command.ts';
import type { Field } from '../../../src/core/form.ts';
import { checkModal } from '../../fakes/discord/modal-rules.ts';

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  help: `Help for ${name}`,
  type: 'text',
  required: false,
  rest: false,
  choices: [],
  ...more,
});
const command = (fields: readonly Field[]): CommandInfo => ({ name: 'weigh', summary: 'Weigh it', aliases: [], allow: 'anyone', examples: ['weigh'], fields });

const anyField: fc.Arbitrary<Omit<Field, 'name'>> = fc.record({
  help: fc.string({ unit: 'binary', maxLength: 160 }),
  type: fc.constantFrom('text', 'number', 'boolean', 'person'),
  required: fc.boolean(),
  rest: fc.constant(false),
  choices: fc.constant([]),
  default: fc.option(fc.string({ maxLength: 10 }), { nil: undefined }),
});
const choice: fc.Arbitrary<Omit<Field, 'name'>> = fc.record({
  help: fc.constant('Which'),
  type: fc.constant('choice'),
  required: fc.boolean(),
  rest: fc.constant(false),
  choices: fc.uniqueArray(
    fc.string({ minLength: 1, maxLength: 90 }).map((text) => `c${text}`),
    { minLength: 1, maxLength: 40 },
  ),
});
const anyCommand = fc
  .array(fc.oneof(anyField, choice), { minLength: 1, maxLength: 14 })
  .map((fields) => command(fields.map((one, nth) => ({ ...one, name: `field${nth}` }))));

describe('a form', () => {
  it('is a modal that Discord accepts, whatever the fields and whatever was filled in', () => {
    fc.assert(
      fc.property(anyCommand, fc.string({ unit: 'binary', maxLength: 5_000 }), (any, value) => {
        const values = Object.fromEntries(any.fields.map(({ name }) => [name, value]));
        for (const page of pagesOf(any.fields).keys()) {
          const modal = modalFor(any, { command: any.name, page, values }, 'form:0:x');
          checkModal(JSON.parse(JSON.stringify({ type: 9, data: modal })));
        }
      }),
    );
  });

  it('says when only the beginning of some words fits', () => {
    const words = 'It goes on. '.repeat(400);
    const { components } = modalFor(command([field('what', { rest: true })]), { command: 'weigh', page: 0, values: { what: words } }, 'form:0:x');
    expect(components).toMatchObject([
      { description: 'Only the beginning fits here: the rest was left out.', component: { value: expect.stringMatching(/goes on\. …$/) } },
    ]);
  });

  it('asks for every required field, for others while there is room, and then for the rest', () => {
    fc.assert(
      fc.property(anyCommand, ({ fields }) => {
        const asked = pagesOf(fields).flat();
        expect(fields.filter((one) => !asked.includes(one))).toEqual([]);
        expect(new Set(asked).size).toBe(asked.length);
      }),
    );
    const pages = pagesOf([field('a'), field('b'), field('c'), field('d'), field('e'), field('words', { rest: true }), field('must', { required: true })]);
    expect(pages.map((page) => page.map(({ name }) => name))).toEqual([
      ['a', 'b', 'c', 'words', 'must'],
      ['d', 'e'],
    ]);
  });

  it('lets a person or a role be picked, and does not ask for what it hands on', () => {
    const any = command([field('id', { hidden: true }), field('to', { type: 'person', required: true }), field('or', { type: 'person' })]);
    const values = { id: 'k3m9xq', to: '<@110000000000000001>', or: '<@&110000000000000002>' };
    const modal = modalFor(any, { command: any.name, page: 0, values }, 'form:0:x', { words: ['Who is it for?'] });
    checkModal(JSON.parse(JSON.stringify({ type: 9, data: modal })));
    expect(modal.components).toMatchObject([
      { content: 'Who is it for?' },
      { component: { type: 7, required: true, default_values: [{ id: '110000000000000001', type: 'user' }] } },
      { component: { type: 7, required: false, default_values: [{ id: '110000000000000002', type: 'role' }] } },
    ]);
  });

  it('lets several be picked where the whole list fits into a menu, and keeps what was picked', async () => {
    const places = Array.from({ length: 12 }, (_, nth) => ({ label: `Region ${nth}`, value: nth === 0 ? 'all' : `Region ${nth}` }));
    const regions = field('regions', { many: true, suggest: 'regions' });
    const lists = await listsFor({ suggest: (_, typed, limit) => (typed === '' ? places.slice(0, limit) : []) }, [regions, field('words')]);
    const shown = (value?: string) => {
      const modal = modalFor(command([regions]), { command: 'weigh', page: 0, values: value === undefined ? {} : { regions: value } }, 'form:0:x', { lists });
      checkModal(JSON.parse(JSON.stringify({ type: 9, data: modal })));
      return modal.components[0];
    };
    expect(shown()).toMatchObject({
      component: { type: 3, min_values: 0, max_values: 12, options: [{ label: 'Region 0', value: 'all' }, ...places.slice(1)] },
    });
    const component: unknown = JSON.parse(JSON.stringify(shown('region 3; ALL')));
    const { options } = z
      .object({ component: z.object({ options: z.array(z.object({ value: z.string(), default: z.boolean().optional() })) }) })
      .parse(component).component;
    expect(options.filter((option) => option.default).map(({ value }) => value)).toEqual(['all', 'Region 3']);
    // What no menu could hold is shown as it was written.
    expect(shown('Region 3; the Isles')).toMatchObject({ component: { type: 4, value: 'Region 3; the Isles' } });
  });

  it('asks for words where the list is longer than a menu, or cannot be read', async () => {
    const branches = field('branches', { many: true, suggest: 'branch' });
    const many = Array.from({ length: 400 }, (_, nth) => ({ label: `Branch ${nth}`, value: `Branch ${nth}` }));
    expect((await listsFor({ suggest: (_what, _typed, limit) => many.slice(0, limit) }, [branches])).size).toBe(0);
    expect((await listsFor({ suggest: async () => Promise.reject(new Error('no answer')) }, [branches])).size).toBe(0);
    expect((await listsFor({ suggest: () => [] }, [branches])).size).toBe(0);
  });

  it('knows which page is still to be filled in, and which asks for a field', () => {
    const fields = Array.from({ length: 7 }, (_, nth) => field(`f${nth}`, { required: true }));
    expect(pageMissing(fields, {})).toBe(0);
    expect(pageMissing(fields, { f0: '1', f1: '1', f2: '1', f3: '1', f4: '1' })).toBe(1);
    expect(pageMissing(fields, Object.fromEntries(fields.map(({ name }) => [name, '1'])))).toBeUndefined();
    expect(pageWith(fields, 'f6')).toBe(1);
    expect(pageWith(fields, 'unknown')).toBe(0);
  });

  it('makes arguments of the types that the fields have, and leaves to the command what is wrong', () => {
    const fields = [field('n', { type: 'number' }), field('b', { type: 'boolean' }), field('t')];
    expect(toArguments(fields, { n: '2.5', b: 'false', t: '7' })).toEqual({ n: 2.5, b: false, t: '7' });
    expect(toArguments(fields, { n: 'many', b: 'perhaps' })).toEqual({ n: 'many', b: 'perhaps' });
  });

  it('begins with defaults, and a field left empty is not given', () => {
    expect(formValues([field('a', { default: '1' }), field('b')])).toEqual({ a: '1' });
    expect(merge([], { a: '1', b: '2' }, { b: ' ', c: '3' })).toEqual({ a: '1', c: '3' });
    expect(merge([field('f', { type: 'file' })], { f: 'https://cdn.discordapp.com/a.csv' }, { f: '' })).toEqual({ f: 'https://cdn.discordapp.com/a.csv' });
  });
});
