import { z } from 'zod';
import { parseArguments } from '../src/core/arguments.ts';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { heading } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import { appraisalReply } from './appraisal-reply.ts';
import { besideEachOther } from './beside.ts';
import { calculators, figuresFor } from './calculators.ts';
import { inputsOf } from './inputs-of.ts';
import { recalculated } from './recalculated.ts';
import type { Services } from './services.ts';

const everyField = [...new Set(calculators.flatMap(({ inputs }) => inputs))];

export const again = defineCommand({
  name: 'appraise again',
  aliases: ['what if', 'what if the'],
  // `what if the council refuses` is a question.
  afterAlias: figuresFor(everyField),
  summary: 'Your last result here, with an input changed: what if rate 25%',
  input: z.object({
    changes: z
      .string()
      .trim()
      .min(1, 'is empty: say what changes, such as rate 25%')
      .meta({ description: 'What changes: the name of an input and its new value, such as rate 25%', rest: true }),
  }),
  allow: 'anyone',
  examples: ['appraise again rate 25%', 'appraise again rate 25% staff 1000-1200'],
  async run({ changes }, context: Context<Services>) {
    const { services, request } = context;
    const before = await (await services.appraisals()).last(request);
    const first = recalculated(before, services.knowledge());
    const changed = changesIn(changes, first.command);
    const given = { calculator: before.calculator, inputs: { ...before.inputs, ...changed } };
    const { appraisal, command } = recalculated(given, services.knowledge());
    const { blocks, data } = besideEachOther({ name: 'Before', given: before, appraisal: first.appraisal }, { name: 'Now', given, appraisal }, command.fields);
    return appraisalReply({ appraisal, given, fields: command.fields }, context, {
      before: [
        heading(
          `What if ${Object.entries(changed)
            .map(([name, value]) => `${name} ${value}`)
            .join(', ')}`,
        ),
      ],
      results: blocks,
      data: { beside: data },
    });
  },
});

/** `rate is 25% and staff 1000`: the names of inputs, each with its value. */
function changesIn(words: string, { name, fields }: Command<Services>): ReturnType<typeof inputsOf> {
  const [first = ''] = words.replace(/^--/, '').split(/[\s:=]/);
  if (!fields.some((field) => field.name === first.toLowerCase())) {
    const [example] = fields;
    throw new UserError(
      `Your last result here is of \`${name}\`, which has no input called “${first}”.`,
      `Its inputs are: ${fields.map((field) => field.name).join(', ')}.`,
      { tryThese: example === undefined ? [] : [`help ${name}`] },
    );
  }
  const parsed = parseArguments({ name, fields: fields.map((field) => ({ ...field, rest: false })) }, words);
  return inputsOf(Object.fromEntries(Object.entries(parsed).map(([field, value]) => [field, typeof value === 'string' ? bare(value) : value])));
}

/** Without the small words around a value. */
const bare = (value: string): string => value.replace(/^(?:is|are|was|were|to|becomes?|=)\s+(?=\S)/i, '').replace(/(?:,|\s+and)\s*$/i, '');
