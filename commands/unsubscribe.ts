import { z } from 'zod';
import { describePattern } from '../src/calendar/describe.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, privately, type Reply, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Subscription } from '../src/subscriptions/subscription.ts';
import { followsNothing } from '../src/subscriptions/subscriptions.ts';
import { EVERYTHING, nameOf, sayTopics, type Topic } from '../src/subscriptions/topic.ts';
import { findTopic, topicsIn } from '../src/subscriptions/topics.ts';
import type { Services } from './services.ts';
import { subscriptionBlocks, subscriptionData } from './subscription-blocks.ts';
import { parts, quoted, topicsInWords } from './topics-in.ts';

export const unsubscribe = defineCommand({
  name: 'unsubscribe',
  summary: 'Have this channel follow a topic no more, or none at all',
  input: z.object({
    topic: z.string().trim().optional().meta({ description: 'A topic that it follows, or all', rest: true, suggest: 'topic' }),
  }),
  allow: 'anyone',
  examples: ['unsubscribe pfi', 'unsubscribe all'],
  async run({ topic: said = '' }, { services, request }: Context<Services>) {
    const subscriptions = await services.subscriptions();
    const before = await subscriptions.of(request);
    if (before === undefined) throw followsNothing();
    const words = parts(said);
    if (words.length === 0) return askWhich(before);
    const leaving = words.flatMap((part) => followed(part, before, services));
    const left = await subscriptions.leave(leaving.includes(EVERYTHING) ? 'all' : leaving, request);
    if (left === undefined)
      return privately(
        [
          text('This channel follows nothing any more, and is told nothing.'),
          ...buttons(button('Follow the same again', `subscribe ${before.topics.map(quoted).join(', ')} --when "${describePattern(before.schedule)}"`)),
        ],
        subscriptionData(undefined),
      );
    return privately(
      subscriptionBlocks(`This channel does not follow ${sayTopics(leaving)} any more.`, left, topicsIn(services.knowledge())),
      subscriptionData(left),
    );
  },
});

/** Those that are followed come first: one of them may have no entry any more. @throws {UserError} for one that is not followed */
function followed(words: string, { topics }: Subscription, services: Services): Topic[] {
  const found = findTopic(words, [...topics, EVERYTHING]);
  if (found.kind === 'found') return [found.topic];
  const meant = topicsInWords(words, services.knowledge(), (topic) => `unsubscribe ${quoted(topic)}`);
  if (meant.every((topic) => topics.includes(topic))) return meant;
  if (topics.includes(EVERYTHING))
    throw new UserError(
      `This channel follows everything, and ${sayTopics(meant)} is part of it.`,
      'Leave everything first, and then follow what it should be told of.',
      { field: 'topic', tryThese: ['unsubscribe everything'] },
    );
  throw new UserError(`This channel does not follow ${sayTopics(meant)}.`, `It follows ${sayTopics(topics)}.`, {
    field: 'topic',
    tryThese: topics.map((topic) => `unsubscribe ${quoted(topic)}`),
  });
}

const askWhich = ({ topics }: Subscription): Reply =>
  privately(
    [
      text('What should this channel follow no more?'),
      ...buttons(
        ...topics.filter((topic) => topic !== EVERYTHING).map((topic) => button(nameOf(topic), `unsubscribe ${quoted(topic)}`)),
        button('Stop it all', 'unsubscribe all', 'danger'),
      ),
    ],
    { topics: topics.map(nameOf) },
  );
