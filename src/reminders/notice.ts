import { daysUntil, type IsoDate, sayDay } from '../calendar/dates.ts';
import { describe, describeMoment, nextAfter } from '../calendar/schedule.ts';
import { dayIn } from '../calendar/zone.ts';
import { type Block, button, buttons, type Reply, text } from '../core/reply.ts';
import { type Reminder, stepOf } from './reminder.ts';
import { lateBy, type Showing } from './showing.ts';
import { span } from './span.ts';

/** What everyone in the channel sees when a reminder is due. */
export function dueNotice(reminder: Reminder, showing: Showing, now: Date): Reply {
  return {
    visibleTo: 'channel',
    blocks: [text(`⏰ ${wordsNow(reminder, now)}`), ...details(reminder, showing, now), ...choices(reminder)],
    data: { reminder: reminder.id, words: reminder.words, due: showing.of.toISOString() },
  };
}

/** What it says at that moment: of a deadline, how far off it is then. */
function wordsNow({ words, deadline, schedule }: Reminder, now: Date): string {
  return deadline?.dueOn === undefined ? words : `${dueWords(deadline.dueOn, dayIn(now, schedule.zone))} ${words}`;
}

function dueWords(on: IsoDate, today: IsoDate): string {
  const days = daysUntil(on, today);
  if (days < 0) return `OVERDUE: it was due on ${sayDay(on)}, ${days === -1 ? 'yesterday' : `${-days} days ago`}.`;
  if (days === 0) return `Due today, ${sayDay(on)}.`;
  return days === 1 ? `Due tomorrow, ${sayDay(on)}.` : `Due in ${days} days, on ${sayDay(on)}.`;
}

/** Of a deadline the reminder is late, and not what it reminds of. */
function lateWords({ deadline }: Reminder, late: string, when: string): string {
  return deadline === undefined
    ? `Late by ${late}: it was due on ${when}, and I could not show it then.`
    : `This reminder was for ${when}, and is late by ${late}: I could not show it then.`;
}

function details(reminder: Reminder, showing: Showing, now: Date): Block[] {
  const { zone } = reminder.schedule;
  const late = lateBy(showing, now);
  const next = nextAfter(reminder.schedule, now);
  const lines = [
    ...(late === undefined ? [] : [lateWords(reminder, span(late), describeMoment(showing.at, zone))]),
    ...(showing.missed === 0 ? [] : [`It was missed ${showing.missed === 1 ? 'once' : `${showing.missed} times`} before that.`]),
    ...(showing.why === 'nag' ? [`Still waiting for somebody to say done. It was due on ${describeMoment(showing.of, zone)}.`] : []),
    ...(reminder.schedule.kind === 'repeating'
      ? [`${capital(describe(reminder.schedule))}. ${next === undefined ? 'This was the last.' : `Next: ${describeMoment(next, zone)}.`}`]
      : []),
  ];
  return [...(late === undefined ? [] : lines.slice(0, 1).map((line) => text(line, 'warning'))), ...muted(lines.slice(late === undefined ? 0 : 1))];
}

const muted = (lines: readonly string[]): Block[] => (lines.length === 0 ? [] : [text(lines.join(' '), 'muted')]);

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function choices(reminder: Reminder): Block[] {
  const { id, deadline } = reminder;
  // Which step is said: a second press of the same button must not be taken for the next one.
  const done =
    deadline === undefined
      ? button('Done', `reminder done ${id}`, 'primary')
      : button('It is met', `deadline met ${deadline.id} ${stepOf(reminder) + 1}`, 'primary');
  return buttons(
    done,
    button('In 1 hour', `reminder snooze ${id} in 1 hour`),
    button('Tomorrow', `reminder snooze ${id} tomorrow 9am`),
    button('Next week', `reminder snooze ${id} next Monday 9am`),
    button('Another time…', `reminder snooze ${id}`),
    ...(deadline === undefined ? [button('Stop it', `reminder stop ${id}`, 'danger')] : []),
  );
}

/** What stands in the place of the message once somebody has dealt with it. */
export const settledNotice = (reminder: Reminder, what: string): Reply => ({
  visibleTo: 'channel',
  blocks: [text(`✓ ${reminder.words}`), text(what, 'muted')],
  data: { reminder: reminder.id },
});

const WHY = {
  gone: 'the channel is not there any more',
  forbidden: 'I may not write there',
  removed: 'I was removed from there',
} as const;

/** What whoever set it is told, in a direct message, when it could not be shown. */
export const ownerNotice = (reminder: Reminder, why: keyof typeof WHY, now: Date): Reply => ({
  visibleTo: 'asker',
  blocks: [
    text(`I could not show this reminder in <#${reminder.channel}>: ${WHY[why]}.`, 'warning'),
    text(wordsNow(reminder, now)),
    text(
      reminder.state === 'undelivered'
        ? 'It is kept. Move it to a channel that I am in, or stop it.'
        : 'It is kept, and I try again the next time it is due. You can move it to a channel that I am in.',
    ),
    ...buttons(
      button('Show it here instead', `reminder change ${reminder.id} here`, 'primary'),
      button('Look at it', `reminder show ${reminder.id}`),
      button('Stop it', `reminder stop ${reminder.id}`, 'danger'),
    ),
  ],
  data: { reminder: reminder.id, unreachable: why },
});
