import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Membership } from '../../src/core/standing.ts';
import type { Wanted } from '../../src/roles/grant.ts';
import { HOUR, MONDAY, NATIONAL, office, TENDER } from './office.ts';

const ADMINISTRATOR = [{ role: 'administrator', reach: 'everywhere' }] as const;
const PEOPLE = ['UEVE', 'UMAX'] as const;
type Officer = (typeof PEOPLE)[number];
const GROUP = 'S0OFFICERS';

/** Where each channel's branch is. */
const REGIONS = { CBOLTON: 'north-west', CPRESTON: 'north-west', CPRESTON2: 'north-west', CSALFORD: 'north-west', CLEEDS: 'yorkshire-humberside' } as const;
const ROLES = {
  everything: { role: 'national-officer' },
  'north-west': { role: 'regional-officer', of: 'north-west' },
  'yorkshire-humberside': { role: 'regional-officer', of: 'yorkshire-humberside' },
} as const satisfies Record<string, Pick<Wanted, 'role' | 'of'>>;
type Over = keyof typeof ROLES;

/** A role that was given, as the test knows it. */
interface Known {
  readonly id: string;
  readonly to: Officer | 'group';
  readonly over: Over;
  readonly endsAt: number;
  isRevoked: boolean;
}

const STEP = 6;
const STEPS = 26;
const STARTS = 48;
const officer = fc.constantFrom(...PEOPLE);
const event = fc.record({
  step: fc.integer({ min: 1, max: STEPS }),
  what: fc.oneof(
    fc.record({
      act: fc.constant('give' as const),
      to: fc.oneof(officer, fc.constant('group' as const)),
      over: fc.constantFrom<Over>('everything', 'north-west', 'yorkshire-humberside'),
      hours: fc.integer({ min: 1, max: 150 }),
    }),
    fc.record({ act: fc.constant('take back' as const), nth: fc.nat(5) }),
    fc.record({ act: fc.constantFrom('join' as const, 'leave' as const), who: officer }),
    fc.record({ act: fc.constantFrom('falls silent' as const, 'answers' as const) }),
  ),
});
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

async function world() {
  const members = new Set<string>();
  let answers = true;
  const membership: Membership = {
    personIds: 'workspace',
    isAdministrator: async () => false,
    groupsOf: async (_, person, groups) => {
      if (!answers) throw new Error('no answer');
      return members.has(person) ? groups : [];
    },
  };
  const steward = await office({ approvalAbove: 2, known: { administrators: [], membershipOf: () => membership } });
  const roles = await steward.services.roles();
  const given: Known[] = [];
  let hours = 0;
  const asker = {
    held: ADMINISTRATOR,
    request: { ...steward.setup, person: { id: 'UADMIN', roles: [] } },
  };

  async function give(to: Known['to'], over: Over, lasts: number): Promise<void> {
    const subject = to === 'group' ? ({ kind: 'group', id: GROUP } as const) : ({ kind: 'person', id: to } as const);
    const endsAt = hours + lasts;
    const { id } = await roles.grant({ ...ROLES[over], subject, endsAt: new Date(Date.parse(MONDAY) + endsAt * HOUR) }, asker);
    // The same given again stands in the place of the one before.
    for (const one of given) if (one.to === to && one.over === over) one.isRevoked = true;
    given.push({ id, to, over, endsAt, isRevoked: false });
  }

  return {
    ...steward,
    give,
    answers: () => answers,
    async happens({ what }: Event): Promise<void> {
      if (what.act === 'give') return give(what.to, what.over, what.hours);
      if (what.act === 'join') return void members.add(what.who);
      if (what.act === 'leave') return void members.delete(what.who);
      if (what.act !== 'take back') {
        answers = what.act === 'answers';
        return;
      }
      const inForce = given.filter(({ isRevoked, endsAt }) => !isRevoked && endsAt > hours);
      const one = inForce[what.nth % Math.max(1, inForce.length)];
      if (one === undefined) return;
      one.isRevoked = true;
      await roles.revoke(one.id, asker);
    },
    goesOn(): void {
      steward.passes(STEP * HOUR);
      hours += STEP;
    },
    hours: () => hours,
    /** Whether somebody has a role at this moment by which they may send to a region, as far as can be known. */
    may: (who: Officer, region: string): boolean =>
      given.some(
        ({ to, over, endsAt, isRevoked }) =>
          !isRevoked && endsAt > hours && (over === 'everything' || over === region) && (to === who || (to === 'group' && answers && members.has(who))),
      ),
  };
}

type World = Awaited<ReturnType<typeof world>>;
const EVE = { person: 'UEVE', channel: 'COFFICE' };
const MAX = { person: 'UMAX', channel: 'COFFICE' };
const LINE = TENDER.replace('"North West"', 'all').replace('broadcast', 'broadcast --when "Wednesday 9.30am" --chase "every 1 day, 3 times"');

/** Everything that is to go on Wednesday, sent by one and approved by the other, whose roles end some time. @returns its short name */
async function agreed(here: World, lasts: readonly number[]): Promise<string> {
  for (const [nth, who] of PEOPLE.entries()) await here.give(who, 'everything', lasts[nth] ?? 1);
  const { id, confirm } = await here.drafts(LINE, EVE);
  await here.sees(confirm, EVE);
  expect(await here.sees(`broadcast approve ${id}`, MAX)).toContain('Confirmed');
  return id;
}

/** What went out just now is what may. @param fresh the channels that it went to */
function check(here: World, fresh: readonly string[]): void {
  for (const [channel, region] of Object.entries(REGIONS)) {
    const went = { hours: here.hours(), channel, went: fresh.includes(channel) };
    const may = PEOPLE.every((who) => here.may(who, region));
    if (went.went) expect({ ...went, may }).toEqual({ ...went, may: here.hours() >= STARTS });
    if (here.hours() === STARTS && here.answers()) expect(went).toEqual({ ...went, went: may });
  }
}

it('nothing goes out by a role that has ended, whatever roles end when, and all else does', { timeout: 120_000 }, async () => {
  const lasts = fc.integer({ min: 1, max: 200 });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 12 }), fc.tuple(lasts, lasts), async (events, each) => {
      const here = await world();
      const id = await agreed(here, each);
      const reached = new Set<string>();
      for (let step = 1; step <= STEPS; step++) {
        here.goesOn();
        for (const one of events.filter((some) => some.step === step)) await here.happens(one);
        const before = here.post.messages.length;
        await here.goesOut();
        const fresh = here.post.messages.slice(before).flatMap(({ to }) => ('channel' in to ? [to.channel] : []));
        check(here, fresh);
        for (const channel of fresh) reached.add(channel);
      }
      const { counts } = await (await here.services.broadcasts()).standing(id, { request: here.setup, held: NATIONAL });
      // Wigan has no channel.
      expect(counts).toMatchObject({ sent: reached.size, total: Object.keys(REGIONS).length + 1 });
      expect(counts.sent + counts.queued + counts.unreachable).toBe(counts.total);
    }),
    { numRuns: 30 },
  );
});
