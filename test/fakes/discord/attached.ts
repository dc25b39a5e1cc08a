import type { Context } from './context.ts';
import { type Obj, toUser } from './guilds.ts';
import { toApiAttachment } from './messages.ts';
import type { FakeAttachment } from './world.ts';

/** What a person gives in a form or with a slash command. */
export interface GivenToDiscord {
  readonly name: string;
  /** `text/csv` when left out. */
  readonly contentType?: string;
  readonly bytes: Uint8Array;
}

export const isGiven = (value: unknown): value is GivenToDiscord => typeof value === 'object' && value !== null && 'bytes' in value;

/**
 * Keeps the files among what a person filled in, for as long as the fake runs or until they are taken away.
 * @returns what was filled in with ids in their place, and the files as an interaction carries them, with the people and roles that were picked
 */
export function attach<T>(context: Context, filled: Readonly<Record<string, T | GivenToDiscord>>): { values: Record<string, T | string>; resolved: Obj } {
  const attachments: Obj = {};
  const values = Object.entries(filled).map(([name, value]): [string, T | string] => {
    if (!isGiven(value)) return [name, value as T];
    const attachment = keep(context, value);
    attachments[attachment.id] = toApiAttachment(attachment);
    return [name, attachment.id];
  });
  return {
    values: Object.fromEntries(values),
    resolved: {
      attachments,
      ...picked(
        context,
        values.map(([, value]) => value),
      ),
    },
  };
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure */
export function picked({ world }: Context, values: readonly unknown[]): Obj {
  const ids = new Set(values.flat().map(String));
  const users = world.people.filter(({ id }) => ids.has(id)).map((person) => [person.id, toUser(person)] as const);
  const roles = world.guilds.flatMap((guild) => world.rolesOf(guild).filter(({ id }) => ids.has(id)));
  return {
    ...(users.length === 0 ? {} : { users: Object.fromEntries(users) }),
    ...(roles.length === 0 ? {} : { roles: Object.fromEntries(roles.map(({ id, name }) => [id, { id, name }])) }),
  };
}

function keep({ world, fileUrl }: Context, { name, contentType = 'text/csv', bytes }: GivenToDiscord): FakeAttachment {
  const id = world.snowflake();
  // Discord leaves letters, digits, dots, dashes and underscores of a name.
  const filename = name.replace(/[^\w.-]+/gu, '_');
  const url = `${fileUrl()}/ephemeral-attachments/${world.applicationId}/${id}/${filename}?ex=6a&is=6b&hm=6c`;
  const attachment = { id, filename, contentType, bytes: Buffer.from(bytes), url };
  world.attached.push(attachment);
  return attachment;
}
