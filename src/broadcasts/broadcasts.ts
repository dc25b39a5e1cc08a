import type { GivenFile } from '../core/given-file.ts';
import type { Reply } from '../core/reply.ts';
import type { Request } from '../core/request.ts';
import type { Held } from '../core/standing.ts';
import type { Audience, Branch, Recipient } from '../directory/branch.ts';
import type { WorkspaceId } from '../directory/workspace.ts';
import type { AttachedEntry, Broadcast, BroadcastDelivery, Chase, Counts, Reason, Receipt, Unreached } from './broadcast.ts';

/** Who asks, and what they may do. */
export interface Asker {
  readonly request: Request;
  readonly held: readonly Held[];
}

export interface Draft {
  readonly title: string;
  readonly body: string;
  /** `kept`: the one that the draft has already. */
  readonly attachment?: AttachedEntry | { readonly kind: 'file'; readonly file: GivenFile } | { readonly kind: 'kept' } | undefined;
  readonly audience: Audience;
  readonly tag?: string | undefined;
  readonly essential?: { readonly authority: string } | undefined;
  readonly sendAt?: Date | undefined;
  readonly receipt: Receipt;
  readonly questions: { readonly from: 'nobody' | 'anyone'; readonly toChannel?: string | undefined };
  readonly chase?: Pick<Chase, 'everyHours' | 'left'> | undefined;
}

/** What will happen when it is confirmed, exactly. */
export interface Preview {
  readonly broadcast: Broadcast;
  /** What each channel will see. */
  readonly shown: Reply;
  /** The same in each platform's own characters, message by message. */
  readonly drawn: readonly { readonly platform: string; readonly messages: readonly string[] }[];
  readonly reached: readonly Recipient[];
  readonly unreachable: readonly { readonly branch: Branch; readonly why: Reason }[];
  /** Branches that muted its tag and get it all the same. */
  readonly overridden: readonly Branch[];
  /** Workspaces with channels that it would go to, were they accepted. */
  readonly notAccepted: readonly WorkspaceId[];
  /** Above how many branches a second officer has to approve; undefined when this one needs none. */
  readonly approvalAbove?: number | undefined;
  /** Stands for all of this: given to `confirm` and `approve`, it sends just what was shown. */
  readonly mark: string;
}

/** `changed`: nothing was sent, because something is no longer as it was shown; the new preview is to be confirmed. */
export type Confirmed =
  | { readonly kind: 'confirmed'; readonly broadcast: Broadcast /** False when it was confirmed before. */; readonly isFirst: boolean }
  | { readonly kind: 'changed'; readonly what: readonly string[]; readonly preview: Preview };

/** One branch of a broadcast, in exactly one state: acknowledged if any of its channels is, else sent if any is, and so on. */
export interface BranchStanding {
  readonly branch: Branch;
  readonly region: string;
  readonly state: BroadcastDelivery['state'];
  readonly why?: Reason | undefined;
  readonly at?: Date | undefined;
  readonly isLate: boolean;
  /** How many people acknowledged it there. */
  readonly people: number;
}

export interface Standing {
  readonly broadcast: Broadcast;
  /** By channel; a branch without one counts as one. */
  readonly counts: Counts;
  readonly unreached: Unreached;
  /** Whether anything of it that did not arrive could be sent now. */
  readonly canTryAgain: boolean;
  /** One a recipient, by region and name. */
  readonly branches: readonly BranchStanding[];
}

export interface Listed {
  readonly found: readonly Pick<Standing, 'broadcast' | 'counts' | 'unreached'>[];
  /** Whether there are more that are older still. */
  readonly hasOlder: boolean;
}

/** One that was sent to the channel where somebody asks. */
export interface SentHere {
  readonly broadcast: Broadcast;
  /** `sending`, `sent`, `acknowledged` or `failed`. */
  readonly state: BroadcastDelivery['state'];
  /** When it arrived; until that is known, when it was last tried. */
  readonly at: Date;
  /** By anybody of the branch, wherever that was, or by who asks where each person is to. */
  readonly acknowledged?: { readonly at: Date; readonly isLate: boolean } | undefined;
  /** It is to be acknowledged, and is not. */
  readonly isAwaited: boolean;
}

