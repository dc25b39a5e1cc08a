import type { OperatorError } from '../core/operator-error.ts';
import { type Block, button, buttons, privately, type Reply, text } from '../core/reply.ts';
import type { UserError } from '../core/user-error.ts';

/** What was wrong, what to do, and a button for each line that would work. */
export function refusal(error: UserError): Reply {
  return privately([text(error.message, 'warning'), text(error.remedy), ...formOf(error), ...buttons(...error.tryThese.map((line) => button(line, line)))], {
    error: { what: error.message, remedy: error.remedy, ...(error.field === undefined ? {} : { field: error.field }), tryThese: error.tryThese },
  });
}

const formOf = ({ form }: UserError): Block[] => (form === undefined ? [] : [{ kind: 'form', form }]);

/** Said when only whoever runs Steward can mend it: what could not be done, and the number that finds in the log what to do. */
export function hindrance({ said, mayPass }: OperatorError, incident: string): Reply {
  const remedy = mayPass
    ? `Please try again in a minute. If it happens again, tell whoever runs Steward, with this number: ${incident}.`
    : `Please tell whoever runs Steward, with this number: ${incident}.`;
  return privately([text(said, 'warning'), text(remedy)], { error: { what: said, remedy, incident } });
}

/** Said when the fault is ours: nothing of the inside is shown but the id that finds it in the log. */
export function apology(incident: string): Reply {
  const remedy = `Please try again in a minute. If it happens again, give whoever runs Steward this number: ${incident}.`;
  return privately([text('Sorry: something went wrong on our side, and your request was not done.', 'warning'), text(remedy)], {
    error: { what: 'Something went wrong on our side.', remedy, incident },
  });
}
