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

/** Who is meant by a mention or an id; undefined for a name, which only the platform's client knows. */
export function readSubject(words: string): Subject | undefined {
  const { group, subteam, id } = MENTION.exec(words)?.groups ?? {};
  if (id !== undefined) return { kind: (group ?? subteam) === undefined ? 'person' : 'group', id };
  const bare = words.trim().replace(/^@/u, '');
  if (PERSON_ID.test(bare)) return { kind: 'person', id: bare };
  return GROUP_ID.test(bare) ? { kind: 'group', id: bare } : undefined;
}

/** How a person or a group is named in any text: adapters show it by name, and nobody is called. */
export const mention = ({ kind, id }: Subject): string => {
  if (kind === 'person') return `<@${id}>`;
  return /^\d+$/u.test(id) ? `<@&${id}>` : `<!subteam^${id}>`;
};
