import type { Clock } from '../core/clock.ts';
import type { Request } from '../core/request.ts';
import { entryOf } from '../reminders/reminders.ts';
import { type Decision, type Workspace, type WorkspaceId, workspaceName } from './workspace.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/**
 * Which workspaces guidance from elsewhere may come to. Every change is written in the audit log.
 * Whoever calls has checked that the person may: see `mayAccept` and `mayGovern`.
 */
export interface Workspaces {
  all(): Promise<readonly Workspace[]>;
  find(where: WorkspaceId): Promise<Decision | undefined>;
  /** @returns whether it was not accepted before */
  accept(where: WorkspaceId, request: Request): Promise<boolean>;
  /** Nothing more from elsewhere is sent there. @returns whether it was not refused before */
  refuse(where: WorkspaceId, request: Request): Promise<boolean>;
  /** Somebody whose role counts everywhere linked a branch there: accepts it unless somebody decided otherwise. @returns what holds now */
  vouch(request: Request): Promise<Decision>;
  /** The settings name it: accepts it unless somebody decided otherwise. */
  acceptNamed(where: WorkspaceId): Promise<void>;
}

/** Who does what the settings say. */
const NOBODY = 'settings';

export function createWorkspaces({ store, clock }: { readonly store: WorkspaceStore; readonly clock: Clock }): Workspaces {
  const decided = (where: WorkspaceId, state: Decision['state'], request: Request): Promise<boolean> => {
    const at = clock.now();
    const { platform, workspace } = where;
    const entry = entryOf(subjectOf(where), `workspace ${state}`, request, at);
    return store.decide({ platform, workspace, state, by: 'person', person: request.person.id, at }, entry);
  };
  return {
    all: () => store.all(),
    find: (where) => store.find(where),
    accept: (where, request) => decided(where, 'accepted', request),
    refuse: (where, request) => decided(where, 'refused', request),
    async vouch(request) {
      const { platform, workspace } = request.place;
      const before = await store.find({ platform, workspace });
      if (before !== undefined) return before;
      const at = clock.now();
      const decision: Decision = { platform, workspace, state: 'accepted', by: 'setup', person: request.person.id, at };
      const entry = entryOf(subjectOf(decision), 'workspace accepted by linking a branch there', request, at);
      await store.decide(decision, entry, true);
      return (await store.find(decision)) ?? decision;
    },
    async acceptNamed({ platform, workspace }) {
      if ((await store.find({ platform, workspace })) !== undefined) return;
      const decision: Decision = { platform, workspace, state: 'accepted', by: 'settings', at: clock.now() };
      const entry = { at: decision.at, platform, workspace, person: NOBODY, action: 'workspace accepted by the settings', subject: subjectOf(decision) };
      await store.decide(decision, entry, true);
    },
  };
}

const subjectOf = (where: WorkspaceId): string => `workspace:${workspaceName(where)}`;
