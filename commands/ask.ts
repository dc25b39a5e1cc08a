import { z } from 'zod';
import { type Context, defineCommand } from '../src/core/command.ts';
import type { Json } from '../src/core/json.ts';
import { type Block, button, buttons, heading, list, privately, type Reply, text } from '../src/core/reply.ts';
import type { Entry } from '../src/knowledge/entry.ts';
import type { Answer, FoundPassage, KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import { broadcastOffer } from './broadcast-offer.ts';
import { changesSince, otherSide, passageQuote, shortTitle, statusNote } from './entry-blocks.ts';
import { followHeard } from './follow-heard.ts';
import { LISTS } from './list-entries.ts';
import { reminderOffer } from './reminder-offer.ts';
import type { Services } from './services.ts';

const RELATED_SHOWN = 2;
/** A phone shows the answer and this many sources without scrolling far. */
const SOURCES_SHOWN = 3;

export const ask = defineCommand({
  name: 'ask',
  summary: 'Get the passage that answers your question, with its source',
  input: z.object({
    question: z.string().trim().min(1, 'is empty: ask in your own words').meta({ description: 'Your question, in your own words', rest: true }),
  }),
  allow: 'anyone',
  examples: ['ask how many jobs went in Middlesbrough', 'ask who really carries the risk in a strategic partnership'],
  async run({ question }, context: Context<Services>) {
    const other = (await followHeard(question, context)) ?? reminderOffer(question, context) ?? (await broadcastOffer(question, context));
    if (other !== undefined) return other;
    const { services } = context;
    const knowledge = services.knowledge();
    const answer = knowledge.ask(question);
    if (!answer.answered) await services.unanswered.note(answer.topics);
    return answerReply(answer, knowledge);
  },
});

function answerReply(answer: Answer, knowledge: KnowledgeBase): Reply {
  const [first, ...others] = answer.passages;
  const blocks = first === undefined ? (aboutAName(answer.question, knowledge) ?? dontKnow(answer)) : found(first, others, knowledge.entries);
  return privately(blocks, answerData(answer));
}

function found({ entry, passage }: FoundPassage, others: readonly FoundPassage[], entries: ReadonlyMap<string, Entry>): Block[] {
  const linked = [...entry.related, ...others.map((other) => other.entry.id)];
  const related = [...new Set(linked)].filter((id) => id !== entry.id).flatMap((id) => entries.get(id) ?? []);
  return [
    heading(passage.heading),
    text(entry.title, 'muted'),
    ...passageQuote(passage, SOURCES_SHOWN),
    ...statusNote(entry),
    ...changesSince(entry),
    ...otherSide(entry, 1),
    ...buttons(
      button('See all of it', `show ${entry.id}`, 'primary'),
      ...related.slice(0, RELATED_SHOWN).map((other) => button(shortTitle(other), `show ${other.id}`)),
    ),
  ];
}

/** `capita` is no question, and `capita pay rise` may have no answer: either way there is something about Capita. */
function aboutAName(question: string, knowledge: KnowledgeBase): Block[] | undefined {
  const named = knowledge.namedIn(question);
  if (named === undefined) return undefined;
  const { what, value, entries } = named;
  const lists = Object.entries(LISTS).filter(([, kind]) => entries.some((entry) => entry.kind === kind));
  return [
    text(`I have no one passage for that, but ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'} on ${value}.`),
    text('Ask a whole question, for example what happened, who paid, or how many jobs went; or see a list.', 'muted'),
    ...buttons(...lists.map(([list]) => button(`${list.charAt(0).toUpperCase()}${list.slice(1)}: ${value}`, `${list} --${what}="${value}"`))),
  ];
}

/** No answer is made up: it says so, and names the nearest there is. */
function dontKnow({ nearest, notCovered, evidence }: Answer): Block[] {
  if (evidence.length === 0 && nearest.length === 0)
    return [text('Ask me a question, for example how many jobs went in Middlesbrough.'), ...buttons(button('What I can do', 'help'))];
  const blocks = [text('I don’t know: nothing in the knowledge base answers that, and I don’t make answers up.', 'warning')];
  if (notCovered) return [...blocks, text(`That sounds like a question about: ${lowerFirst(notCovered.subject)}. ${notCovered.instead}`)];
  if (nearest.length === 0)
    return [
      ...blocks,
      text('Try the name of a council or a company, or what the proposal would do: jobs, cost, accountability. `help` lists what else I can do.'),
    ];
  return [
    ...blocks,
    text('The nearest I have:'),
    list(nearest.map((entry) => entry.title)),
    text('If none of these is it and it matters to your branch, ask your regional organiser.', 'muted'),
    ...buttons(...nearest.map((entry) => button(shortTitle(entry), `show ${entry.id}`))),
  ];
}

function answerData(answer: Answer): Json {
  return {
    question: answer.question,
    answered: answer.answered,
    confidence: round(answer.confidence),
    passages: answer.passages.map(({ entry, passage, score }) => ({
      entry: entry.id,
      kind: entry.kind,
      title: entry.title,
      heading: passage.heading,
      text: passage.text,
      score: round(score),
      status: entry.status,
      sources: passage.sources.map((source) => ({
        title: source.title,
        publisher: source.author === undefined ? source.publisher : `${source.publisher} (${source.author})`,
        date: source.date,
        locator: source.locator ?? null,
        url: source.url ?? null,
        grade: source.grade,
      })),
    })),
  };
}

/** `Shift patterns` in the middle of a sentence; `UNISON subs` stays. */
const lowerFirst = (subject: string): string => (/^[A-Z][a-z]/.test(subject) ? subject.charAt(0).toLowerCase() + subject.slice(1) : subject);

const round = (share: number): number => Math.round(share * 1000) / 1000;
