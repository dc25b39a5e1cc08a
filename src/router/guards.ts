import type { CommandInfo } from '../core/command.ts';
import type { Request } from '../core/request.ts';
import { anyOfRoles } from '../core/role-words.ts';
import { countsIn, type Standing } from '../core/standing.ts';
import { UserError } from '../core/user-error.ts';

/** Lets a request through, or throws a UserError that says why not and who can. `standing` is asked for only where it matters: that may take a while. */
export type Guard = (request: Request, command: CommandInfo, standing: () => Promise<Standing>) => void | Promise<void>;

/** Longest line taken, in characters: room for a pasted paragraph, not for a document. */
const LONGEST_LINE = 4_000;

/** Refuses a line too long to be a question. */
export const lengthGuard: Guard = ({ said }, { fields }) => {
  const texts = said.kind === 'line' ? [said.text] : Object.values(said.args).filter((value) => typeof value === 'string');
  const longest = Math.max(0, ...texts.map((text) => text.length));
  if (longest > LONGEST_LINE) {
    const count = longest.toLocaleString('en-GB');
    throw new UserError(
      `That is ${count} characters long, and I read at most ${LONGEST_LINE.toLocaleString('en-GB')} at once.`,
      fields.some(({ type }) => type === 'file')
        ? 'Say the main point, and attach the whole as a file.'
        : 'Send just the question, in a sentence or two: for example `how many jobs went in Middlesbrough`.',
    );
  }
};

/** Refuses a command to a person who has none of the roles it is for, or none that counts in this workspace. */
export const roleGuard: Guard = async ({ place }, { name, allow }, standing) => {
  if (allow === 'anyone') return;
  const { held, isComplete } = await standing();
  const fitting = held.filter(({ role }) => allow.includes(role));
  if (fitting.some((one) => countsIn(one, place))) return;
  const who = `It can be run by ${anyOfRoles(allow)}`;
  if (!isComplete)
    throw new UserError(`I could not find out in time whether \`${name}\` is open to you, so I have not run it.`, `${who}. Try again in a minute.`);
  if (fitting.length > 0)
    throw new UserError(`\`${name}\` is not open to you here: your role counts in another workspace.`, `${who}: say it there, or ask one of them.`);
  throw new UserError(`\`${name}\` is not open to you.`, `${who}: ask one of them.`);
};
