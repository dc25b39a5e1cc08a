import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { input as impact } from '../../src/appraisal/impact.ts';
import { input as options } from '../../src/appraisal/options.ts';
import { input as partnership } from '../../src/appraisal/partnership.ts';
import { input as risk } from '../../src/appraisal/risk.ts';
import { defineCommand } from '../../src/core/command.ts';
import { privately } from '../../src/core/reply.ts';

const inputs: Readonly<Record<string, z.ZodObject>> = { options, risk, impact, partnership };
const fieldsOf = (name: string, input: z.ZodObject) =>
  defineCommand({ name, summary: name, input, allow: 'anyone', examples: [name], run: () => privately([], null) }).fields;

describe.each(Object.entries(inputs))('the form of %s', (name, input) => {
  const fields = fieldsOf(name, input);

  it('explains each field in a line that every platform shows whole', () => {
    for (const { help } of fields) {
      expect(help.length).toBeGreaterThan(10);
      // Discord's limit for the description of an option.
      expect(help.length).toBeLessThanOrEqual(100);
    }
  });

  it('asks for text, and shows a default only where there is one', () => {
    expect(fields.map(({ type }) => type)).toEqual(fields.map(() => 'text'));
    for (const { default: initial } of fields) expect(initial).not.toBe('');
  });
});

it('needs only what it cannot do without', () => {
  const required = Object.entries(inputs).flatMap(([name, input]) =>
    fieldsOf(name, input).flatMap((field) => (field.required ? [`${name} ${field.name}`] : [])),
  );
  expect(required).toEqual(['risk register']);
});
