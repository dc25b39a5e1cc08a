import { nameKey } from '../src/directory/names.ts';
import type { GivenRole } from '../src/roles/grant.ts';

/** A role as somebody wrote it: each part as words, before anyone looks up what they name. */
export interface WrittenRole {
  readonly role?: GivenRole | undefined;
  /** The region or the branch. */
  readonly of?: string | undefined;
  readonly to?: string | undefined;
  readonly until?: string | undefined;
}

const MENTION = /(?:\b(?:to|from|for)\s+)?(?<to><[@!][^>\s]+(?:\|[^>]*)?>)/iu;
/** Without a mention: an id, or a name that only the platform's client knows. */
const NAMED = /\b(?:to|from)\s+(?<to>[a-z]+:\S+|@\S+|[A-Z0-9]{2,24}(?=\s|$))/u;
const UNTIL = /\b(?:until|till)\s+(?<until>[^"]+)$/iu;
const ROLE = /\b(?:an?\s+)?(?:(?<officer>branch|regional|national)[\s-]+officers?|(?<admin>admin(?:istrator)?s?))\b/iu;
/** What stands before a name, and is none of it. */
const BEFORE_NAME = /^(?:(?:of|for|in|the|region|branch)\b[:=]?\s*)+/iu;

const ROLES: Readonly<Record<string, GivenRole>> = { branch: 'branch-officer', regional: 'regional-officer', national: 'national-officer' };

/** Reads `regional-officer region "North West" to <@U0123> until 31 December`, in any order that says the same. */
export function roleIn(words: string): WrittenRole {
  const taken = { rest: words };
  const take = (pattern: RegExp): Readonly<Record<string, string | undefined>> => {
    const found = pattern.exec(taken.rest);
    if (found) taken.rest = `${taken.rest.slice(0, found.index)} ${taken.rest.slice(found.index + found[0].length)}`.trim();
    return found?.groups ?? {};
  };
  const to = take(MENTION).to ?? take(NAMED).to;
  const { until } = take(UNTIL);
  const { officer, admin } = take(ROLE);
  const of = taken.rest.replaceAll('"', '').trim().replace(BEFORE_NAME, '').trim();
  return {
    role: officer === undefined ? (admin === undefined ? undefined : 'administrator') : ROLES[officer.toLowerCase()],
    ...{ of: of === '' ? undefined : of, to, until: until?.trim() },
  };
}

/** `here`, `this channel's branch`. */
export const isHere = (words: string): boolean => ['', 'here', 'this', 'this channel', 'this channel s', 'this channel s branch'].includes(nameKey(words));

/** The same as a line of `role grant`. */
export const roleLine = (command: string, { role, of, to, until }: WrittenRole): string =>
  [
    command,
    role,
    of === undefined ? undefined : `${role === 'branch-officer' ? 'branch' : 'region'} "${of.replaceAll('"', '')}"`,
    to === undefined ? undefined : `to ${to}`,
    until === undefined ? undefined : `until ${until}`,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
