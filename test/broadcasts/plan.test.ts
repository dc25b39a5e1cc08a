import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BroadcastDelivery, DeliveryState } from '../../src/broadcasts/broadcast.ts';
import { markOf } from '../../src/broadcasts/mark.ts';
import { changesSince, planOf } from '../../src/broadcasts/plan.ts';
import { countsOf, standingsOf } from '../../src/broadcasts/standing.ts';
import { broadcast as madeUpBroadcast } from './made-up.ts';
import { recipients } from './recipients.ts';

const drafts = fc
  .record({ tag: fc.constantFrom(undefined, 'pay'), essential: fc.constantFrom(undefined, { authority: 'the NEC' }) })
  .map((change) => madeUpBroadcast(change));
const inW1 = (_: unknown, { workspace }: { workspace: string }) => (workspace === 'W1' ? undefined : 'out-of-reach');
const everywhere = () => undefined;

describe('whom a broadcast reaches', () => {
  it('every recipient is reached or unreachable, never both', () => {
    fc.assert(
      fc.property(drafts, recipients, (broadcast, all) => {
        const plan = planOf(broadcast, all, everywhere);
        const ids = [...plan.reached, ...plan.unreachable].map(({ branch }) => branch.id);
        expect(ids.toSorted()).toEqual(all.map(({ branch }) => branch.id).toSorted());
        for (const { links } of plan.reached) expect(links.length).toBeGreaterThan(0);
      }),
    );
  });

  it('has a delivery of its own key for every channel and every branch without one, queued just where it is reached', () => {
    fc.assert(
      fc.property(drafts, recipients, (broadcast, all) => {
        const { deliveries, reached } = planOf(broadcast, all, everywhere);
        expect(new Set(deliveries.map(({ key }) => key)).size).toBe(deliveries.length);
        expect(new Set(deliveries.map(({ branch }) => branch))).toEqual(new Set(all.map(({ branch }) => branch.id)));
        const queued = deliveries.filter(({ state }) => state === 'queued').map(({ link }) => link?.id);
        expect(queued).toEqual(reached.flatMap(({ links }) => links.map(({ id }) => id)));
        for (const { state, why } of deliveries) expect(why === undefined).toBe(state === 'queued');
      }),
    );
  });

  it('goes to no channel that it may not, nor to a branch that muted it unless it is essential', () => {
    fc.assert(
      fc.property(drafts, recipients, (broadcast, all) => {
        const plan = planOf(broadcast, all, inW1);
        for (const { links } of plan.reached) for (const { workspace } of links) expect(workspace).toBe('W1');
        const muted = plan.reached.filter(({ branch }) => branch.mutes.includes(broadcast.tag ?? ''));
        expect(muted.map(({ branch }) => branch)).toEqual(plan.overridden);
        if (broadcast.essential === undefined) expect(muted).toEqual([]);
      }),
    );
  });

  it('goes to no channel of a workspace that was not accepted, save the sender’s own, and says which those are', () => {
    fc.assert(
      fc.property(drafts, recipients, fc.constantFrom('W0', 'W1', 'W2'), (draft, all, workspace) => {
        const broadcast = { ...draft, sender: { ...draft.sender, workspace } };
        const { reached, deliveries, notAccepted } = planOf(broadcast, all, everywhere);
        for (const { links } of reached) for (const link of links) expect(link.isAccepted === true || link.workspace === workspace).toBe(true);
        const strange = new Set(
          all.flatMap(({ links }) => links.filter((link) => link.isAccepted !== true && link.workspace !== workspace).map(({ id }) => id)),
        );
        const listed = deliveries.filter(({ why }) => why === 'not-accepted');
        for (const { link } of listed) expect(strange.has(link?.id ?? '')).toBe(true);
        const gone = deliveries.filter(({ link, state }) => strange.has(link?.id ?? '') && state === 'queued');
        expect(gone).toEqual([]);
        expect(notAccepted.map((one) => one.workspace).sort()).toEqual([...new Set(listed.map(({ link }) => link?.workspace))].sort());
      }),
    );
  });

  it('has changed when, and only when, the mark of its preview has', () => {
    fc.assert(
      fc.property(drafts, recipients, recipients, (broadcast, before, after) => {
        const [one, other] = [planOf(broadcast, before, everywhere), planOf(broadcast, after, everywhere)];
        const isSame = markOf(broadcast, one.previewed) === markOf(broadcast, other.previewed);
        expect(changesSince(one.previewed, other, (id) => id).length === 0).toBe(isSame);
        expect(changesSince(one.previewed, one, (id) => id)).toEqual([]);
      }),
    );
  });

  it('has another mark for anything else that is sent', () => {
    const plan = { reached: ['a'], unreachable: ['b'] };
    const marks = [
      madeUpBroadcast(),
      madeUpBroadcast({ title: 'Another' }),
      madeUpBroadcast({ body: 'Another' }),
      madeUpBroadcast({ sendAt: new Date(0) }),
      madeUpBroadcast({ receipt: { wanted: 'person' } }),
      madeUpBroadcast({ tag: 'pay' }),
      madeUpBroadcast({ attachment: { kind: 'entry', id: 'x', title: 'X', summary: '' } }),
    ].map((broadcast) => markOf(broadcast, plan));
    expect(new Set(marks).size).toBe(marks.length);
  });
});

describe('how branches stand', () => {
  const states: readonly DeliveryState[] = ['queued', 'sending', 'sent', 'acknowledged', 'failed', 'unreachable', 'withdrawn'];

  it('each is in exactly one state, and they add up', () => {
    const deliveries = fc.array(fc.record({ branch: fc.integer({ min: 0, max: 5 }), state: fc.constantFrom(...states) }), { maxLength: 30 });
    fc.assert(
      fc.property(deliveries, (all) => {
        const made = all.map(
          ({ branch, state }, nth): BroadcastDelivery => ({
            ...{ key: `b.${nth}`, broadcast: 'k3m9xq', branch: `branch${branch}`, region: 'scotland', state, isLate: false },
          }),
        );
        const branches = new Map(
          made.map(({ branch: id }) => [
            id,
            { ...{ id, name: id, region: 'scotland', serviceGroups: [], tags: [], mutes: [], state: 'open' as const, version: 1, createdAt: new Date(0) } },
          ]),
        );
        const standings = standingsOf(made, branches, new Map());
        expect(standings.map(({ branch }) => branch.id).toSorted()).toEqual([...branches.keys()].toSorted());
        const { total, ...counts } = countsOf(standings);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(total);
        expect(total).toBe(branches.size);
        for (const { branch, state } of standings) {
          const own = made.filter((one) => one.branch === branch.id).map((one) => one.state);
          expect(own).toContain(state);
          if (own.includes('acknowledged')) expect(state).toBe('acknowledged');
          else if (own.includes('sent')) expect(state).toBe('sent');
        }
      }),
    );
  });
});
