import { describeMoment } from '../src/calendar/schedule.ts';
import { type Block, list, text } from '../src/core/reply.ts';
import type { Request } from '../src/core/request.ts';
import type { AuditEntry } from '../src/reminders/reminder-store.ts';

/** Who did what to one thing, and when; `kind` begins each action: `reminder paused`. People are never named. */
export const historyBlocks = (kind: string, history: readonly AuditEntry[], zone: string, { person: asker }: Request): Block[] => [
  text('What was done:', 'muted'),
  list(
    history.map(({ at, person, action }) => {
      const what = action.startsWith(`${kind} `) ? action.slice(kind.length + 1) : action;
      return `${describeMoment(at, zone)}: ${what} by ${person === asker.id ? 'you' : 'another member'}`;
    }),
  ),
];
