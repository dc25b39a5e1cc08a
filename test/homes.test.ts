import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Adapter } from '../src/core/steward.ts';
import { startHomes } from '../src/homes.ts';

const MINUTE = 60_000;
const logged: string[] = [];
const quiet = () => {};
const log = { debug: quiet, info: quiet, warn: quiet, error: (_: object, message: string) => void logged.push(message) };

/** A home that starts, and fails as often as told before it does. */
function home(name: string, failures = 0): Adapter & { readonly starts: number } {
  let starts = 0;
  const none = async (): Promise<never> => {
    throw new Error('nothing is brought here');
  };
  return {
    name,
    courier: { deliver: none, canReach: none, replace: none, find: none, preview: () => [] },
    membership: { personIds: 'workspace', isAdministrator: none, groupsOf: none },
    get starts() {
      return starts;
    },
    async start() {
      starts += 1;
      if (starts <= failures) throw new Error('no network');
    },
    async stop() {},
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  logged.splice(0);
});
afterEach(() => vi.useRealTimers());

it('tells of a platform again when that failed, and does not start it once more', async () => {
  const [slack, discord] = [home('slack', 1), home('discord')];
  const told: string[] = [];
  let failures = 2;
  const homes = await startHomes([slack, discord], log, async ({ name }) => {
    if (name === 'slack' && failures-- > 0) throw new Error('the database is away');
    told.push(name);
  });
  expect(homes.started).toBe(1);
  expect(told).toEqual(['discord']);
  expect(logged).toEqual(['it did not start: no network']);
  await vi.advanceTimersByTimeAsync(MINUTE);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(logged.slice(1)).toEqual(Array.from({ length: 2 }, () => 'it answers, and shows nothing that falls due yet: the database is away'));
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(told).toEqual(['discord', 'slack']);
  expect(slack.starts).toBe(2);
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(told).toHaveLength(2);
  const stopped = homes.stop();
  await vi.runAllTimersAsync();
  await stopped;
});

it('starts the others and does not fail when the first cannot be told of', async () => {
  const homes = await startHomes([home('slack')], log, async () => {
    throw new Error('the database is away');
  });
  expect(homes.started).toBe(1);
  const stopped = homes.stop();
  await vi.runAllTimersAsync();
  await stopped;
});
