import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../core/log.ts';
import type { OnceOnly } from '../../core/once.ts';
import { describe } from './failures.ts';
import { delivery } from './schemas.ts';

/** A memory that does not answer must not cost the three seconds there are for an acknowledgement. */
const MEMORY_MS = 1_000;

/** False for a delivery that came before. What has no id of its own (type-ahead) may come as often as it likes. */
export async function isFirst(body: unknown, once: OnceOnly, log: Log): Promise<boolean> {
  const { event_id, trigger_id, type } = delivery.safeParse(body).data ?? {};
  const id = event_id ?? trigger_id;
  if (id === undefined) return true;
  try {
    return await Promise.race([once.first(`slack:${type}:${id}`), sleep(MEMORY_MS, true, { ref: false })]);
  } catch (error) {
    log.warn(
      { platform: 'slack', error: describe(error) },
      'whether Slack sent something before is not known: look at the database; it is answered, maybe twice',
    );
    return true;
  }
}
