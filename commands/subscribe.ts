import { z } from 'zod';
import { describePattern } from '../src/calendar/describe.ts';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { filledIn } from '../src/core/form.ts';
import { type Block, button, buttons, privately, type Reply, text } from '../src/core/reply.ts';
import { sayTrouble } from '../src/subscriptions/notice.ts';
import type { Subscription } from '../src/subscriptions/subscription.ts';
import { EVERYTHING, sayTopics, type Topic } from '../src/subscriptions/topic.ts';
import { topicsIn } from '../src/subscriptions/topics.ts';
import { type Pace, paceIn, usual } from './pace-in.ts';
import type { Services } from './services.ts';
import { subscriptionBlocks, subscriptionData } from './subscription-blocks.ts';
import { parts, quoted, topicsInWords } from './topics-in.ts';

type Run = Context<Services>;

export const subscribe: Command<Services> = defineCommand({
  name: 'subscribe',
  summary: 'Have this channel told, daily or weekly, what is new or changed on a topic',
  input: z.object({
    topic: z
      .string()
      .trim()
      .optional()
      .meta({ description: 'What to follow: PFI, jobs, all law, Capita, everything; and when, if you like', rest: true, suggest: 'topic' }),
    when: z.string().trim().optional().meta({ description: 'When it comes: weekly Monday 9am, daily 8am, every weekday 4pm' }),
  }),
  allow: 'anyone',
  examples: ['subscribe pfi weekly Monday 9am', 'subscribe jobs, Capita daily 8am', 'subscribe pay and conditions every Friday 4pm'],
  async run({ topic: said = '', when }, context: Run) {
    const { pace, words } = whenIn(said, when, context);
    if (pace.kind === 'doubtful') return askWhen(pace, words);
    const { services, request } = context;
    const subscriptions = await services.subscriptions();
    const before = await subscriptions.of(request);
    const schedule = pace.kind === 'pace' ? pace.schedule : undefined;
    const isAsking = parts(words).length === 0 && (before === undefined || (before.state === 'active' && schedule === undefined));
    if (isAsking) return askWhat(before, schedule === undefined ? undefined : describePattern(schedule), context);
    const again = schedule === undefined ? '' : ` --when "${describePattern(schedule)}"`;
    const topics = topicsInWords(words, services.knowledge(), (topic) => `subscribe ${quoted(topic)}${again}`);
    const subscription = await subscriptions.follow(topics, schedule, usual(around(context)), request);
    const trouble = await subscriptions.unreachable(subscription);
    return privately(
      [
        ...subscriptionBlocks(whatIsDone(before, subscription, topics), subscription, topicsIn(services.knowledge())),
        ...(pace.kind === 'pace' && pace.assumed !== undefined ? [text(pace.assumed, 'muted')] : []),
        ...(trouble === undefined ? [] : [text(`I cannot bring it here yet: ${sayTrouble(trouble)}. Invite me before it is due.`, 'warning')]),
      ],
      subscriptionData(subscription),
    );
  },
});

const around = ({ clock, request, services }: Run) => ({ now: clock.now(), zone: request.timeZone, division: services.division });

/** The time may be said among the words, or in a field of its own. */
function whenIn(said: string, when: string | undefined, context: Run): { pace: Pace; words: string } {
  const pace = paceIn(when === undefined || when === '' ? said : when, around(context));
  return { pace, words: when === undefined || when === '' ? pace.rest : said };
}

function whatIsDone(before: Subscription | undefined, after: Subscription, topics: readonly Topic[]): string {
  if (before?.state === 'paused') return 'It goes on: what has changed meanwhile comes with the next.';
  if (topics.length === 0) return 'Changed. It now stands like this:';
  if (before?.topics.includes(EVERYTHING) && !topics.includes(EVERYTHING)) return `This channel follows everything, and so ${sayTopics(topics)} too.`;
  if (after.topics.includes(EVERYTHING)) return 'Everyone here will be told whatever is new or changed.';
  return `Everyone here will be told what is new or changed on ${sayTopics(topics)}.`;
}

/** When is not clear: a button for each meaning. */
function askWhen({ why, choices }: Extract<Pace, { kind: 'doubtful' }>, words: string): Reply {
  const topics = parts(words)
    .map((part) => `"${part}"`)
    .join(', ');
  return privately(
    [
      text(why, 'warning'),
      ...buttons(...choices.map(({ label, phrase }) => button(label, `subscribe ${topics === '' ? '' : `${topics} `}--when "${phrase}"`))),
      text('Nothing is set yet.', 'muted'),
    ],
    { set: false, choices: choices.map(({ label, phrase }) => ({ label, phrase })) },
  );
}

const OFFERED = ['everything', 'jobs', 'PFI', 'all law'];

/** What it follows now, if it follows something, and a form to change that. */
function askWhat(before: Subscription | undefined, when: string | undefined, { services }: Run): Reply {
  const again = when === undefined ? '' : ` --when "${when}"`;
  const now: Block[] =
    before === undefined
      ? [
          text('What should this channel follow? A theme, a way of doing it, a kind of entry, an authority, a contractor, or everything.'),
          ...buttons(...OFFERED.map((topic) => button(topic, `subscribe "${topic}"${again}`))),
        ]
      : subscriptionBlocks('This channel is told what is new or changed:', before, topicsIn(services.knowledge()));
  const known = { when: when ?? (before === undefined ? undefined : describePattern(before.schedule)) };
  const title = before === undefined ? 'Follow a topic' : 'Add a topic';
  return privately(
    [...now, { kind: 'form', form: { title, command: 'subscribe', fields: filledIn(subscribe.fields, known), isOffered: before !== undefined } }],
    {
      set: false,
      ...subscriptionData(before),
    },
  );
}
