import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { z } from 'zod';
import type { Installations } from '../../core/installations.ts';
import type { Log } from '../../core/log.ts';
import type { farewell } from './schemas.ts';

/** What Bolt must find again. Everything else it handed over is kept beside it as it came. */
const kept = z.looseObject({
  bot: z.looseObject({ token: z.string() }).optional(),
  user: z.looseObject({ id: z.string() }),
  authVersion: z.literal('v2').optional(),
});

/** Nobody installed Steward in that workspace, or it was removed. */
export class NotInstalled extends Error {
  override readonly name = 'NotInstalled';
}

const isInstallation = (details: object): details is Installation => kept.safeParse(details).success;

/** Bolt's store over ours. An app installed for a whole organisation is kept under the organisation. */
export function installationStore(installations: Installations): InstallationStore {
  return {
    async storeInstallation(installation) {
      const id = installation.isEnterpriseInstall === true ? installation.enterprise?.id : installation.team?.id;
      if (id === undefined) throw new Error('Slack named neither a workspace nor an organisation');
      // A person's own token is not used: it is not kept.
      const { token: _token, refreshToken: _refresh, ...user } = installation.user;
      await installations.save({ id, details: JSON.parse(JSON.stringify({ ...installation, user })) as object });
    },
    async fetchInstallation(query) {
      for (const id of idsOf(query)) {
        const found = await installations.find(id);
        if (found !== undefined && isInstallation(found.details)) return found.details;
      }
      throw new NotInstalled('Steward is not installed there');
    },
    async deleteInstallation(query) {
      for (const id of idsOf(query)) await installations.remove(id);
    },
  };
}

function idsOf({ isEnterpriseInstall, enterpriseId, teamId }: InstallationQuery<boolean>): string[] {
  const ids = isEnterpriseInstall ? [enterpriseId] : [teamId, enterpriseId];
  return ids.filter((id) => id !== undefined);
}

/** The app was removed, or its token taken back: everything about that workspace is forgotten. A person's token taken back is not that. */
export async function forget({ team_id, enterprise_id, event }: z.infer<typeof farewell>, installations: Installations, log: Log): Promise<void> {
  const bots = event.tokens?.bot ?? [];
  if (event.type === 'tokens_revoked' && bots.length === 0) return;
  const inWorkspace = team_id === undefined ? undefined : await installations.find(team_id);
  const id = inWorkspace?.id ?? enterprise_id ?? team_id;
  if (id === undefined || id === null) return;
  await installations.remove(id);
  log.info({ platform: 'slack', workspace: id }, 'Steward was removed from a workspace, and what was kept of it is forgotten');
}
