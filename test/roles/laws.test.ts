import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsIn, type Held, type Reach } from '../../src/core/standing.ts';
import { type Giving, mayReach, overRegion, overRole } from '../../src/roles/authority.ts';
import { coversReach, GIVEN_ROLES } from '../../src/roles/grant.ts';

const workspace = fc.record({ platform: fc.constantFrom('slack', 'discord'), workspace: fc.constantFrom('W1', 'W2') });
const reach: fc.Arbitrary<Reach> = fc.oneof(fc.constant('everywhere' as const), workspace);
const region = fc.constantFrom('north-west', 'south-west');
const branch = fc.constantFrom('bolton', 'preston', 'bristol');
const REGION_OF: Readonly<Record<string, string>> = { bolton: 'north-west', preston: 'north-west', bristol: 'south-west' };

const role = fc.oneof(
  fc.record({ role: fc.constant('organiser' as const) }),
  fc.record({ role: fc.constant('branch-officer' as const), of: branch }),
  fc.record({ role: fc.constant('regional-officer' as const), of: region }),
  fc.record({ role: fc.constantFrom('national-officer' as const, 'administrator' as const) }),
);
const held = fc.tuple(role, reach).map(([what, far]): Held => ({ ...what, reach: far }));
const giving = role
  .filter((what) => what.role !== 'organiser')
  .map(
    (what): Giving => ({
      ...what,
      role: GIVEN_ROLES.find((one) => one === what.role) ?? 'branch-officer',
      ...('of' in what ? { region: REGION_OF[what.of] } : {}),
    }),
  );

describe('giving roles', () => {
  it('never gives what the giver could not have been given by somebody with the same role', () => {
    // Whatever a chain of givers does, beginning with one role, is within what that role is over: authority never grows.
    fc.assert(
      fc.property(held, giving, giving, (first, second, third) => {
        fc.pre(overRole([first], second).length > 0);
        const given: Held = { role: second.role, of: second.of, reach: first.reach };
        if (overRole([given], third).length > 0) expect(overRole([first], third)).toEqual([first]);
      }),
    );
  });

  it('is within the region and the branch of who gives', () => {
    fc.assert(
      fc.property(held, giving, (one, wanted) => {
        if (overRole([one], wanted).length === 0) return;
        if (one.role === 'regional-officer') expect(one.of).toBe(wanted.role === 'branch-officer' ? wanted.region : wanted.of);
        if (one.role === 'branch-officer') expect([wanted.role, wanted.of]).toEqual(['branch-officer', one.of]);
        expect(one.role).not.toBe('organiser');
      }),
    );
  });

  it('is of as many roles as are over it, each by itself', () => {
    fc.assert(
      fc.property(fc.array(held, { maxLength: 6 }), giving, (some, wanted) => {
        expect(overRole(some, wanted)).toEqual(some.filter((one) => overRole([one], wanted).length > 0));
      }),
    );
  });
});

describe('reach', () => {
  it('is an order: as far as itself, and what covers what covers covers', () => {
    fc.assert(
      fc.property(reach, reach, reach, (one, two, three) => {
        expect(coversReach(one, one)).toBe(true);
        if (coversReach(one, two) && coversReach(two, three)) expect(coversReach(one, three)).toBe(true);
        if (coversReach(one, two) && coversReach(two, one)) expect(two).toEqual(one);
      }),
    );
  });

  it('counts in every workspace that it covers, and in no other', () => {
    fc.assert(
      fc.property(held, workspace, (one, there) => {
        expect(countsIn(one, there)).toBe(coversReach(one.reach, there));
      }),
    );
  });
});

describe('reaching branches', () => {
  it('is for officers of their region and of the whole union, where their role counts', () => {
    fc.assert(
      fc.property(fc.array(held, { maxLength: 6 }), region, workspace, (some, of, there) => {
        const officers = some.filter((one) => one.role === 'national-officer' || (one.role === 'regional-officer' && one.of === of));
        expect(overRegion(some, of)).toEqual(officers);
        expect(mayReach(some, { region: of }, there)).toBe(officers.some((one) => one.reach === 'everywhere' || coversReach(one.reach, there)));
      }),
    );
  });
});
