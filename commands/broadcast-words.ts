import { z } from 'zod';
import { stateLine } from '../src/broadcasts/shown/state-line.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { filledIn } from '../src/core/form.ts';
import { button, buttons, confidentially, type Reply, text } from '../src/core/reply.ts';
import { deskOf, idAndRest, OFFICERS } from './broadcast-desk.ts';
import { textHelp, titleHelp } from './broadcast-draft.ts';
import type { Services } from './services.ts';

type Run = Context<Services>;

const named = z.string().trim().optional().meta({ description: 'Its short name, as `broadcasts` shows it', hidden: true });

export const correct = defineCommand({
  name: 'broadcast correct',
  summary: 'Change the words of one that was sent: every copy is edited, and says that it was corrected',
  input: z.object({
    broadcast: named,
    title: z
      .string()
      .trim()
      .optional()
      .meta({ description: `${titleHelp}. Left empty, it stays` }),
    text: z
      .string()
      .trim()
      .optional()
      .meta({ description: `${textHelp}. Left empty, it stays`, rest: true }),
  }),
  allow: OFFICERS,
  examples: ['broadcast correct k3m9xq', 'broadcast correct k3m9xq --title "The tender: new date"'],
  async run({ broadcast: given, title, text: said = '' }, context: Run) {
    const [broadcasts, asker] = await deskOf(context);
    const { id, rest } = given === undefined ? idAndRest(said) : { id: given.toLowerCase(), rest: said };
    const { broadcast: before } = await broadcasts.standing(id, asker);
    if (title === undefined && rest === '') return askWords(id, { title: before.title, text: before.body });
    const words = { title: title || before.title, body: rest === '' ? before.body : rest };
    const broadcast = await broadcasts.correct(id, words, asker);
    const isSeen = broadcast.correctedAt !== undefined;
    return confidentially(
      [
        text(
          isSeen
            ? 'Corrected: every copy is edited, and says that it was corrected and when.'
            : 'Changed: nobody has seen it yet, so it just says the new words.',
        ),
        ...buttons(button('See it', `broadcast show ${id}`), button('Status', `broadcast status ${id}`)),
      ],
      { broadcast: id, state: broadcast.state, revision: broadcast.revision },
    );
  },
});

const askWords = (id: string, words: { readonly title: string; readonly text: string }): Reply =>
  confidentially(
    [
      text(`What should it say? Fill this in, or say the whole new text in a line: \`broadcast correct ${id} …\`.`),
      { kind: 'form', form: { title: 'Correct it', command: 'broadcast correct', fields: filledIn(correct.fields, { broadcast: id, ...words }) } },
    ],
    { broadcast: id, changed: false },
  );

export const withdraw = defineCommand({
  name: 'broadcast withdraw',
  summary: 'Take one back: every copy is replaced by the reason, and what has not gone does not go',
  input: z.object({
    broadcast: named,
    reason: z.string().trim().optional().meta({ description: 'Why, as every branch will read it', rest: true }),
  }),
  allow: OFFICERS,
  examples: ['broadcast withdraw h2n6cx The date in it was wrong: a new message follows.'],
  async run({ broadcast: given, reason = '' }, context: Run) {
    const [broadcasts, asker] = await deskOf(context);
    const { id, rest } = given === undefined ? idAndRest(reason) : { id: given.toLowerCase(), rest: reason };
    if (rest === '') {
      const { broadcast } = await broadcasts.standing(id, asker);
      const fields = filledIn(withdraw.fields, { broadcast: id });
      return confidentially(
        [
          text(`Why is “${broadcast.title}” withdrawn? Every copy of it will say so and nothing else.`),
          { kind: 'form', form: { title: 'Withdraw it', command: 'broadcast withdraw', fields } },
        ],
        { broadcast: id, withdrawn: false },
      );
    }
    const broadcast = await broadcasts.withdraw(id, rest, asker);
    return confidentially([text(stateLine(broadcast)), ...buttons(button('Status', `broadcast status ${id}`))], { broadcast: id, state: broadcast.state });
  },
});
