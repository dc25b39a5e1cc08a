import { createHash } from 'node:crypto';
import type { Broadcast, Previewed } from './broadcast.ts';

const LENGTH = 8;

/**
 * A few letters that stand for all of what is sent and for whom it reaches: the button under a preview carries them, so that it sends
 * just what was shown above it.
 */
export function markOf(broadcast: Broadcast, { reached, unreachable }: Previewed): string {
  const { title, body, attachment, audience, tag, essential, sendAt, receipt, questions, chase, from } = broadcast;
  const whole = JSON.stringify([
    title,
    body,
    attachment,
    audience,
    tag,
    essential,
    sendAt,
    receipt,
    questions,
    chase,
    from,
    [...reached].sort(),
    [...unreachable].sort(),
  ]);
  return createHash('sha256').update(whole).digest('hex').slice(0, LENGTH);
}
