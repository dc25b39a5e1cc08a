import type { Request } from '../../src/core/request.ts';
import type { Deadline } from '../../src/deadlines/deadline.ts';
import { planFor } from '../../src/deadlines/plan.ts';
import type { Dated } from '../../src/feeds/dated.ts';
import type { Reminder } from '../../src/reminders/reminder.ts';
import { shippedRule } from '../deadlines/rules.ts';
import { LONDON, NOW, reminder } from '../reminders/made-up.ts';

export const dated = (given: Partial<Reminder> = {}, changedAt = NOW): Dated<Reminder> => ({ ...reminder(given), changedAt });

/** The advice window after a conference on 19 October 2026 unless told: due on 19 December. */
export function deadline(given: Partial<Dated<Deadline>> = {}, rule = 'advice-window', on = '2026-10-19'): Dated<Deadline> {
  return {
    ...{ id: 'k3m9xq', platform: 'test', workspace: 'W1', channel: 'C1', person: 'U1', about: 'shared services guidance', zone: LONDON },
    ...{ plan: planFor(shippedRule(rule), on, { division: 'england-and-wales' }), met: {}, state: 'open', version: 1, createdAt: NOW, changedAt: NOW },
    ...given,
  };
}

/** Somebody in a channel who says something. */
export const request = (given: { person?: string; channel?: string; workspace?: string; line?: string } = {}): Request => ({
  person: { id: given.person ?? 'U1', roles: ['organiser'] },
  place: { platform: 'test', workspace: given.workspace ?? 'W1', channel: given.channel ?? 'C1' },
  said: { kind: 'line', text: given.line ?? '' },
  locale: 'en-GB',
  timeZone: LONDON,
});
