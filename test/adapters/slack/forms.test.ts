import type { types } from '@slack/bolt';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorsBeside, formButtonValue, formInstead, formView, formWanted, isIncomplete, leftOut, submissionOf } from '../../../src/adapters/slack/forms.ts';
import type { CommandInfo } from '../../../src/core/command.ts';
import { type Field, filledIn } from '../../../src/core/form.ts';
import { type Block, list, privately, text } from '../../../src/core/reply.ts';
import type { Outcome } from '../../../src/core/steward.ts';
import { checkView } from '../../fakes/slack/block-kit.ts';
import { fields } from './replies.ts';

const commandWith = (some: readonly Field[], name = 'cases'): CommandInfo => ({
  name,
  summary: 'What happened elsewhere',
  aliases: [],
  allow: 'anyone',
  examples: [name],
  fields: some,
});
const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  help: `The ${name}`,
  type: 'text',
  required: false,
  rest: false,
  choices: [],
  ...more,
});

const cases = commandWith([
  field('about', { rest: true, required: true }),
  field('year', { type: 'number' }),
  field('all', { type: 'boolean' }),
  field('status', { type: 'choice', choices: ['current', 'planned'], default: 'current' }),
  field('authority', { suggest: 'authority' }),
  field('when', { suggest: 'date' }),
]);

