import { z } from 'zod';
import type { Command, Context } from '../src/core/command.ts';
import { privately, type Reply } from '../src/core/reply.ts';
import type { Reminder } from '../src/reminders/reminder.ts';
import { reminderBlocks, reminderData } from './reminder-blocks.ts';
import type { Services } from './services.ts';

export type Run = Context<Services>;

export const named = z
  .string()
  .trim()
  .min(1, 'is missing: `reminders` shows the short name of each')
  .meta({ description: 'Its short name, as `reminders` shows it', rest: true });

export const answer = (said: string, reminder: Reminder, { clock, request }: Run): Reply =>
  privately(reminderBlocks(said, reminder, clock.now(), request), reminderData(reminder, clock.now()));

export const prefilled = ({ fields }: Pick<Command<Services>, 'fields'>, values: Readonly<Record<string, string>>) =>
  fields.map((field) => ({ ...field, default: values[field.name] ?? field.default }));

/** `k3m9xq tomorrow 9am`: the short name comes first. */
export function idAndRest(said: string): { id: string; rest: string } {
  const [, id = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/u.exec(said) ?? [];
  return { id, rest };
}
