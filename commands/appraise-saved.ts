import { z } from 'zod';
import type { SavedAppraisal } from '../src/appraisals/appraisal-store.ts';
import { sayDay } from '../src/calendar/dates.ts';
import { toWall } from '../src/calendar/zone.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { filledIn } from '../src/core/form.ts';
import { type Block, button, buttons, heading, list, privately, type Reply, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import { appraisalReply, givenList } from './appraisal-reply.ts';
import { calculatorOf } from './calculators.ts';
import { recalculated } from './recalculated.ts';
import type { Services } from './services.ts';

const LISTED = 20;
const BUTTONS = 5;

export const saved = defineCommand({
  name: 'appraise saved',
  summary: 'This channel’s file of results: all of them, or one by name',
  input: z.object({ name: z.string().trim().optional().meta({ description: 'Name of one; without it, all of them', rest: true }) }),
  allow: 'anyone',
  examples: ['appraise saved', 'appraise saved "option A"'],
  async run({ name: said }, context: Context<Services>) {
    const { services, request } = context;
    const name = (said ?? '').replace(/["“”]/gu, '').trim();
    const appraisals = await services.appraisals();
    if (name === '') return listReply(await appraisals.list(request), request.timeZone);
    const found = await appraisals.find(name, request);
    const given = { calculator: found.calculator, inputs: found.inputs };
    try {
      const { appraisal, command } = recalculated(given, services.knowledge());
      return await appraisalReply({ appraisal, given, fields: command.fields }, context, {
        before: [heading(`${found.name}: ${appraisal.title}`)],
        data: { name: found.name },
      });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return noLongerFits(found, error);
    }
  },
});

function listReply(all: readonly SavedAppraisal[], timeZone: string): Reply {
  const data = { saved: all.map(({ name, calculator, inputs, savedAt }) => ({ name, calculator, inputs, savedAt: savedAt.toISOString() })) };
  if (all.length === 0)
    return privately(
      [
        text('Nothing is saved in this channel. Work something out, then say `appraise save "option A"`.'),
        ...buttons(button('The ten calculators', 'appraise')),
      ],
      data,
    );
  const lines = all.slice(0, LISTED).map(({ name, calculator, savedAt }) => `${name}: ${calculator}, ${sayDay(toWall(savedAt, timeZone).slice(0, 10))}`);
  const more = all.length - LISTED;
  return privately(
    [
      heading(all.length === 1 ? 'One saved result' : `${all.length} saved results`),
      list(lines),
      ...(more > 0 ? [text(`And ${more} older ones: \`appraise saved "its name"\` shows one.`, 'muted')] : []),
      text('`appraise compare "option A" with "option B"` sets two beside each other.', 'muted'),
      ...buttons(...all.slice(0, BUTTONS).map(({ name }) => button(name, `appraise saved "${name}"`))),
    ],
    data,
  );
}

/** The calculator has changed since it was saved: what was given is shown, and can be mended in the form. */
function noLongerFits({ name, calculator, inputs }: SavedAppraisal, { message, remedy }: UserError): Reply {
  const command = calculatorOf(calculator)?.command;
  const form: Block[] =
    command === undefined
      ? []
      : [{ kind: 'form', form: { title: 'Mend it', command: command.name, fields: filledIn(command.fields, inputs), isOffered: true } }];
  return privately(
    [
      text(`“${name}” was saved with inputs that \`${calculator}\` does not take as they are any more. ${message} ${remedy}`, 'warning'),
      text('Nothing of it is lost. What was given:'),
      givenList({ calculator, inputs }),
      ...form,
    ],
    { name, calculator, inputs, problem: message },
  );
}
