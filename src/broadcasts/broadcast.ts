import type { Address, Unreachable } from '../core/courier.ts';
import type { Place, Role } from '../core/request.ts';
import type { Audience } from '../directory/branch.ts';

/** Something a region or the union says to branches. */
export interface Broadcast {
  /** Six letters and digits. */
  readonly id: string;
  /** `draft` until it is confirmed; `waiting` for a second officer; `scheduled` until its time; then `sending` (or `paused`) until every delivery is settled. */
  readonly state: 'draft' | 'waiting' | 'scheduled' | 'sending' | 'paused' | 'sent' | 'cancelled' | 'withdrawn';
  /** 1 at first, and one more with each correction and with the withdrawal. */
  readonly revision: number;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly attachment?: AttachedEntry | { readonly kind: 'file'; readonly fileName: string; readonly mediaType: string } | undefined;
  readonly audience: Audience;
  /** Ids of the regions of the branches that it goes to, as they were when it was last previewed. */
  readonly regions: readonly string[];
  /** Who it is from: ids of the regions whose officer sends it; none when it is from the whole union. */
  readonly from: readonly string[];
  /** IANA zone in which its times are said. */
  readonly zone: string;
  /** Whom it would reach, as it was last shown before it was sent: so that a change since can be said. Gone once it is sent. */
  readonly previewed?: Previewed | undefined;
  /** What a branch may mute. */
  readonly tag?: string | undefined;
  /** Goes to branches that muted its tag too, and says by whose authority. */
  readonly essential?: { readonly authority: string } | undefined;
  /** Who sends it, and where they were. */
  readonly sender: Place & { readonly person: string };
  /** By whose role it goes: the sender's, until somebody else resumes it. Left out of those that were written before it was looked at again. */
  readonly authority?: Officer | undefined;
  /** When it is sent; at once when left out. */
  readonly sendAt?: Date | undefined;
  readonly receipt: Receipt;
  /** Who may answer it by a question, and where questions go: to the sender alone, or to a channel. */
  readonly questions: { readonly from: 'nobody' | 'anyone'; readonly to: Address };
  readonly chase?: Chase | undefined;
  readonly approval?:
    | { readonly neededAbove: number; readonly by?: string | undefined; readonly from?: Omit<Officer, 'person'> | undefined; readonly at?: Date | undefined }
    | undefined;
  /** When its time, or somebody, last had it go out; undefined while nothing has gone. The roles that it goes by counted then. */
  readonly sendingSince?: Date | undefined;
  /** Why it did not go, or nobody is reminded, though its time has come. */
  readonly heldBack?: HeldBack | undefined;
  /** When and why it was withdrawn. */
  readonly withdrawn?: { readonly at: Date; readonly reason: string } | undefined;
  /** When it was last corrected. */
  readonly correctedAt?: Date | undefined;
  /** The one message that shows how far it has come. */
  readonly progress?:
    | {
        readonly to: Address;
        /** When it was first brought: from then on it may be there. */
        readonly begunAt?: Date | undefined;
        /** When the attempt began of which nobody knows yet what became. */
        readonly triedAt?: Date | undefined;
        readonly message?: string | undefined;
      }
    | undefined;
  readonly version: number;
  readonly createdAt: Date;
}

/** Somebody by whose role a broadcast goes, and where they were. */
export interface Officer extends Pick<Place, 'platform' | 'workspace'> {
  readonly person: string;
  /** Those that come with where they sat; others are looked up when it matters. */
  readonly roles?: readonly Role[] | undefined;
}

/**
 * Its time came, and at that moment who sent it, or the second officer, could send to none of it any more (`ended`: it waits for another officer), or
 * their platform did not say what they may do (`unknown`: it is asked again, until it does).
 */
export interface HeldBack {
  readonly why: 'ended' | 'unknown';
  readonly whose: 'sender' | 'approver';
  readonly at: Date;
  /** When the role ended, where that is known. */
  readonly endedAt?: Date | undefined;
}

/** An entry of the knowledge base, with what was said of it when it was sent. */
export interface AttachedEntry {
  readonly kind: 'entry';
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

export interface Previewed {
  /** Ids of links. */
  readonly reached: readonly string[];
  /** Ids of branches. */
  readonly unreachable: readonly string[];
}

/** Whether it is to be acknowledged: once by anybody of the branch, or by each person. `by`: those after it are late. */
export type Receipt = { readonly wanted: 'none' } | { readonly wanted: 'branch' | 'person'; readonly by?: Date | undefined };

/** Reminds those who have not acknowledged. */
export interface Chase {
  readonly everyHours: number;
  /** How many are left; it stops by itself. */
  readonly left: number;
  /** When the next one is; undefined when only a person starts one. */
  readonly nextAt?: Date | undefined;
  readonly lastAt?: Date | undefined;
  /** How many there were: the next is this number and one. */
  readonly done: number;
  /** The last one left out those whom the role that it goes by does not reach any more. */
  readonly isPartial?: boolean | undefined;
}

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'acknowledged' | 'failed' | 'unreachable' | 'withdrawn';

/**
 * Why something did not arrive. `out-of-reach`: the sender's role does not count there, or not any more; `not-accepted`: nobody has vouched for the
 * workspace, or somebody refused it.
 */
export type Reason = Unreachable | 'no-channel' | 'muted' | 'unlinked' | 'gave-up' | 'out-of-reach' | 'not-accepted';

/** One broadcast to one channel of one branch; a branch that cannot be reached has one without a channel. */
export interface BroadcastDelivery {
  /** `b.k3m9xq.` and the link: names it for ever. */
  readonly key: string;
  readonly broadcast: string;
  readonly branch: string;
  /** The region when it was sent: branches move. */
  readonly region: string;
  readonly link?: { readonly id: string; readonly platform: string; readonly workspace: string; readonly channel: string } | undefined;
  readonly state: DeliveryState;
  readonly why?: Reason | undefined;
  readonly sentAt?: Date | undefined;
  readonly acknowledgedAt?: Date | undefined;
  /** After the day it was wanted by. */
  readonly isLate: boolean;
}

/** How many deliveries are in each state. They add up to `total`. */
export type Counts = Readonly<Record<DeliveryState, number>> & { readonly total: number };

/** Of the unreachable, those that nothing can be sent to as they are. */
export interface Unreached {
  /** Branches that it goes to in no channel, by why. All other deliveries are to channels. */
  readonly without: readonly { readonly why: Reason; readonly branches: number }[];
  /** Channels whose workspaces had not been accepted. */
  readonly notAccepted: number;
}
