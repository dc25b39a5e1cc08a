/** The letters of short names (no i, l, o, 0 or 1), so that few words look like one. */
const NAME = '[abcdefghjkmnpqrstuvwxyz2-9]{6}';

/** A short name and nothing more, as `reminders` and `deadlines` show it. */
export const SHORT_NAME = new RegExp(`^${NAME}$`, 'iu');
/** A short name, and perhaps more. */
export const SHORT_NAME_FIRST = new RegExp(`^${NAME}(?:\\s|$)`, 'iu');
