import type { Broadcast, DeliveryState, Reason } from '../broadcast.ts';

/** Why something did not arrive, after a branch's name and a colon. */
export const REASONS: Readonly<Record<Reason, string>> = {
  gone: 'its channel is not there any more',
  forbidden: 'I may not write in its channel',
  removed: 'I was removed from its workspace',
  'no-channel': 'no channel is linked to it',
  muted: 'it muted this tag',
  unlinked: 'its channel was unlinked',
  'gave-up': 'its platform would not take it for about an hour',
  'not-accepted': 'its workspace has not been accepted',
  'out-of-reach': 'the role of who sends it does not reach its channels',
};

/** Whether those who have it are to acknowledge it still. */
export const isAwaited = ({ receipt, state }: Broadcast): boolean => receipt.wanted !== 'none' && state !== 'withdrawn';

/** A state as a heading says it. @param isAsked whether it is to be acknowledged */
export const stateWords = (state: DeliveryState, isAsked: boolean): string => (state === 'sent' && isAsked ? 'Not acknowledged yet' : STATES[state]);

const STATES: Readonly<Record<DeliveryState, string>> = {
  acknowledged: 'Acknowledged',
  sent: 'Sent',
  sending: 'On its way',
  queued: 'Waiting to be sent',
  failed: 'Failed',
  unreachable: 'Unreachable',
  withdrawn: 'Withdrawn before it arrived',
};
