import { z } from 'zod';

/** The field of commands that are about one deadline. */
export const deadlineNamed = z
  .string()
  .trim()
  .min(1, 'is missing: `deadlines` shows the short name of each')
  .meta({ description: 'Its short name, as `deadlines` shows it', rest: true });
