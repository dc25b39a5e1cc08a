import type { Place } from '../core/request.ts';

/** Who has a role: a person, or everyone in a platform's own group (a role of a Discord server, a user group of a Slack workspace). */
export interface Subject {
  readonly kind: 'person' | 'group';
  /** The platform's own. */
  readonly id: string;
}

/** `<@U0123>`, `<@!123>`; with `&` or `subteam^` it is a group: that is how the clients of Slack and Discord write them. A name after a bar is the client's. */
const MENTION = /<(?:@(?<group>&)?!?|!(?<subteam>subteam)\^)(?<id>[A-Z0-9]{2,24})(?:\|[^>]*)?>/u;
/** Ids alone: members of Slack begin with U or W and user groups with S; Discord's are numbers. */
const PERSON_ID = /^(?:[UW][A-Z0-9]{1,23}|\d{15,20})$/u;
const GROUP_ID = /^S[A-Z0-9]{2,23}$/u;

/** `slack:T0123:U0123`: somebody in another workspace, or of another platform. */
const ELSEWHERE = /^(?<platform>[a-z]+):(?<workspace>[A-Z0-9]{2,24}):(?<id>[A-Z0-9]{2,24})$/u;

/** Who is meant, and where they are known by that id; undefined is where it was said. */
export interface Meant {
  readonly subject: Subject;
  readonly at?: Pick<Place, 'platform' | 'workspace'> | undefined;
}

/** Who is meant by a mention or an id; undefined for a name, which only the platform's client knows. */
export function readSubject(words: string): Meant | undefined {
  const { group, subteam, id } = MENTION.exec(words)?.groups ?? {};
  if (id !== undefined) return { subject: { kind: (group ?? subteam) === undefined ? 'person' : 'group', id } };
  const bare = words.trim().replace(/^@/u, '');
  const { platform, workspace, id: there } = ELSEWHERE.exec(bare)?.groups ?? {};
  if (platform !== undefined && workspace !== undefined && there !== undefined)
    return { subject: { kind: GROUP_ID.test(there) ? 'group' : 'person', id: there }, at: { platform, workspace } };
  if (PERSON_ID.test(bare)) return { subject: { kind: 'person', id: bare } };
  return GROUP_ID.test(bare) ? { subject: { kind: 'group', id: bare } } : undefined;
}

/** How a person or a group is named in any text: adapters show it by name, and nobody is called. */
export const mention = ({ kind, id }: Subject): string => {
  if (kind === 'person') return `<@${id}>`;
  return /^\d+$/u.test(id) ? `<@&${id}>` : `<!subteam^${id}>`;
};
