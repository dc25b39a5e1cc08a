import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand } from '../../src/core/command.ts';
import { privately } from '../../src/core/reply.ts';

const doubled = z.string().transform((text) => ({ twice: text + text }));
const command = defineCommand({
  name: 'twice',
  summary: 'Says it twice',
  input: z
    .object({
      word: doubled.prefault('ha').meta({ description: 'What to say' }),
      more: z.string().optional().meta({ description: 'What else to say' }),
      times: z.int().default(2).meta({ description: 'How often' }),
    })
    .refine(({ more }) => more !== 'ha', { path: ['more'], message: 'must be another word' }),
  allow: 'anyone',
  examples: ['twice'],
  run: ({ word }) => privately([], { said: word.twice }),
});

describe('a command', () => {
  it('shows a default as a person would write it, whatever is made of it', () => {
    expect(command.fields.map(({ name, required, default: initial }) => ({ name, required, initial }))).toEqual([
      { name: 'word', required: false, initial: 'ha' },
      { name: 'more', required: false, initial: undefined },
      { name: 'times', required: false, initial: '2' },
    ]);
  });

  it('holds its fields to what they must be together', () => {
    expect(() => command.bind({ more: 'ha' })).toThrow('must be another word');
    expect(() => command.bind({ more: 'ho' })).not.toThrow();
  });

  it('takes no argument that it does not have', () => {
    expect(() => command.bind({ much: 'ha' })).toThrow('much');
  });
});
