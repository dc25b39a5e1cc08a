import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Held } from '../../src/core/standing.ts';
import { program } from '../commands/kept.ts';
import { recordingCourier } from './recording-courier.ts';

const WORKSPACES = ['W1', 'W2', 'W3'] as const;
const workspace = fc.constantFrom(...WORKSPACES);
/** One who owns a workspace and knows nobody, one of the union there, and one of the whole union. */
const who = fc.constantFrom('owner', 'local', 'national');
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('link' as const), workspace, who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('accept' as const, 'refuse' as const), workspace, who }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('send' as const), workspace, who: fc.constantFrom('local', 'national') }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const heldBy = (one: string, at: string): readonly Held[] => {
  if (one === 'national') return [{ role: 'national-officer', reach: 'everywhere' }];
  return [{ role: one === 'owner' ? 'administrator' : 'national-officer', reach: { platform: 'test', workspace: at } }];
};

async function does({ kind, who: one, workspace: at }: Step, steward: ReturnType<typeof program>): Promise<void> {
  const as = { person: `U${one}`, channel: `C${at}`, workspace: at, held: heldBy(one, at) };
  if (kind !== 'send') return void (await steward.sees(kind === 'link' ? 'setup Bolton' : `workspace ${kind} here`, as));
  const page = await steward.sees('broadcast --title Pay --branches Bolton The offer is in.', as);
  const confirm = /broadcast confirm \w{6} \w{8}/.exec(page)?.[0];
  if (confirm !== undefined) await steward.sees(confirm, as);
  await steward.settles('test');
}

/** The whole of it, said plainly: what was decided, and by whose link. */
function naive() {
  const decided = new Map<string, boolean>();
  const linked = new Set<string>();
  return (one: Step): readonly string[] => {
    const { kind, workspace: at } = one;
    const isNational = one.who === 'national';
    if (kind === 'link') linked.add(at);
    if (kind === 'link' && isNational && !decided.has(at)) decided.set(at, true);
    if ((kind === 'accept' || kind === 'refuse') && isNational) decided.set(at, kind === 'accept');
    if (kind !== 'send') return [];
    return [...linked].filter((to) => to === at || (isNational && decided.get(to) === true)).sort();
  };
}

describe('who is reached', () => {
  it('is nobody in a workspace that no one accepted, except from within it, whatever was linked, accepted and refused in which order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const post = recordingCourier();
        const steward = program('2026-11-23T09:30:00Z', post.courier);
        await steward.sees('branch add Bolton --region "North West"', { held: heldBy('national', 'W1') });
        const model = naive();
        for (const one of steps) {
          const before = post.messages.length;
          await does(one, steward);
          const channels = post.messages.slice(before).flatMap(({ to }) => ('channel' in to ? [to.workspace] : []));
          expect(channels.sort()).toEqual(model(one));
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
