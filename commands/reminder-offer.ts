import { describe, describePattern } from '../src/calendar/describe.ts';
import { parseWhen } from '../src/calendar/parse-when.ts';
import type { Context } from '../src/core/command.ts';
import { button, buttons, privately, type Reply, text } from '../src/core/reply.ts';
import type { Services } from './services.ts';

const DAY = '(?:today|tomorrow|tonight|tmrw|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?)';
const CLOCK = '(?:\\d{1,2}(?:[.:]\\d\\d)?\\s?[ap]\\.?m\\b|\\d{1,2}:\\d\\d\\b|noon\\b|midday\\b)';
/** It says a day and a time, and begins or ends with one of them. */
const LIKE_A_REMINDER = new RegExp(
  `^(?=.*\\b(?:${DAY}|every|each|daily|weekly|monthly)\\b)(?=.*\\b${CLOCK})(?:(?:every|each|on|at|next|this)\\b|${DAY}\\b|${CLOCK}|.*(?:${DAY}|${CLOCK})[.!]*$)`,
  'isu',
);
/** A question, or something else that is to be done at a time. */
const IS_ANOTHER =
  /\?|^(?:who|what|when|where|why|which|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|may|must|ask|tell|send|post|share|message|notify|broadcast|announce|let|cancel|delete|stop|move|change|meet|hello|hi)\b/iu;
const LONGEST = 200;

/**
 * `every mon 9am papers`, with no `remind` before it: whether it is to be a reminder is asked, and nothing is set.
 * @returns nothing for a line that does not look like one, or begins with a command
 */
export function reminderOffer(question: string, { request, services, clock }: Context<Services>): Reply | undefined {
  const isTyped = request.said.kind === 'line' && request.said.text.trim() === question;
  if (!isTyped || question.length > LONGEST || IS_ANOTHER.test(question) || !LIKE_A_REMINDER.test(question)) return undefined;
  const understood = parseWhen(question, { now: clock.now(), zone: request.timeZone, division: services.division });
  if (understood.rest === '' || understood.kind === 'none' || understood.kind === 'impossible') return undefined;
  const when =
    understood.kind !== 'understood' ? undefined : understood.schedule.kind === 'once' ? describe(understood.schedule) : describePattern(understood.schedule);
  return privately(
    [
      text(`That reads like a reminder${when === undefined ? '' : `: “${understood.rest}”, ${when}`}. Shall I set it?`),
      ...buttons(button('Yes, remind us here', `remind ${question}`, 'primary'), button('No, it is a question', `ask ${question}`)),
      text('Nothing is set yet.', 'muted'),
    ],
    { set: false, offered: 'remind', answered: false },
  );
}
