import { describePattern, sayTime } from '../src/calendar/describe.ts';
import { readRule } from '../src/calendar/rule.ts';
import { describeMoment } from '../src/calendar/schedule.ts';
import { type Block, button, buttons, type Fact, facts, text } from '../src/core/reply.ts';
import { sayTrouble } from '../src/subscriptions/notice.ts';
import type { Subscription } from '../src/subscriptions/subscription.ts';
import { EVERYTHING, nameOf, type Topic } from '../src/subscriptions/topic.ts';
import type { Topics } from '../src/subscriptions/topics.ts';

/** What a channel follows, when it is told, and what came last: said back in full, with buttons to change or stop it. */
export const subscriptionBlocks = (title: string, subscription: Subscription, topics: Topics): Block[] => [
  text(title),
  facts(...subscriptionFacts(subscription, topics)),
  ...subscriptionButtons(subscription),
];

function subscriptionFacts({ topics: followed, schedule, state, dueAt, last, trouble }: Subscription, topics: Topics): Fact[] {
  return [
    { label: 'Follows', value: followed.map((topic) => sayTopic(topic, topics)).join('; ') },
    { label: 'When', value: describePattern(schedule) },
    ...(state === 'active' && dueAt !== undefined
      ? [{ label: 'Next', value: `${describeMoment(dueAt, schedule.zone)}, if something has changed by then` }]
      : []),
    ...(last === undefined ? [] : [{ label: 'Last time', value: `${describeMoment(last.at, schedule.zone)}: ${sayLast(last.entries)}` }]),
    ...(trouble === undefined ? [] : [{ label: 'Paused', value: `${sayTrouble(trouble)}. Say \`subscribe\` here to go on` }]),
  ];
}

function sayTopic(topic: Topic, topics: Topics): string {
  const count = topics.get(topic) ?? 0;
  if (topic === EVERYTHING) return nameOf(topic);
  if (count === 0) return `${nameOf(topic)} (no entry has it now; one that comes is told)`;
  return `${nameOf(topic)} (${count === 1 ? 'one entry' : `${count} entries`} now)`;
}

function sayLast(entries: number): string {
  if (entries === 0) return 'nothing had changed, so nothing was sent';
  return `${entries === 1 ? 'one entry was' : `${entries} entries were`} told of`;
}

function subscriptionButtons({ schedule, state }: Subscription): Block[] {
  if (state !== 'active') return buttons(button('Go on', 'subscribe', 'primary'), button('Stop it', 'unsubscribe all', 'danger'));
  const time = sayTime(schedule.start);
  const isDaily = readRule(schedule.rule)?.unit === 'day';
  return buttons(
    button('Add a topic, change the time', 'subscribe'),
    isDaily ? button('Weekly instead', `subscribe --when "every Monday at ${time}"`) : button('Daily instead', `subscribe --when "every day at ${time}"`),
    button('Leave a topic', 'unsubscribe'),
    button('Stop it', 'unsubscribe all', 'danger'),
  );
}

/** The same as plain data. */
export const subscriptionData = (subscription: Subscription | undefined) => ({
  topics: subscription === undefined ? [] : subscription.topics.map(nameOf),
  state: subscription?.state ?? 'stopped',
  when: subscription === undefined ? null : describePattern(subscription.schedule),
  zone: subscription?.schedule.zone ?? null,
  next: subscription?.state === 'active' ? (subscription.dueAt?.toISOString() ?? null) : null,
  last: subscription?.last === undefined ? null : { at: subscription.last.at.toISOString(), entries: subscription.last.entries },
});
