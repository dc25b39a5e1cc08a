import type { Unreachable } from '../core/courier.ts';
import type { Place } from '../core/request.ts';
import type { Audience, Branch, Division, Link, Recipient } from './branch.ts';

/** The workspace of a link, and whether guidance from elsewhere may come there. */
type Where = Pick<Link, 'platform' | 'workspace' | 'isAccepted'>;

/** What every feature may ask of the directory. Who may change it is checked by the commands that do: see src/roles/authority.ts. */
export interface Directory {
  regions(): readonly Division[];
  serviceGroups(): readonly Division[];
  branch(id: string): Promise<Branch | undefined>;
  /** Those of these ids that there are, whatever their state. */
  branches(ids: readonly string[]): Promise<readonly Branch[]>;
  /** Open branches by name, code or short name, best first: what a person typed. */
  find(words: string, limit: number): Promise<readonly Branch[]>;
  /** The same of branches that are closed or merged. */
  findEnded(words: string, limit: number): Promise<readonly Branch[]>;
  /** The branch that a channel is linked to. */
  branchAt(place: Pick<Place, 'platform' | 'workspace' | 'channel'>): Promise<Branch | undefined>;
  links(branch: string): Promise<readonly Link[]>;
  /** Those of an audience, by region and name. Reads only what it needs: there may be thousands. */
  audience(wanted: Audience): Promise<readonly Recipient[]>;
  /** Links that are still in force, of these ids, by their ids. */
  linked(ids: readonly string[]): Promise<ReadonlyMap<string, Where>>;
  /** Notes that things cannot be brought there, or (undefined) that they can again. */
  noteTrouble(links: readonly { readonly id: string; readonly trouble: Unreachable | undefined }[]): Promise<void>;
}
