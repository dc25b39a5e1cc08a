import { mayComeFrom } from '../roles/authority.ts';
import type { Broadcast } from './broadcast.ts';
import type { ClaimedDelivery, SettledDelivery } from './broadcast-store.ts';

/** What is to be done with a delivery that was claimed. `revision`: what is shown, or was if it is found. */
export type Decision =
  | { readonly act: 'deliver'; readonly revision: number }
  | { readonly act: 'edit'; readonly message: string; readonly revision: number }
  /** It is not to be sent, but may be there: only that is found out. */
  | { readonly act: 'find'; readonly revision: number; readonly otherwise: NotSent }
  | { readonly act: 'leave'; readonly outcome: NotSent }
  /** Not now: it is paused. */
  | { readonly act: 'put back' };

type NotSent = Extract<SettledDelivery['outcome'], { status: 'not sent' }>;

/** @param link of the channel; undefined when it belongs to the branch no more */
export function decide(
  claimed: ClaimedDelivery,
  { state, revision, sender }: Pick<Broadcast, 'state' | 'revision' | 'sender'>,
  link: Parameters<typeof mayComeFrom>[1] | undefined,
): Decision {
  if (claimed.task !== 'deliver') return { act: 'edit', message: claimed.task.edit, revision };
  const isOver = claimed.isOff || state === 'cancelled' || state === 'withdrawn';
  // What nobody wants any more, and a reminder of what was acknowledged meanwhile.
  if (isOver || (claimed.kind === 'chaser' && claimed.isAcknowledged)) return unwanted(claimed, { status: 'not sent' });
  if (state !== 'sending' && state !== 'sent') return { act: 'put back' };
  if (link === undefined) return unwanted(claimed, { status: 'not sent', why: 'unlinked' });
  if (!mayComeFrom(sender, link)) return unwanted(claimed, { status: 'not sent', why: 'not-accepted' });
  // One in doubt is settled with the words that it may show; the rest follows as an edit.
  return { act: 'deliver', revision: claimed.maybeSince === undefined ? revision : claimed.revision };
}

const unwanted = ({ maybeSince, revision }: ClaimedDelivery, outcome: NotSent): Decision =>
  maybeSince === undefined ? { act: 'leave', outcome } : { act: 'find', revision, otherwise: outcome };
