import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClaimedDelivery, SettledDelivery } from '../../src/broadcasts/broadcast-store.ts';
import { createSettler } from '../../src/broadcasts/settler.ts';
import { systemClock as clock } from '../../src/core/clock.ts';
import type { Delivered, Unreachable } from '../../src/core/courier.ts';
import { NOW } from './made-up.ts';
import { holdTime, passing } from './passing.ts';

const claimed = (key: string, task: ClaimedDelivery['task'] = 'deliver'): ClaimedDelivery => ({
  ...{ key, kind: 'notice', task, branch: 'b', link: `link of ${key}`, channel: 'C', claim: 1, revision: 1, maybeSince: undefined, failures: 0 },
  ...{ isOff: false, isAcknowledged: false },
});
const result = (of: ClaimedDelivery, outcome: Delivered = { status: 'sent', message: 'M' }): SettledDelivery => ({
  ...{ claimed: of, outcome, revision: 1, lookAt: undefined },
});

describe('what became of deliveries', () => {
  beforeEach(() => holdTime(NOW));
  afterEach(() => void vi.useRealTimers());

  function settler(isAway: () => boolean = () => false, stopping = new AbortController()) {
    const written: (readonly SettledDelivery[])[] = [];
    const troubles: { readonly id: string; readonly trouble: Unreachable | undefined }[] = [];
    const warn = vi.fn();
    const made = createSettler({
      store: {
        settle: async (results) => {
          if (isAway()) throw new Error('the database is away');
          written.push(results);
        },
      },
      directory: { noteTrouble: async (links) => void troubles.push(...links) },
      giveWay: { inTurn: async () => {} },
      ...{ clock, stopping: stopping.signal, log: { debug() {}, info() {}, warn, error() {} } },
    });
    return { settle: made.settle, written, troubles, warn };
  }

  it('in all lanes is written down together', async () => {
    const { settle, written } = settler();
    await passing(Promise.all(Array.from({ length: 40 }, (_, nth) => settle(result(claimed(`${nth}`))))));
    expect(written.map(({ length }) => length)).toEqual([40]);
    await passing(settle(result(claimed('later'))));
    expect(written.map(({ length }) => length)).toEqual([40, 1]);
  });

  it('is kept until the database is back', async () => {
    const { settle, written, warn } = settler(() => Date.now() < NOW.getTime() + 10_000);
    await passing(settle(result(claimed('one'))));
    expect(written).toHaveLength(1);
    expect(Date.now() - NOW.getTime()).toBeGreaterThanOrEqual(10_000);
    expect(warn).toHaveBeenCalled();
  });

  it('is left to the end of the lease, when the process is to end and the database is away', async () => {
    const stopping = new AbortController();
    const { settle, written } = settler(() => true, stopping);
    setTimeout(() => stopping.abort(), 3_000);
    await passing(settle(result(claimed('one'))));
    expect(written).toEqual([]);
    expect(Date.now() - NOW.getTime()).toBeLessThan(4_000);
  });

  it('tells the directory which channels cannot be reached, and which can again', async () => {
    const { settle, troubles } = settler();
    const unreachable = (why: Unreachable): Delivered => ({ status: 'unreachable', why });
    await passing(
      Promise.all([
        settle(result(claimed('sent'))),
        settle(result(claimed('forbidden'), unreachable('forbidden'))),
        settle(result(claimed('later'), { status: 'later', mayHaveArrived: true })),
        // Somebody deleted the copy: that says nothing of the channel.
        settle(result(claimed('deleted copy', { edit: 'M' }), unreachable('gone'))),
        settle(result(claimed('uninstalled', { edit: 'M' }), unreachable('removed'))),
      ]),
    );
    expect(troubles).toEqual([
      { id: 'link of sent', trouble: undefined },
      { id: 'link of forbidden', trouble: 'forbidden' },
      { id: 'link of uninstalled', trouble: 'removed' },
    ]);
  });
});
