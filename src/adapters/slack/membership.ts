import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from '../../core/log.ts';
import type { Membership } from '../../core/standing.ts';
import { describe, refusalCode } from './failures.ts';

interface Needs {
  /** Steward's client in a workspace. @throws {NotInstalled} */
  readonly clientIn: (workspace: string) => Promise<webApi.WebClient>;
  readonly log: Log;
}

/** https://docs.slack.dev/reference/objects/user-object */
const userInfo = z.object({
  user: z
    .object({
      team_id: z.string().optional(),
      deleted: z.boolean().default(false),
      is_admin: z.boolean().default(false),
      is_owner: z.boolean().default(false),
      is_primary_owner: z.boolean().default(false),
      enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).optional(),
    })
    .optional(),
});
type User = NonNullable<z.output<typeof userInfo>['user']>;

const userGroups = z.object({ usergroups: z.array(z.object({ id: z.string(), users: z.array(z.string()).default([]) })) });

/** Who owns or administers a workspace of Slack, and who is in its user groups. */
export function createMembership({ clientIn, log }: Needs): Membership {
  const asked = async <T>(question: () => Promise<T>): Promise<T> => {
    try {
      return await question();
    } catch (error) {
      log.warn(
        { platform: 'slack', error: describe(error) },
        'could not ask Slack what somebody may do, so it was not let through: if the code is missing_scope, install the app again',
      );
      throw error;
    }
  };
  return {
    personIds: 'workspace',
    isAdministrator: (workspace, person) =>
      asked(async () => {
        const client = await clientIn(workspace);
        const { user } = userInfo.parse(await client.users.info({ user: person }).catch(butNobody));
        return user !== undefined && isOf(workspace, user) && !user.deleted && (user.is_admin || user.is_owner || user.is_primary_owner);
      }),
    groupsOf: (workspace, person, groups) =>
      asked(async () => {
        // One call for all groups: Slack takes twenty a minute. https://docs.slack.dev/reference/methods/usergroups.list
        const { usergroups } = userGroups.parse(await (await clientIn(workspace)).usergroups.list({ include_users: true }).catch(butNone));
        return usergroups.filter(({ id, users }) => groups.includes(id) && users.includes(person)).map(({ id }) => id);
      }),
  };
}

/** In a channel shared with another organisation, its administrators are none of this workspace. */
const isOf = (workspace: string, { team_id: team, enterprise_user: enterprise }: User): boolean =>
  team === workspace || enterprise?.teams.includes(workspace) === true;

/** Whom Slack does not know there administers nothing. */
function butNobody(error: unknown): object {
  if (['user_not_found', 'user_not_visible'].includes(refusalCode(error) ?? '')) return {};
  throw error;
}

/** A plan without user groups has none. */
function butNone(error: unknown): object {
  if (refusalCode(error) === 'plan_upgrade_required') return { usergroups: [] };
  throw error;
}
