import type { CommandInfo } from '../core/command.ts';
import type { Request, Role } from '../core/request.ts';
import { UserError } from '../core/user-error.ts';

/** Lets a request through, or throws a UserError that says why not and who can. */
export type Guard = (request: Request, command: CommandInfo) => void;

/** Longest line taken, in characters: room for a pasted paragraph, not for a document. */
const LONGEST_LINE = 4_000;

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  organiser: 'an organiser',
  'branch-officer': 'a branch officer',
  'regional-officer': 'a regional officer',
  'national-officer': 'a national officer',
  administrator: 'an administrator of this workspace',
};

/** Refuses a line too long to be a question. */
export const lengthGuard: Guard = ({ said }) => {
  const texts = said.kind === 'line' ? [said.text] : Object.values(said.args).filter((value) => typeof value === 'string');
  const longest = Math.max(0, ...texts.map((text) => text.length));
  if (longest > LONGEST_LINE) {
    const count = longest.toLocaleString('en-GB');
    throw new UserError(
      `That is ${count} characters long, and I read at most ${LONGEST_LINE.toLocaleString('en-GB')} at once.`,
      'Send just the question, in a sentence or two: for example `how many jobs went in Middlesbrough`.',
    );
  }
};

/** Refuses a command to a person who has none of the roles it is for. */
export const roleGuard: Guard = ({ person }, command) => {
  const { allow } = command;
  if (allow === 'anyone' || allow.some((role) => person.roles.includes(role))) return;
  const who = allow.map((role) => ROLE_WORDS[role]).join(' or ');
  throw new UserError(`\`${command.name}\` is not open to you.`, `It can be run by ${who}: ask one of them.`);
};
