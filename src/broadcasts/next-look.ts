import type { Broadcast } from './broadcast.ts';

/** When a broadcast itself has to be looked at: its start, its next chase, or at once while it is being sent; undefined when none of these is to come. */
export function nextLook({ state, sendAt, chase, createdAt }: Pick<Broadcast, 'state' | 'sendAt' | 'chase' | 'createdAt'>): Date | undefined {
  if (state === 'scheduled') return sendAt ?? createdAt;
  if (state === 'sending') return createdAt;
  if (state === 'sent' && chase !== undefined && chase.left > 0) return chase.nextAt;
  return undefined;
}
