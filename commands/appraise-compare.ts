import { z } from 'zod';
import { inWords } from '../src/appraisal/format.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { type Block, button, buttons, facts, heading, privately, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import { givenList } from './appraisal-reply.ts';
import { besideEachOther, type Side } from './beside.ts';
import { recalculated } from './recalculated.ts';
import type { Services } from './services.ts';

export const compare = defineCommand({
  name: 'appraise compare',
  summary: 'Two saved results side by side, and how far they are apart',
  input: z.object({
    names: z.string().trim().min(1, 'is empty: name two').meta({ description: 'Two saved names: "option A" with "option B"', rest: true }),
  }),
  allow: 'anyone',
  examples: ['appraise compare "option A" with "option B"'],
  async run({ names }, { services, request }: Context<Services>) {
    const [first, second] = twoNames(names);
    const appraisals = await services.appraisals();
    const side = async (said: string): Promise<Side & ReturnType<typeof recalculated>> => {
      const { name, calculator, inputs } = await appraisals.find(said, request);
      const given = { calculator, inputs };
      return { name, given, ...recalculated(given, services.knowledge()) };
    };
    const [one, other] = [await side(first), await side(second)];
    const { blocks, data } = one.command === other.command ? besideEachOther(one, other, one.command.fields) : apart(one, other);
    return privately(
      [
        heading(`${one.name} and ${other.name}`),
        text(`${one.name}: ${one.appraisal.headline}`),
        text(`${other.name}: ${other.appraisal.headline}`),
        ...blocks,
        ...buttons(...[one, other].map(({ name }) => button(name, `appraise saved "${name}"`))),
      ],
      data,
    );
  },
});

/** Results of two calculators have nothing to be set against: each is shown with what was given. */
function apart(...sides: readonly [Side, Side]): Pick<ReturnType<typeof besideEachOther>, 'blocks' | 'data'> {
  const blocks = sides.flatMap(({ name, given, appraisal }): Block[] => [
    heading(`${name}: ${appraisal.title}`),
    givenList(given),
    facts(...appraisal.results.map(({ label, value }) => ({ label, value: inWords(value) }))),
  ]);
  return {
    blocks: [text('They are of two calculators, so there is no difference to show.', 'muted'), ...blocks],
    data: {
      names: sides.map(({ name }) => name),
      sides: sides.map(({ given, appraisal }) => ({
        ...given,
        results: appraisal.results.map(({ label, value }) => ({ label, shown: inWords(value) })),
      })),
    },
  };
}

/** `"option A" with "option B"`, `A and B`, `A, B`. */
function twoNames(words: string): [string, string] {
  const quoted = [...words.matchAll(/["“”]([^"“”]+)["“”]/gu)].map(([, name = '']) => name.trim());
  const [first, second] = quoted.length > 1 ? quoted : words.replace(/["“”]/gu, '').split(/\s+(?:with|and|to|against|vs\.?)\s+|,\s*/iu);
  if (first !== undefined && second !== undefined && first.trim() !== '' && second.trim() !== '') return [first.trim(), second.trim()];
  throw new UserError('I need the names of two saved results.', 'For example: `appraise compare "option A" with "option B"`. `appraise saved` shows them.', {
    field: 'names',
    tryThese: ['appraise saved'],
  });
}
