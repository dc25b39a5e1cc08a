import { z } from 'zod';
import { type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, privately, text } from '../src/core/reply.ts';
import { keptAs } from './kept-appraisal.ts';
import type { Services } from './services.ts';

export const save = defineCommand({
  name: 'appraise save',
  summary: 'Keep a result in this channel’s file, under a name',
  input: z.object({
    name: z
      .string()
      .trim()
      .min(1, 'is empty: give it a name, such as option A')
      .max(80, 'is too long: at most 80 characters')
      .meta({ description: 'A name for it, such as option A', rest: true }),
    of: z.string().trim().optional().meta({ description: 'Which result: its short name. Otherwise your last one here' }),
    replace: z.boolean().default(false).meta({ description: 'Replace the one that has this name' }),
  }),
  allow: 'anyone',
  examples: ['appraise save "option A"', 'appraise save "option A" --replace'],
  async run({ name: said, of, replace }, { services, request }: Context<Services>) {
    const name = said.replace(/["“”]/gu, '').trim();
    const appraisals = await services.appraisals();
    const { calculator, inputs } = await keptAs(of, appraisals, request);
    const outcome = await appraisals.save(name, { calculator, inputs }, replace, request);
    return privately(
      [
        text(
          `${outcome === 'replaced' ? 'Kept in place of the earlier one' : 'Kept'} in this channel’s file as “${name}”. Anyone here may look at it, change it or delete it.`,
        ),
        ...buttons(button('All that is saved here', 'appraise saved'), button('Page for committee', `appraise export "${name}" --as pdf`)),
      ],
      { name, outcome, calculator, inputs },
    );
  },
});
