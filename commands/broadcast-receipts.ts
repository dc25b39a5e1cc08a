import { z } from 'zod';
import { describeMoment } from '../src/calendar/schedule.ts';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { filledIn } from '../src/core/form.ts';
import { button, buttons, confidentially, text } from '../src/core/reply.ts';
import type { Request } from '../src/core/request.ts';
import { onlyAwaited } from './acknowledge-here.ts';
import { idAndRest, shortName } from './broadcast-desk.ts';
import { broadcastsHere } from './broadcasts-here.ts';
import type { Services } from './services.ts';
import { SHORT_NAME } from './short-name.ts';

type Run = Context<Services>;

/** As people say it of what stands before their eyes. */
const NOTHING_NAMED = /^(?:it|this|that|here|please|thanks|thank you)?$/iu;

/** `acknowledged?` asks whether it is, and records nothing. */
const isQuestion = ({ said }: Request): boolean => said.kind === 'line' && /\?\s*$/u.test(said.text);

export const acknowledge = defineCommand({
  name: 'broadcast ack',
  aliases: ['ack', 'acknowledge', 'acknowledged', 'broadcast acknowledge', 'acknowledge broadcast'],
  afterAlias: new RegExp(`${SHORT_NAME.source}|${NOTHING_NAMED.source}`, 'iu'),
  summary: 'Acknowledge what was sent to this channel, for your branch',
  input: z.object({ broadcast: shortName('The short name that its button carries; left out, the only one here that waits for it').optional() }),
  allow: 'anyone',
  examples: ['broadcast ack k3m9xq', 'broadcast ack'],
  async run({ broadcast: said = '' }, context: Run) {
    const { services, request } = context;
    if (NOTHING_NAMED.test(said) && isQuestion(request)) return broadcastsHere(undefined, context);
    const named = NOTHING_NAMED.test(said) ? await onlyAwaited(context) : idAndRest(said).id;
    if (typeof named !== 'string') return named;
    const { broadcast, branch, isFirst, isLate } = await (await services.broadcasts()).acknowledge(named, request);
    const { id, receipt, zone, title } = broadcast;
    const who = receipt.wanted === 'person' ? `you, for ${branch.name}` : branch.name;
    const by = receipt.wanted === 'none' || receipt.by === undefined ? '' : ` It was wanted by ${describeMoment(receipt.by, zone)}, so it is marked late.`;
    const recorded = isFirst
      ? `Recorded: “${title}” is acknowledged by ${who}.${isLate ? by : ''}`
      : `“${title}” was acknowledged by ${who} before: nothing more is needed.`;
    return confidentially(
      [text(recorded), ...(broadcast.questions.from === 'nobody' ? [] : buttons(button('Ask a question about it', `broadcast ask ${id}`)))],
      {
        broadcast: id,
        branch: branch.name,
        isFirst,
        isLate,
      },
    );
  },
});

export const ask: Command<Services> = defineCommand({
  name: 'broadcast ask',
  summary: 'Ask its sender about what was sent to this channel; it counts as an acknowledgement',
  input: z.object({
    broadcast: z.string().trim().optional().meta({ description: 'The short name that its button carries', hidden: true }),
    question: z.string().trim().optional().meta({ description: 'What the branch wants to know', rest: true }),
  }),
  allow: 'anyone',
  examples: ['broadcast ask k3m9xq Does this cover agency staff too?'],
  async run({ broadcast: given, question = '' }, { services, request, held }: Run) {
    const { id, rest } = given === undefined ? idAndRest(question) : { id: given.toLowerCase(), rest: question };
    const broadcasts = await services.broadcasts();
    if (rest === '') {
      const { broadcast } = await broadcasts.read(id, { request, held: await held() });
      return confidentially(
        [
          text(`What do you want to know about “${broadcast.title}”? Whoever sent it gets your question with the name of your branch, not with yours.`),
          { kind: 'form', form: { title: 'Ask about it', command: 'broadcast ask', fields: filledIn(ask.fields, { broadcast: id }) } },
        ],
        { broadcast: id, asked: false },
      );
    }
    const { broadcast, branch } = await broadcasts.ask(id, rest, request);
    const counted = broadcast.receipt.wanted === 'none' ? '' : ' It is acknowledged with that.';
    return confidentially([text(`Your question is on its way to whoever sent “${broadcast.title}”, from ${branch.name}.${counted}`)], {
      ...{ broadcast: id, branch: branch.name, asked: true },
    });
  },
});
