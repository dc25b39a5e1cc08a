import type { Reply } from './reply.ts';

/** Where something is said without anybody having asked just now: to everyone in a channel, or to one person alone. Ids are the platform's own. */
export type Address = ChannelAddress | PersonAddress;

interface ChannelAddress {
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
}

interface PersonAddress {
  readonly platform: string;
  readonly workspace: string;
  readonly person: string;
}

/** One thing to deliver. However often it is attempted, and by whichever process, its place shows it once. */
export interface Delivery {
  /** Names it for ever: letters, digits, `-`, `_`, `.` and `:`, at most 80 of them, telling nothing of what it says. */
  readonly key: string;
  /** Set when an attempt before this one may have arrived: when the first of them began. The platform is asked before it is sent again. */
  readonly maybeSince?: Date | undefined;
}

/** The place is not there (any more), Steward may not write in it, or was removed from the workspace. */
export type Unreachable = 'gone' | 'forbidden' | 'removed';

/** What a platform says of its limits with an answer. A caller that keeps to it is refused seldom. */
export interface Budget {
  /** What it holds for: this one place, all of its workspace, or all that Steward sends on the platform. */
  readonly scope: 'channel' | 'workspace' | 'global';
  /** How many more messages it takes until then; 0 when it refused this one. */
  readonly remaining: number;
  /** When it takes as many as ever again, in milliseconds from the answer. */
  readonly resetMs: number;
}

export type Delivered =
  /** `message` is the platform's id of its first message, for `replace`. */
  | { readonly status: 'sent'; readonly message: string; readonly budget?: Budget | undefined }
  /** No use trying again until a person changes something: the place is gone, Steward may not write there, or was removed from the workspace. */
  | { readonly status: 'unreachable'; readonly why: Unreachable }
  /** Not now. `mayHaveArrived`: no answer came, so the platform may have taken it. `afterMs`: it said how long to wait. */
  | { readonly status: 'later'; readonly mayHaveArrived: boolean; readonly afterMs?: number | undefined; readonly budget?: Budget | undefined };

/** Brings replies to places of one platform. Never throws: whatever goes wrong is one of the outcomes. */
export interface Courier {
  /** How many deliveries a workspace takes a second, where the platform documents it and does not say it with its answers: somewhere to begin. */
  readonly perSecond?: number;
  deliver(to: Address, reply: Reply, delivery: Delivery): Promise<Delivered>;
  /** Whether something could be delivered there now. At most a sign of typing is shown. */
  canReach(to: Address): Promise<'yes' | Unreachable | 'unknown'>;
  /** Puts a reply in the place of one that was delivered before, where that is still possible. `message` says where it is, whatever `to` has become since. */
  replace(to: Address, message: string, reply: Reply): Promise<Delivered>;
  /**
   * Looks whether a delivery in doubt has arrived, and sends nothing: for one that is not wanted any more.
   * @returns its message (or as much of it as is there) for `replace`; undefined when it is not there; `unknown` when nobody can tell now
   */
  find(to: Address, delivery: Delivery, reply: Reply): Promise<string | undefined | 'unknown'>;
  /** What a reader would see of a reply, message by message, in plain characters. Works before the platform is connected, and sends nothing. */
  preview(reply: Reply): readonly string[];
}