describe('formView', () => {
  it('keeps every limit of a modal, whatever the fields are', () => {
    fc.assert(
      fc.property(fields, fc.string({ maxLength: 200 }), fc.string({ maxLength: 4_000 }), (some, title, responseUrl) => {
        const view = formView(commandWith(some), { channel: 'C1', thread: '1.2', responseUrl }, title.trim() === '' ? {} : { title });
        expect(checkView(view, 'modal')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('gives each kind of field its input', () => {
    const { blocks } = formView(cases, {}, { defaults: { about: 'Capita' } });
    const inputs = blocks.filter((block): block is types.InputBlock => block.type === 'input');
    expect(inputs.map(({ block_id, element, optional }) => [block_id, element.type, optional])).toEqual([
      ['about', 'plain_text_input', false],
      ['year', 'number_input', true],
      ['all', 'checkboxes', true],
      ['status', 'static_select', true],
      ['authority', 'external_select', true],
      ['when', 'plain_text_input', true],
    ]);
    expect(inputs[0]?.element).toMatchObject({ multiline: true, initial_value: 'Capita' });
    expect(inputs[3]?.element).toMatchObject({ initial_option: { value: 'current' } });
  });

  it('lets a person be picked, several of what is suggested, and does not ask for what it hands on', () => {
    const command = commandWith([field('id', { hidden: true }), field('to', { type: 'person' }), field('regions', { suggest: 'regions', many: true })]);
    const view = formView(command, {}, { defaults: { id: 'k3m9xq', to: '<@U0SAM|sam>', regions: 'North West; Scotland; Scotland' } });
    expect(checkView(view, 'modal')).toEqual([]);
    const inputs = view.blocks.filter((block): block is types.InputBlock => block.type === 'input');
    expect(inputs.map(({ block_id, element }) => [block_id, element.type])).toEqual([
      ['to', 'users_select'],
      ['regions', 'multi_external_select'],
    ]);
    expect(inputs[0]?.element).toMatchObject({ initial_user: 'U0SAM' });
    expect(inputs[1]?.element).toMatchObject({ initial_options: [{ value: 'North West' }, { value: 'Scotland' }] });
    const state = {
      to: { value: { type: 'users_select', selected_user: 'U0NEW' } },
      regions: { 'suggest.regions': { type: 'multi_external_select', selected_options: [{ value: 'Wales' }, { value: 'Northern' }] } },
    };
    expect(submissionOf({ private_metadata: view.private_metadata, state: { values: state } }, [command])?.args).toEqual({
      id: 'k3m9xq',
      to: '<@U0NEW>',
      regions: 'Wales; Northern',
    });
  });

  it('leaves a text empty that would be cut, where it can stay as it is', () => {
    const { blocks } = formView(commandWith([field('text', { rest: true })]), {}, { defaults: { text: 'x'.repeat(3_001) } });
    const input = blocks.find((block): block is types.InputBlock => block.type === 'input');
    expect(input?.element).not.toHaveProperty('initial_value');
    expect(input?.element).toMatchObject({ placeholder: { text: 'What it says now is too long to be shown here' } });
  });
});

describe('formInstead', () => {
  const correct = commandWith([field('id', { hidden: true }), field('text', { rest: true })], 'correct');
  const form = { kind: 'form' as const, form: { title: 'Correct it', command: 'correct', fields: filledIn(correct.fields, { id: 'k3m9xq', text: 'Old' }) } };
  const instead = (blocks: readonly Block[], status: Outcome['status'] = 'answered', commands = [correct]) =>
    formInstead({ status, reply: privately(blocks, null) }, commands, { channel: 'C1' });

  it('is a form with its words above it, and what it hands on within', () => {
    const view = instead([text('What should it say?'), form]);
    expect(JSON.stringify(view)).toContain('What should it say?');
    expect(view?.private_metadata).toContain('"known":{"id":"k3m9xq"}');
  });

  it.each<[string, readonly Block[], Outcome['status']?]>([
    ['there is more to see', [list(['one']), form]],
    ['something is wrong', [text('No.'), form], 'refused'],
    ['it is only offered', [text('Done.'), { ...form, form: { ...form.form, isOffered: true } }]],
    ['there is none', [text('Done.')]],
  ])('is none where %s', (_, blocks, status) => {
    expect(instead(blocks, status)).toBeUndefined();
  });

  it('is none for a command that hands nothing on', () => {
    expect(instead([form], 'answered', [commandWith([field('text')], 'correct')])).toBeUndefined();
  });
});

describe('submissionOf', () => {
  const view = (values: object) => ({ private_metadata: formView(cases, { channel: 'C1' }).private_metadata, state: { values } });

  it('reads named arguments, typed as the command wants them', () => {
    const filled = view({
      about: { value: { type: 'plain_text_input', value: 'Capita' } },
      year: { value: { type: 'number_input', value: '2011' } },
      all: { value: { type: 'checkboxes', selected_options: [{ value: 'true' }] } },
      status: { value: { type: 'static_select', selected_option: { value: 'planned' } } },
      authority: { 'suggest.authority': { type: 'external_select', selected_option: null } },
    });
    expect(submissionOf(filled, [cases])).toEqual({
      command: cases,
      place: { channel: 'C1' },
      args: { about: 'Capita', year: 2011, all: true, status: 'planned' },
      files: [],
    });
  });

  it('leaves alone what is no form of ours', () => {
    expect(submissionOf(view({}), [])).toBeUndefined();
    expect(submissionOf({ private_metadata: 'x', state: { values: {} } }, [cases])).toBeUndefined();
    fc.assert(fc.property(fc.jsonValue(), (value) => submissionOf(value, [cases]) === undefined));
  });
});

describe('errorsBeside', () => {
  it('stands beside the field at fault, or the first', () => {
    const error = { what: 'No.', remedy: 'Try again.', tryThese: [] };
    expect(errorsBeside(cases, { error: { ...error, field: 'year' } })).toEqual({ year: 'No. Try again.' });
    expect(errorsBeside(cases, { error })).toEqual({ about: 'No. Try again.' });
    const handing = commandWith([field('id', { hidden: true }), field('text')]);
    expect(errorsBeside(handing, { error: { ...error, field: 'id' } })).toEqual({ text: 'No. Try again.' });
    expect(errorsBeside(commandWith([]), { error })).toEqual({});
  });
});

describe('the button of a form', () => {
  it('carries what is filled in already, as far as it fits', () => {
    const form = { title: 'Set a reminder', command: 'remind', fields: [field('what', { default: 'Reply to the council' })] };
    expect(formWanted(formButtonValue(form))).toEqual({ command: 'remind', title: 'Set a reminder', defaults: { what: 'Reply to the council' } });
    const long = { ...form, fields: [field('what', { default: 'x'.repeat(3_000) })] };
    expect(formWanted(formButtonValue(long))).toEqual({ command: 'remind', title: 'Set a reminder', defaults: {} });
    const some = { ...form, fields: [...long.fields, field('when', { default: 'tomorrow 9am' })] };
    expect(formWanted(formButtonValue(some))).toEqual({ command: 'remind', title: 'Set a reminder', defaults: { when: 'tomorrow 9am' } });
    expect(leftOut(some)).toEqual(['x'.repeat(3_000)]);
    expect(leftOut(form)).toEqual([]);
    expect(formWanted('nonsense')).toBeUndefined();
  });
});

describe('isIncomplete', () => {
  it('is so when a command is given nothing and needs something', () => {
    expect(isIncomplete(cases, ' ')).toBe(true);
    expect(isIncomplete(cases, 'Capita')).toBe(false);
    expect(isIncomplete(commandWith([field('about')]), '')).toBe(false);
  });
});
