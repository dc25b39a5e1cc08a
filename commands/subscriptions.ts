import { z } from 'zod';
import { describeMoment } from '../src/calendar/schedule.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, privately, text } from '../src/core/reply.ts';
import { topicsIn } from '../src/subscriptions/topics.ts';
import type { Services } from './services.ts';
import { subscriptionBlocks, subscriptionData } from './subscription-blocks.ts';

export const subscriptions = defineCommand({
  name: 'subscriptions',
  summary: 'What this channel follows, when it is told, and what came last',
  input: z.object({}),
  allow: 'anyone',
  examples: ['subscriptions'],
  async run(_, { services, request }: Context<Services>) {
    const kept = await services.subscriptions();
    const subscription = await kept.of(request);
    if (subscription === undefined)
      return privately(
        [
          text('This channel follows nothing. It can be told, daily or weekly, what is new or changed on a topic.'),
          ...buttons(button('Follow everything', 'subscribe everything'), button('Choose topics', 'subscribe'), button('How it is done', 'help subscribe')),
        ],
        subscriptionData(undefined),
      );
    const [last] = await kept.history(subscription);
    const title =
      subscription.state === 'paused' ? 'This channel follows topics, and is told nothing just now:' : 'This channel is told what is new or changed:';
    return privately(
      [
        ...subscriptionBlocks(title, subscription, topicsIn(services.knowledge())),
        ...(last === undefined
          ? []
          : [
              text(
                `Last set ${describeMoment(last.at, subscription.schedule.zone)} by ${last.person === request.person.id ? 'you' : 'another member'}. Anyone here may change it.`,
                'muted',
              ),
            ]),
      ],
      subscriptionData(subscription),
    );
  },
});
