import { describePattern } from '../calendar/describe.ts';
import { describeMoment, nextAfter } from '../calendar/schedule.ts';
import type { Unreachable } from '../core/courier.ts';
import { type Block, type Button, button, buttons, heading, list, type Reply, text } from '../core/reply.ts';
import { span } from '../reminders/span.ts';
import type { Digest } from './digest.ts';
import type { Subscription } from './subscription.ts';
import { EVERYTHING, nameOf, sayTopics } from './topic.ts';
import type { Changed } from './what-changed.ts';

/** Told of in full: more would fill the channel. */
const IN_FULL = 10;
/** Named besides. */
const NAMED = 20;
/** Differences told of one entry. */
const DIFFERENCES = 4;
/** Topics named in the heading. */
const NAMED_TOPICS = 3;
/** More than this late is said. */
const LATE_MS = 2 * 60_000;
const LABEL = 60;

const GROUPS: readonly { readonly what: Changed['what']; readonly title: string }[] = [
  { what: 'new', title: 'New' },
  { what: 'changed', title: 'Changed' },
  { what: 'over', title: 'No longer current' },
];

/** What everyone in the channel sees: what changed since the digest before. */
export function digestNotice(subscription: Subscription, { at }: Digest, changed: readonly Changed[], now: Date): Reply {
  const { schedule, topics, id } = subscription;
  const [told, others] = [changed.slice(0, IN_FULL), changed.slice(IN_FULL)];
  const next = nextAfter(schedule, now);
  const late = now.getTime() - at.getTime();
  return {
    visibleTo: 'channel',
    blocks: [
      heading(`What changed ${subject(topics)}`),
      ...(late > LATE_MS ? [text(`Late by ${span(late)}: it was due on ${describeMoment(at, schedule.zone)}.`, 'muted')] : []),
      ...GROUPS.flatMap(({ what, title }) => {
        const isOf = (one: Changed): boolean => one.what === what;
        return groupBlocks(`${title} (${changed.filter(isOf).length})`, told.filter(isOf));
      }),
      ...otherBlocks(others),
      text(
        `This channel follows ${sayTopics(topics)}: ${describePattern(schedule)}, when something has changed.${next === undefined ? '' : ` Next: ${describeMoment(next, schedule.zone)}.`}`,
        'muted',
      ),
      ...buttons(button('What this channel follows', 'subscriptions')),
    ],
    data: { subscription: id, changed: changed.map(({ entry, what, title, how }) => ({ entry, what, title, how })) },
  };
}

function subject(topics: Subscription['topics']): string {
  if (topics.includes(EVERYTHING)) return 'in the knowledge base';
  return `on ${topics.length > NAMED_TOPICS ? `${topics.length} topics that this channel follows` : sayTopics(topics)}`;
}

function groupBlocks(title: string, changed: readonly Changed[]): Block[] {
  if (changed.length === 0) return [];
  return [heading(title), ...changed.flatMap(entryBlocks), ...buttons(...changed.flatMap(showButton))];
}

function entryBlocks({ title, summary, source, how }: Changed): Block[] {
  const left = how.length - DIFFERENCES;
  const differences = [...how.slice(0, DIFFERENCES), ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
  const lines = [...(differences === '' ? [] : [`What is different: ${differences}.`]), ...(source === '' ? [] : [`Source: ${source}.`])];
  return [text(`${title}. ${summary}`), text(lines.join('\n'), 'muted')];
}

const showButton = ({ entry, title, isThere }: Changed): Button[] => (isThere ? [button(shortened(title), `show ${entry}`)] : []);

const shortened = (title: string): string => (title.length <= LABEL ? title : `${title.slice(0, title.lastIndexOf(' ', LABEL - 1)).replace(/[,:;]$/, '')}…`);

function otherBlocks(others: readonly Changed[]): Block[] {
  if (others.length === 0) return [];
  const left = others.length - NAMED;
  return [
    heading(`And ${others.length} more`),
    list([
      ...others.slice(0, NAMED).map(({ what, title }) => `${GROUPS.find((group) => group.what === what)?.title}: ${title}`),
      ...(left > 0 ? [`and ${left} others`] : []),
    ]),
    text('`show` and a title shows one.', 'muted'),
  ];
}

const WHY: Readonly<Record<Unreachable, string>> = {
  gone: 'the channel is not there any more',
  forbidden: 'I may not write there',
  removed: 'I was removed from there',
};

/** Why a channel does not get its digests. */
export const sayTrouble = (trouble: Unreachable): string => WHY[trouble];

/** What whoever subscribed is told, in a direct message, when a digest could not be brought. */
export const ownerNotice = ({ id, channel, topics, schedule }: Subscription, why: Unreachable): Reply => ({
  visibleTo: 'asker',
  blocks: [
    text(`I could not bring the digest on ${sayTopics(topics)} to <#${channel}>: ${sayTrouble(why)}. I have paused it.`, 'warning'),
    text('When I can write there again, say `subscribe` in that channel and it goes on: what changes meanwhile is not lost. Or follow the same here:'),
    ...buttons(
      button('Send it to me here', `subscribe ${topics.map((topic) => `"${nameOf(topic)}"`).join(', ')} --when "${describePattern(schedule)}"`, 'primary'),
    ),
  ],
  data: { subscription: id, unreachable: why },
});
