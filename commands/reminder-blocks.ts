import { describe, describeMoment, nextAfter, type Schedule, upcoming } from '../src/calendar/schedule.ts';
import { dayIn } from '../src/calendar/zone.ts';
import { type Block, button, buttons, type Fact, facts, text } from '../src/core/reply.ts';
import type { Request } from '../src/core/request.ts';
import { nextLook, putOff, type Reminder } from '../src/reminders/reminder.ts';
import { span } from '../src/reminders/span.ts';

/** What was understood is said back with so many of its next times. */
const TIMES_SAID = 3;

/** When a reminder is shown, how, and where, said back in full. */
export function reminderFacts(reminder: Reminder, now: Date, { place }: Pick<Request, 'place'>): Fact[] {
  const { schedule, nag, channel } = reminder;
  return [
    { label: 'Says', value: reminder.words },
    { label: 'When', value: `${describe(schedule)}${firstMoved(schedule)}` },
    ...(schedule.kind === 'repeating' ? [{ label: 'Next', value: nextTimes(reminder, now) }] : []),
    ...(channel === place.channel ? [] : [{ label: 'Where', value: `<#${channel}>` }]),
    ...(nag === undefined
      ? []
      : [
          {
            label: 'Until done',
            value: `again every ${span(nag.everyMinutes * 60_000).replace(/^1 (?=\w+$)/, '')}, at most ${nag.times} times, until somebody says done`,
          },
        ]),
    ...stateFacts(reminder),
  ];
}

/** What begins on a day off comes first on another day than the one it goes by. */
function firstMoved(schedule: Schedule): string {
  if (schedule.kind === 'once' || schedule.onDaysOff === 'keep') return '';
  const first = nextAfter(schedule, new Date(0));
  if (first === undefined || dayIn(first, schedule.zone) === schedule.start.slice(0, 10)) return '';
  return ` (a day off: first on ${describeMoment(first, schedule.zone)})`;
}

function nextTimes({ schedule, state }: Reminder, now: Date): string {
  const times = state === 'stopped' ? [] : upcoming(schedule, now, TIMES_SAID);
  return times.length === 0 ? 'no more' : times.map((at) => describeMoment(at, schedule.zone)).join('; ');
}

const TROUBLE = { gone: 'its channel is gone', forbidden: 'I may not write in its channel', removed: 'I was removed from there' } as const;

function stateFacts(reminder: Reminder): Fact[] {
  const { state, trouble, schedule } = reminder;
  const later = putOff(reminder);
  return [
    ...(later === undefined ? [] : [{ label: 'Put off', value: `until ${describeMoment(later.at, schedule.zone)}` }]),
    ...(state === 'active' ? [] : [{ label: 'State', value: state === 'undelivered' ? 'could not be shown' : state }]),
    ...(trouble === undefined ? [] : [{ label: 'Trouble', value: `${TROUBLE[trouble]}: move it to another channel` }]),
  ];
}

export function reminderButtons({ id, state }: Reminder): Block[] {
  if (state === 'stopped' || state === 'ended') return [];
  return buttons(
    button('Change it', `reminder change ${id}`),
    state === 'paused' ? button('Go on with it', `reminder resume ${id}`) : button('Pause it', `reminder pause ${id}`),
    button('Cancel it', `reminder stop ${id}`, 'danger'),
  );
}

/** A reminder in one line of a list. */
export function reminderLine(reminder: Reminder, { place }: Pick<Request, 'place'>): string {
  const { id, words, schedule, state, channel, trouble } = reminder;
  const next = nextLook(reminder);
  const when = next === undefined ? state : describeMoment(next, schedule.zone);
  const repeats = schedule.kind === 'repeating' ? `, ${describe(schedule)}` : '';
  const where = channel === place.channel ? '' : `, in <#${channel}>`;
  const note = state === 'undelivered' || trouble !== undefined ? ' (could not be shown)' : '';
  return `${when}: ${words}${repeats}${where}${note} [${id}]`;
}

export const reminderBlocks = (title: string, reminder: Reminder, now: Date, request: Request): Block[] => [
  text(title),
  facts(...reminderFacts(reminder, now, request)),
  ...reminderButtons(reminder),
];

/** The same as plain data. */
export const reminderData = (reminder: Reminder, now: Date) => ({
  id: reminder.id,
  words: reminder.words,
  channel: reminder.channel,
  when: describe(reminder.schedule),
  zone: reminder.schedule.zone,
  rule: reminder.schedule.kind === 'repeating' ? reminder.schedule.rule : null,
  next: upcoming(reminder.schedule, now, TIMES_SAID).map((at) => at.toISOString()),
  state: reminder.state,
});
