import type { Repeating } from '../calendar/schedule.ts';
import type { Unreachable } from '../core/courier.ts';
import type { Topic } from './topic.ts';

/** What a channel follows of the knowledge base, and when it is told what changed. A channel has one: all its topics come in one digest. */
export interface Subscription {
  /** Six letters and digits. */
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  /** Who changed it last: told when a digest cannot be brought. */
  readonly person: string;
  readonly topics: readonly Topic[];
  /** Daily or weekly. */
  readonly schedule: Repeating;
  /** `paused` since a digest could not be brought; `stopped` by a person, and kept so that it can begin again. */
  readonly state: 'active' | 'paused' | 'stopped';
  /** When the next digest is due. */
  readonly dueAt?: Date | undefined;
  /** The number of the last change of the knowledge base that a digest has dealt with. */
  readonly since: number;
  /** The last time a digest was due, and how many entries were in it: none was sent when there were none. */
  readonly last?: { readonly at: Date; readonly entries: number } | undefined;
  readonly trouble?: Unreachable | undefined;
  /** Counts its changes, so that of two at once the second is told. */
  readonly version: number;
  readonly createdAt: Date;
}

/** When it has to be looked at. */
export const nextLook = ({ state, dueAt }: Pick<Subscription, 'state' | 'dueAt'>): Date | undefined => (state === 'active' ? dueAt : undefined);
