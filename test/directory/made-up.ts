import type { Branch, Division, Link } from '../../src/directory/branch.ts';
import type { Divisions } from '../../src/directory/divisions-file.ts';
import type { AuditEntry } from '../../src/reminders/reminder-store.ts';
import { newId } from '../../src/reminders/reminders.ts';

export const NOW = new Date('2026-11-22T10:00:00Z');

const division = (id: string, name: string, ...aliases: string[]): Division => ({ id, name, aliases });

export const DIVISIONS: Divisions = {
  regions: [
    division('north-west', 'North West', 'NW'),
    division('northern', 'Northern'),
    division('yorkshire-humberside', 'Yorkshire & Humberside', 'Yorkshire'),
  ],
  serviceGroups: [
    division('health', 'Health', 'NHS'),
    division('local-government', 'Local Government'),
    division('water-environment-and-transport', 'Water, Environment and Transport', 'WET'),
  ],
};

let made = 0;

/** A branch with a name that no other has. */
export function branch(given: Partial<Branch> = {}): Branch {
  made++;
  return {
    ...{ id: newId(), name: `Branch number ${made}`, code: undefined, region: 'north-west', serviceGroups: ['health'], tags: [], mutes: [] },
    ...{ state: 'open', version: 1, createdAt: NOW },
    ...given,
  };
}

/** A link of a branch to a channel that no other has. */
export function link(of: string, given: Partial<Link> = {}): Link {
  made++;
  return {
    id: newId() + newId(),
    branch: of,
    platform: 'test',
    workspace: 'W1',
    channel: `C${made}`,
    linkedAt: new Date(NOW.getTime() + made),
    isAccepted: false,
    ...given,
  };
}

export const entry = (of: string, action = 'branch added'): AuditEntry => ({
  ...{ at: NOW, platform: 'test', workspace: 'W1', person: 'U1', action, subject: `branch:${of}` },
});
