import { z } from 'zod';
import { type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, privately, text } from '../src/core/reply.ts';
import { givenList } from './appraisal-reply.ts';
import type { Services } from './services.ts';

export const remove = defineCommand({
  name: 'appraise delete',
  summary: 'Take a result out of this channel’s file',
  input: z.object({ name: z.string().trim().min(1, 'is empty: say which').meta({ description: 'Its name, as `appraise saved` shows it', rest: true }) }),
  allow: 'anyone',
  examples: ['appraise delete "option A"'],
  async run({ name: said }, { services, request }: Context<Services>) {
    const { name, calculator, inputs } = await (await services.appraisals()).remove(said.replace(/["“”]/gu, '').trim(), request);
    return privately(
      [
        text(`“${name}” is deleted. What was given to \`${calculator}\`, should you want it again:`),
        givenList({ calculator, inputs }),
        ...buttons(button('What is left', 'appraise saved')),
      ],
      { name, calculator, inputs, deleted: true },
    );
  },
});
