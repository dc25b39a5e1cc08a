/** Regions, branches, where each can be reached, and who may do what for them. */
export interface DirectorySchema {
  readonly regions: DivisionRows;
  readonly service_groups: DivisionRows;
  readonly branches: BranchRows;
  readonly branch_links: BranchLinkRows;
  readonly workspaces: WorkspaceRows;
  readonly directory_imports: DirectoryImportRows;
  readonly role_grants: RoleGrantRows;
}

/** A region or a service group. */
interface DivisionRows {
  readonly id: string;
  readonly name: string;
  /** JSON. */
  readonly aliases: string;
}

/** See src/directory/branch.ts. */
export interface BranchRows {
  readonly id: string;
  readonly name: string;
  /** What all ways of writing the name have in common. */
  readonly name_key: string;
  readonly code: string | null;
  readonly code_key: string | null;
  readonly region: string;
  /** JSON, as are tags and mutes: `["health","energy"]`. */
  readonly service_groups: string;
  readonly tags: string;
  readonly mutes: string;
  /** `open`, `closed` or `merged`. */
  readonly state: string;
  readonly merged_into: string | null;
  readonly version: number;
  readonly created_at: number;
}

export interface BranchLinkRows {
  readonly id: string;
  readonly branch: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly linked_at: number;
  readonly ended_at: number | null;
  readonly trouble: string | null;
}

/** See src/directory/workspace.ts. */
export interface WorkspaceRows {
  readonly platform: string;
  readonly workspace: string;
  /** `accepted` or `refused`. */
  readonly state: string;
  readonly decided_by: string;
  readonly person: string | null;
  readonly decided_at: number;
}

export interface DirectoryImportRows {
  readonly id: string;
  readonly state: string;
  /** JSON, as is what was done. */
  readonly rows: string;
  readonly shown: string;
  readonly done: string;
  readonly version: number;
  readonly created_at: number;
  readonly applied_at: number | null;
}

/** See src/roles/grant.ts. */
export interface RoleGrantRows {
  readonly id: string;
  readonly role: string;
  /** Id of a region or a branch. */
  readonly of: string | null;
  readonly platform: string;
  readonly workspace: string;
  /** `person` or `group`. */
  readonly subject_kind: string;
  readonly subject: string;
  /** `everywhere`, or `workspace`: the one it was given in. */
  readonly reach: string;
  readonly granted_by: string;
  readonly granted_at: number;
  readonly ends_at: number | null;
  readonly revoked_at: number | null;
}