/**
 * What commands may do with broadcasts. Each checks what the asker may do at this moment, and every change is written in the audit log.
 * All throw a UserError that says what was wrong and what to do, and then nothing was sent or changed.
 */
export interface Broadcasts {
  /** Keeps a draft and says what it would do. @throws {UserError} for an empty audience, a branch or region the asker may not reach, a time that is over, a text too long */
  draft(what: Draft, asker: Asker): Promise<Preview>;
  /** The draft anew, with other words or another audience. */
  redraft(id: string, what: Draft, asker: Asker): Promise<Preview>;
  preview(id: string, asker: Asker): Promise<Preview>;
  /** Sends it, or has it wait for its time or for a second officer. Twice is once. @param mark of the preview that is confirmed; the last one when left out */
  confirm(id: string, mark: string | undefined, asker: Asker): Promise<Confirmed>;
  /** By another officer who may reach all of it, never the sender. */
  approve(id: string, mark: string | undefined, asker: Asker): Promise<Confirmed>;
  pause(id: string, asker: Asker): Promise<Broadcast>;
  resume(id: string, asker: Asker): Promise<Broadcast>;
  /** What has not gone does not go. Twice is once. */
  cancel(id: string, asker: Asker): Promise<{ readonly broadcast: Broadcast /** False when it was cancelled before. */; readonly isFirst: boolean }>;
  /** What failed or could not be reached is tried again. @returns how many */
  retry(id: string, asker: Asker): Promise<number>;
  /** All copies are edited, with "corrected" and the time. */
  correct(id: string, words: { readonly title: string; readonly body: string }, asker: Asker): Promise<Broadcast>;
  /** All copies are replaced by the reason; what has not gone does not go. */
  withdraw(id: string, reason: string, asker: Asker): Promise<Broadcast>;
  /** Reminds those who have not acknowledged. @throws {UserError} sooner than the pace that was set @returns how many */
  chase(id: string, asker: Asker): Promise<number>;
  /** By a person in a channel that it was sent to. Twice is once. */
  acknowledge(
    id: string,
    request: Request,
  ): Promise<{ readonly broadcast: Broadcast; readonly branch: Branch; readonly isFirst: boolean; readonly isLate: boolean }>;
  /**
   * What was sent to the channel of the request for the branch that it is linked to now, newest first: for anybody there.
   * @param before the id of one: only what was sent there before it
   * @throws {UserError} where no branch is, or when `before` was not sent there
   */
  here(request: Request, limit: number, before?: string): Promise<{ readonly branch: Branch; readonly found: readonly SentHere[]; readonly hasOlder: boolean }>;
  /** What is to be acknowledged there and is not, newest first, without what failed to arrive; and what was acknowledged last. @throws {UserError} where no branch is */
  awaitedHere(request: Request): Promise<{ readonly branch: Branch; readonly awaited: readonly SentHere[]; readonly last: SentHere | undefined }>;
  /** Brings a question to the sender with the branch's name, and counts as an acknowledgement. */
  ask(id: string, words: string, request: Request): Promise<{ readonly broadcast: Broadcast; readonly branch: Branch }>;
  /** What it says, for an officer who may see it and for a person in a channel that it was sent to. */
  read(
    id: string,
    asker: Asker,
  ): Promise<{
    readonly broadcast: Broadcast;
    readonly shown: Reply;
    readonly isOfficer: boolean;
    /** How many branches that have it have not acknowledged it. */
    readonly silent: number;
  }>;
  standing(id: string, asker: Asker): Promise<Standing>;
  /** Those of the asker's regions, newest first. @param before the id of one: only older ones @throws {UserError} when there is none of that id */
  list(asker: Asker, limit: number, before?: string): Promise<Listed>;
  history(id: string, asker: Asker): Promise<readonly { readonly at: Date; readonly action: string; readonly person: string }[]>;
}
