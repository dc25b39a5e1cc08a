import { beforeEach, describe, expect, it } from 'vitest';
import type { Membership } from '../../src/core/standing.ts';
import { DAY, HOUR, NAT, office, officerOf, SUE, TENDER } from '../broadcasts/office.ts';

type Office = Awaited<ReturnType<typeof office>>;

const ADMIN = { person: 'UADMIN', channel: 'COFFICE', held: [{ role: 'administrator', reach: 'everywhere' }] as const };
/** Somebody who has the roles that commands gave her, and no others. */
const EVE = { person: 'UEVE', channel: 'COFFICE' };
const MAX = { person: 'UMAX', channel: 'COFFICE' };
const OFFICER = 'role grant regional-officer region "North West" to';
const FRIDAY = TENDER.replace('broadcast', 'broadcast --when "Friday 9am"');
const EVERYWHERE = FRIDAY.replace('"North West"', 'all');
const CHASED = TENDER.replace('broadcast', 'broadcast --chase "every 2 days, 3 times"');

describe('a broadcast whose sender’s role has ended', () => {
  let steward: Office;
  /** Who is in the group, or undefined while the platform does not say. */
  let group: readonly string[] | undefined;
  const membership: Membership = {
    personIds: 'workspace',
    isAdministrator: async () => false,
    groupsOf: async (_, person, groups) => {
      if (group === undefined) throw new Error('no answer');
      return group.includes(person) ? groups : [];
    },
  };
  const known = {
    administrators: [],
    membershipOf: (platform: string): Membership | undefined => (platform === 'terminal' ? undefined : membership),
  };
  beforeEach(async () => {
    group = [];
    steward = await office({ known });
  });

  async function granted(line: string): Promise<string> {
    const page = await steward.sees(line, ADMIN);
    expect(page).toContain('Given, and it counts from now on');
    return /role revoke (\w{6})/.exec(page)?.[1] ?? 'none';
  }
  const revoked = async (id: string) => expect(await steward.sees(`role revoke ${id}`, ADMIN)).toContain('Taken back');
  async function confirmed(line: string, who: Parameters<Office['sees']>[1] = EVE): Promise<string> {
    const { id, confirm } = await steward.drafts(line, who);
    expect(await steward.sees(confirm, who)).toMatch(/Confirmed|Nothing is sent yet/);
    await steward.goesOut();
    return id;
  }
  async function daysGoBy(days: number): Promise<void> {
    for (let hours = 0; hours < days * 24; hours += 12) {
      steward.passes(12 * HOUR);
      await steward.goesOut();
    }
  }
  const notices = () => steward.post.messages.filter(({ key }) => key.startsWith('b.'));
  const chasers = () => steward.post.messages.filter(({ key }) => key.startsWith('c'));
  const channels = (messages = notices()) => messages.map(({ to }) => 'channel' in to && to.channel).sort();
  const progress = (who = EVE) => steward.post.toPerson(who.person).find(({ key }) => key.startsWith('p.'))?.shown;

  describe('at its time', () => {
    it('is held back, which is said with since when wherever somebody looks', async () => {
      await granted(`${OFFICER} <@UEVE> until 25 November`);
      const id = await confirmed(FRIDAY);
      await daysGoBy(5);
      expect(notices()).toEqual([]);
      const why = /the role of who sent it ended on Wednesday 25 November 2026/;
      expect(await steward.sees(`broadcast status ${id}`, NAT)).toMatch(/Held back on Friday 27 November 2026, 9\.30 am, and nothing is sent: the role of who/);
      for (const line of [`broadcast status ${id}`, `broadcast show ${id}`, 'broadcasts']) expect(await steward.sees(line, NAT), line).toMatch(why);
      expect(await steward.sees('broadcasts', NAT)).toContain('(held back: ');
      expect(await steward.sees(`broadcast show ${id}`, NAT)).toContain('held back at its time');
      expect(progress()).toMatch(why);
      expect(await steward.data(`broadcast status ${id}`, NAT)).toMatchObject({ state: 'paused', heldBack: { why: 'ended', whose: 'sender' } });
      // It stays so, and nobody without a role gets it going.
      await daysGoBy(3);
      expect(await steward.sees(`broadcast resume ${id}`, EVE)).toContain('is not open to you');
      expect(notices()).toEqual([]);
    });

    it('goes by the role of an officer who resumes it, and is looked at by theirs from then on', async () => {
      const role = await granted(`${OFFICER} <@UEVE>`);
      const id = await confirmed(FRIDAY.replace('broadcast', 'broadcast --chase "every 2 days, 3 times"'));
      await revoked(role);
      await daysGoBy(6);
      const max = await granted(`${OFFICER} <@UMAX>`);
      expect(await steward.sees(`broadcast resume ${id}`, MAX)).toContain('It will be sent on Sunday 29 November 2026, 9.30 am.');
      await steward.goesOut();
      expect(channels()).toEqual(['CBOLTON', 'CPRESTON', 'CPRESTON2', 'CSALFORD']);
      await daysGoBy(2.5);
      expect(chasers()).toHaveLength(4);
      await revoked(max);
      await daysGoBy(5);
      expect(chasers()).toHaveLength(4);
      expect(await steward.sees(`broadcast status ${id}`, NAT)).toContain(
        'Those not yet in are not reminded any more: the role of who resumed it ended on Tuesday 1 December 2026.',
      );
    });

    it('goes when the sender has a role again and resumes it', async () => {
      const role = await granted(`${OFFICER} <@UEVE>`);
      const id = await confirmed(FRIDAY);
      await revoked(role);
      await daysGoBy(5);
      await granted('role grant national-officer to <@UEVE>');
      await steward.sees(`broadcast resume ${id}`, EVE);
      await steward.goesOut();
      expect(notices()).toHaveLength(4);
    });

    it('is corrected by an officer without a word of that to those who never saw it, and reminds when it has been there long enough', async () => {
      const role = await granted(`${OFFICER} <@UEVE>`);
      const { confirm } = await steward.drafts(FRIDAY.replace('broadcast', 'broadcast --chase "every 2 days, 3 times"'), EVE);
      const id = /confirm (\w+)/.exec(confirm)?.[1] ?? 'none';
      await steward.sees(confirm, EVE);
      await revoked(role);
      await daysGoBy(10);
      expect(await steward.sees(confirm, { ...EVE, held: SUE.held })).toMatch(/That was confirmed before, and is done once\. Held back on Friday/);
      expect(await steward.sees(`broadcast correct ${id} The date is 4 December.`, SUE)).toContain('nobody has seen it yet');
      await steward.sees(`broadcast resume ${id}`, { ...EVE, held: SUE.held });
      await daysGoBy(1.5);
      expect(notices()[0]?.shown).toContain('The date is 4 December.');
      expect(notices()[0]?.shown).not.toContain('Corrected');
      expect(chasers()).toEqual([]);
      await daysGoBy(1);
      expect(chasers()).toHaveLength(4);
    });

    it('is cancelled by an officer', async () => {
      const role = await granted(`${OFFICER} <@UEVE>`);
      const id = await confirmed(FRIDAY);
      await revoked(role);
      await daysGoBy(5);
      expect(await steward.sees(`broadcast cancel ${id}`, SUE)).toContain('Cancelled: what had not gone does not go.');
      await daysGoBy(2);
      expect(notices()).toEqual([]);
      expect(await steward.sees(`broadcast status ${id}`, SUE)).toContain('Withdrawn before it arrived: 3');
    });

    it('is held back when she is in the group no more that had the role', async () => {
      group = ['UEVE'];
      await granted(`${OFFICER} <!subteam^S0NW|@officers>`);
      const [id, other] = [await confirmed(FRIDAY), await confirmed(FRIDAY.replace('Friday', 'Thursday'))];
      await daysGoBy(3.5);
      expect(notices().map(({ key }) => key.split('.')[1])).toEqual([other, other, other, other]);
      group = [];
      await daysGoBy(1);
      expect(notices()).toHaveLength(4);
      expect(await steward.sees(`broadcast status ${id}`, NAT)).toContain('nothing is sent: the role of who sent it does not count any more. An officer');
    });

    it('waits while the platform does not say who is in the group, says so, and goes as soon as it does', async () => {
      group = ['UEVE'];
      await granted(`${OFFICER} <!subteam^S0NW|@officers>`);
      const id = await confirmed(FRIDAY);
      group = undefined;
      await daysGoBy(6);
      expect(notices()).toEqual([]);
      const waits = 'Its time has come, and it waits: I cannot find out just now whether the role of who sent it still counts. I ask again every minute.';
      expect(await steward.sees(`broadcast status ${id}`, NAT)).toContain(waits);
      expect(progress()).toContain(waits);
      group = ['UEVE'];
      steward.passes(60_000);
      await steward.goesOut();
      expect(notices()).toHaveLength(4);
      expect(progress()).toContain('All done: nothing is left to send. Sent 4 of 4; 1 branch has no channel');
    });
  });

  describe('while it goes out', () => {
    it('goes no further, keeps what is there, and goes on by the role of an officer who resumes it', async () => {
      const role = await granted(`${OFFICER} <@UEVE>`);
      steward.post.busy.add('CSALFORD');
      const id = await confirmed(TENDER);
      expect(channels()).toEqual(['CBOLTON', 'CPRESTON', 'CPRESTON2']);
      await revoked(role);
      steward.passes(6_000);
      await steward.goesOut();
      const held = /Held back on Monday 23 November 2026, 9\.30 am while it went out, and nothing more is sent: the role of who sent it ended on Monday 23/;
      for (const line of [`broadcast status ${id}`, `broadcast show ${id}`]) expect(await steward.sees(line, NAT), line).toMatch(held);
      expect(progress()).toMatch(held);
      expect(await steward.sees(`broadcast show ${id}`, NAT)).toContain('held back: a role ended');
      steward.post.busy.clear();
      await daysGoBy(2);
      expect(notices()).toHaveLength(3);
      // Some have seen it: they are told that it was corrected.
      await steward.sees(`broadcast correct ${id} The date is 4 December.`, NAT);
      await steward.goesOut();
      for (const { shown } of notices()) expect(shown).toMatch(/Corrected.*The date is 4 December\./);
      await steward.sees(`broadcast resume ${id}`, NAT);
      await steward.goesOut();
      expect(channels()).toEqual(['CBOLTON', 'CPRESTON', 'CPRESTON2', 'CSALFORD']);
      expect(await steward.sees(`broadcast status ${id}`, NAT)).toContain('All done');
    });

    it('goes no further within a minute once she has left the group that had the role, and goes on while the platform does not say', async () => {
      group = ['UEVE'];
      await granted(`${OFFICER} <!subteam^S0NW|@officers>`);
      steward.post.busy.add('CSALFORD');
      const id = await confirmed(TENDER);
      expect(channels()).toEqual(['CBOLTON', 'CPRESTON', 'CPRESTON2']);
      const minutesGoBy = async (): Promise<string> => {
        for (let nth = 0; nth < 14; nth++) {
          steward.passes(6_000);
          await steward.goesOut();
        }
        return steward.sees(`broadcast status ${id}`, NAT);
      };
      group = undefined;
      expect(await minutesGoBy()).not.toContain('Held back');
      group = [];
      expect(await minutesGoBy()).toMatch(/Held back on .* while it went out, and nothing more is sent: the role of who sent it does not count any more/);
      steward.post.busy.clear();
      await daysGoBy(1);
      expect(notices()).toHaveLength(3);
    });

    it('goes on where another of their roles reaches as far, and only there', async () => {
      const national = await granted('role grant national-officer to <@UEVE>');
      await granted(`${OFFICER} <@UEVE>`);
      steward.post.busy.add('CPRESTON2').add('CLEEDS');
      const id = await confirmed(TENDER.replace('"North West"', 'all'));
      await revoked(national);
      steward.passes(6_000);
      await steward.goesOut();
      steward.post.busy.clear();
      await daysGoBy(1);
      expect(channels()).toEqual(['CBOLTON', 'CPRESTON', 'CPRESTON2', 'CSALFORD']);
      expect(await steward.sees(`broadcast status ${id}`, NAT)).toMatch(/• Leeds \(Yorkshire & Humberside\): the role of who sends it does not reach/);
    });

    it('can be tried again by another officer after the role has ended', async () => {
      const role = await granted(`${OFFICER} <@UEVE>`);
      steward.post.trouble.set('CSALFORD', 'forbidden');
      const id = await confirmed(TENDER);
      await revoked(role);
      steward.post.trouble.clear();
      steward.passes(HOUR);
      await steward.sees(`broadcast retry ${id}`, NAT);
      await steward.goesOut();
      steward.passes(6_000);
      await steward.goesOut();
      expect(notices()).toHaveLength(4);
    });
  });

  it('whose role was narrowed goes to the rest only; what is out of reach is listed, and can be sent by who may', async () => {
    const role = await granted('role grant national-officer to <@UEVE>');
    const id = await confirmed(EVERYWHERE);
    await granted(`${OFFICER} <@UEVE>`);
    await revoked(role);
    await daysGoBy(5);
    expect(channels()).toEqual(['CBOLTON', 'CPRESTON', 'CPRESTON2', 'CSALFORD']);
    expect(await steward.sees(`broadcast status ${id}`, NAT)).toMatch(
      /Unreachable: 2 .*• Leeds \(Yorkshire & Humberside\): the role of who sends it does not reach/,
    );
    expect(await steward.sees(`broadcast retry ${id}`, EVE)).toContain('You may not change “The new tender”');
    expect(await steward.sees(`broadcast retry ${id}`, NAT)).toContain('It is tried again in one channel.');
    await steward.goesOut();
    expect(channels()).toContain('CLEEDS');
  });

  it('is no matter for whoever sits at the machine, whose roles come with the seat', async () => {
    const there = { person: 'terminal', channel: 'terminal', platform: 'terminal', workspace: 'local' };
    await confirmed(FRIDAY, { ...there, seat: ['organiser', 'national-officer', 'administrator'] });
    await daysGoBy(5);
    expect(notices()).toHaveLength(4);
  });

  describe('with a second officer', () => {
    beforeEach(async () => {
      steward = await office({ known, approvalAbove: 2 });
    });

    async function approvedBy(who: { person: string; channel: string }, id: string): Promise<void> {
      expect(await steward.sees(`broadcast approve ${id}`, who)).toContain('Confirmed');
      await steward.goesOut();
    }

    it('needs the roles of both; who resumes it stands for the one that ended, and is never both', async () => {
      await granted(`${OFFICER} <@UEVE>`);
      const max = await granted(`${OFFICER} <@UMAX>`);
      const id = await confirmed(FRIDAY);
      await approvedBy(MAX, id);
      await revoked(max);
      await daysGoBy(5);
      expect(notices()).toEqual([]);
      expect(await steward.sees(`broadcast status ${id}`, NAT)).toContain('the role of its second officer ended on Monday 23 November 2026');
      expect(await steward.sees(`broadcast resume ${id}`, EVE)).toContain('It goes by your own role already, and this one needs two');
      await steward.goesOut();
      expect(notices()).toEqual([]);
      await steward.sees(`broadcast resume ${id}`, SUE);
      await steward.goesOut();
      expect(notices()).toHaveLength(4);
    });

    it('is not resumed by its second officer when the sender’s role has ended; with both ended it takes two others', async () => {
      const [eve, max] = [await granted(`${OFFICER} <@UEVE>`), await granted(`${OFFICER} <@UMAX>`)];
      const id = await confirmed(FRIDAY);
      await approvedBy(MAX, id);
      await revoked(eve);
      await daysGoBy(5);
      expect(await steward.sees(`broadcast resume ${id}`, MAX)).toContain('You are its second officer, and this one needs two');
      await revoked(max);
      await steward.sees(`broadcast resume ${id}`, NAT);
      await steward.goesOut();
      expect(notices()).toEqual([]);
      expect(await steward.sees(`broadcast status ${id}`, NAT)).toContain('the role of its second officer ended');
      expect(await steward.sees(`broadcast resume ${id}`, NAT)).toContain('It goes by your own role already');
      await steward.sees(`broadcast resume ${id}`, SUE);
      await steward.goesOut();
      expect(notices()).toHaveLength(4);
    });

    it('is held back when the sender’s role ended while it waited for approval', async () => {
      const eve = await granted(`${OFFICER} <@UEVE>`);
      const id = await confirmed(TENDER);
      await revoked(eve);
      await approvedBy(SUE, id);
      expect(notices()).toEqual([]);
      expect(await steward.sees(`broadcast status ${id}`, SUE)).toContain('nothing is sent: the role of who sent it ended on Monday 23 November 2026');
    });

    it('is never the same person in another workspace', async () => {
      const id = await confirmed(TENDER, NAT);
      expect(await steward.sees(`broadcast approve ${id}`, { ...NAT, workspace: 'W2' })).toContain('You sent it yourself');
    });
  });

  describe('when others are to be reminded', () => {
    it('reminds nobody by itself any more, and says why; an officer still can', async () => {
      const role = await granted(`${OFFICER} <@UEVE>`);
      const id = await confirmed(CHASED);
      await daysGoBy(2.5);
      expect(chasers()).toHaveLength(4);
      await revoked(role);
      await daysGoBy(10);
      expect(chasers()).toHaveLength(4);
      const why = 'Those not yet in are not reminded any more: the role of who sent it ended on Wednesday 25 November 2026.';
      for (const line of [`broadcast status ${id}`, `broadcast show ${id}`]) expect(await steward.sees(line, NAT), line).toContain(why);
      expect(progress()).toContain(why);
      expect(await steward.sees(`broadcast chase ${id}`, NAT)).toContain('3 branches are reminded');
      await steward.goesOut();
      expect(chasers()).toHaveLength(8);
      expect(await steward.sees(`broadcast status ${id}`, NAT)).not.toContain('not reminded any more');
    });

    it('reminds those only whom the sender may still reach', async () => {
      const role = await granted('role grant national-officer to <@UEVE>');
      const id = await confirmed(CHASED.replace('"North West"', 'all'));
      await granted('role grant regional-officer region "Yorkshire & Humberside" to <@UEVE>');
      await revoked(role);
      await daysGoBy(2.5);
      expect(channels(chasers())).toEqual(['CLEEDS']);
      const partial = 'The last reminder left out those whom the role that it goes by does not reach any more.';
      expect(await steward.sees(`broadcast status ${id}`, NAT)).toContain(`${partial} Those not yet in are reminded on Friday 27 November 2026`);
      await daysGoBy(7);
      expect(channels(chasers())).toEqual(['CLEEDS', 'CLEEDS', 'CLEEDS']);
      expect(await steward.sees(`broadcast status ${id}`, NAT)).toContain(partial);
      expect(await steward.sees(`broadcast chase ${id}`, NAT)).toContain('4 branches are reminded');
      await steward.goesOut();
      expect(await steward.sees(`broadcast status ${id}`, NAT)).not.toContain(partial);
    });

    it('waits with it while the platform does not say', async () => {
      group = ['UEVE'];
      await granted(`${OFFICER} <!subteam^S0NW|@officers>`);
      const id = await confirmed(CHASED);
      group = undefined;
      await daysGoBy(3);
      expect(chasers()).toEqual([]);
      expect(await steward.sees(`broadcast status ${id}`, NAT)).toContain('It is time to remind those not yet in, and that waits: I cannot find out just now');
      group = ['UEVE'];
      await daysGoBy(0.5);
      expect(chasers()).toHaveLength(4);
    });
  });

  it('is not held back where a role of one workspace still counts', async () => {
    const local = { ...EVE, held: officerOf('north-west', { platform: 'test', workspace: 'W1' }) };
    await confirmed(FRIDAY, local);
    steward.passes(5 * DAY);
    await steward.goesOut();
    expect(channels()).toEqual(['CBOLTON', 'CPRESTON', 'CSALFORD']);
  });
});
