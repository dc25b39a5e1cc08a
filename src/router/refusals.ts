import { button, buttons, privately, type Reply, text } from '../core/reply.ts';
import type { UserError } from '../core/user-error.ts';

/** What was wrong, what to do, and a button for each line that would work. */
export function refusal(error: UserError): Reply {
  return privately([text(error.message, 'warning'), text(error.remedy), ...buttons(...error.tryThese.map((line) => button(line, line)))], {
    error: { what: error.message, remedy: error.remedy, ...(error.field === undefined ? {} : { field: error.field }), tryThese: error.tryThese },
  });
}

/** Said when the fault is ours: nothing of the inside is shown but the id that finds it in the log. */
export function apology(incident: string): Reply {
  const remedy = `Please try again in a minute. If it happens again, give whoever runs Steward this number: ${incident}.`;
  return privately([text('Sorry: something went wrong on our side, and your request was not done.', 'warning'), text(remedy)], {
    error: { what: 'Something went wrong on our side.', remedy, incident },
  });
}
