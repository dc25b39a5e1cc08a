import { beforeEach, describe, expect, it } from 'vitest';
import { ANN, BOB, NAT, NATIONAL, office, officerOf, SUE, TENDER } from '../broadcasts/office.ts';

type Office = Awaited<ReturnType<typeof office>>;
const EVERYWHERE = TENDER.replace('"North West"', 'all');
const NOBODY = { person: 'U0', channel: 'COFFICE', held: [] };
const ORGANISER = { person: 'U0', channel: 'COFFICE', held: [{ role: 'branch-officer', of: 'bolton', reach: 'everywhere' }] as const };

/** Everything that is done with one broadcast by an officer. */
const ACTS = ['status', 'export', 'pause', 'resume', 'cancel', 'retry', 'correct', 'withdraw', 'chase', 'approve'];

describe('who may do what with broadcasts', () => {
  let steward: Office;
  beforeEach(async () => {
    steward = await office();
  });

  async function sent(line: string, who: typeof ANN): Promise<string> {
    const { id, confirm } = await steward.drafts(line, who);
    await steward.sees(confirm, who);
    await steward.goesOut();
    return id;
  }

  it.each([
    ['nobody', NOBODY],
    ['a branch officer', ORGANISER],
  ])('%s sends, sees and chases nothing, and is told who can', async (_, who) => {
    const id = await sent(TENDER, ANN);
    for (const line of [TENDER, 'broadcasts', `broadcast confirm ${id}`, ...ACTS.map((act) => `broadcast ${act} ${id}`)])
      expect(await steward.sees(line, who), line).toContain('is not open to you. It can be run by a regional officer or a national officer');
    expect(steward.post.in('CBOLTON')).toHaveLength(1);
  });

  it('an officer of one region cannot reach branches of another, by region, name or all', async () => {
    for (const line of [
      TENDER,
      TENDER.replace('--regions "North West"', '--branches Bolton'),
      EVERYWHERE,
      TENDER.replace('"North West"', '"North West, Yorkshire"'),
    ]) {
      const page = await steward.sees(line, BOB);
      expect(page, line).toMatch(/You may not send to (?:Bolton: it is|\d of these branches: they are) in North West\./);
      expect(page, line).toContain('That can be done by an officer of North West, or a national officer: ask one of them');
    }
    expect(steward.post.messages).toEqual([]);
  });

  it('nor see or change what was sent to them', async () => {
    const id = await sent(TENDER, ANN);
    for (const act of ACTS) expect(await steward.sees(`broadcast ${act} ${id}`, BOB), act).toContain(`There is no broadcast \`${id}\` that you may see here.`);
    expect(await steward.sees('broadcasts', BOB)).toContain('Nothing has been sent to your branches yet.');
  });

  it('sees of one that goes to several regions only the own branches, and changes nothing of it', async () => {
    const id = await sent(EVERYWHERE, NAT);
    const page = await steward.sees(`broadcast status ${id}`, BOB);
    expect(page).toContain('Branches 1');
    expect(page).toContain('Leeds');
    expect(page).not.toContain('Bolton');
    for (const act of ['pause', 'cancel', 'chase', 'withdraw', 'correct'])
      expect(await steward.sees(`broadcast ${act} ${id} other words`, BOB), act).toMatch(
        /You may not change .* not yours\. That can be done by a national officer/,
      );
    expect(steward.post.in('CLEEDS')[0]?.edits).toBe(0);
  });

  it('several regions need a national officer, or an officer of each', async () => {
    const both = { ...ANN, held: [...ANN.held, ...BOB.held] };
    const { page } = await steward.drafts(EVERYWHERE, both);
    expect(page).toContain('From UNISON North West and Yorkshire & Humberside regions');
    expect((await steward.drafts(EVERYWHERE, NAT)).page).toContain('From UNISON nationally');
  });

  it('another officer of the same region goes on with what one began', async () => {
    const { id, confirm } = await steward.drafts(TENDER, ANN);
    await steward.sees(confirm, ANN);
    expect(await steward.sees(`broadcast pause ${id}`, SUE)).toContain('Paused');
    expect(await steward.sees(`broadcast show ${id}`, ANN)).toContain('paused by another officer');
  });

  it('a role that counts in one workspace reaches channels of that workspace only', async () => {
    const local = { ...ANN, held: officerOf('north-west', { platform: 'test', workspace: 'W1' }) };
    const { page, confirm } = await steward.drafts(TENDER, local);
    expect(page).toContain('• Preston (North West): Test ');
    expect(page).not.toContain('Other');
    await steward.sees(confirm, local);
    await steward.goesOut();
    expect(steward.post.in('CPRESTON2')).toEqual([]);
    const elsewhere = { ...local, platform: 'other', workspace: 'G1' };
    expect(await steward.sees('broadcasts', elsewhere)).toContain('your role counts in another workspace');
    // What an officer of everywhere sent is seen in that workspace only, and is not theirs to change.
    const id = await sent(TENDER, ANN);
    expect(await steward.sees(`broadcast status ${id}`, local)).not.toContain('Wigan');
    expect(await steward.sees(`broadcast withdraw ${id} because`, local)).toContain('You may not change “The new tender”');
  });

  it('a revoked role stops working at once, also on buttons that are there', async () => {
    const { id, confirm } = await steward.drafts(TENDER, ANN);
    const revoked = { ...ANN, held: [] };
    expect(await steward.sees(confirm, revoked)).toContain('is not open to you');
    // Of another region now.
    expect(await steward.sees(confirm, { ...ANN, held: BOB.held })).toContain('You may not send to 4 of these branches: they are in North West.');
    await steward.goesOut();
    expect(steward.post.messages).toEqual([]);
    await steward.sees(confirm, ANN);
    await steward.goesOut();
    for (const act of ACTS) expect(await steward.sees(`broadcast ${act} ${id}`, revoked), act).toContain('is not open to you');
  });

  it('anyone in a channel that has it reads and acknowledges it, and nobody elsewhere', async () => {
    const id = await sent(TENDER, ANN);
    expect(await steward.sees(`broadcast show ${id}`, { person: 'U7', channel: 'CBOLTON' })).toContain('The council has published its tender.');
    expect(await steward.sees(`broadcast show ${id}`, { person: 'U7', channel: 'CLEEDS' })).toContain('was sent to this channel');
    expect(await steward.sees(`broadcast show ${id}`, BOB)).toContain('was sent to this channel');
  });
});

describe('a second officer', () => {
  let steward: Office;
  beforeEach(async () => {
    steward = await office({ approvalAbove: 2 });
  });

  it('is needed above the size that was set, and for nothing smaller', async () => {
    const { page, confirm } = await steward.drafts(TENDER);
    expect(page).toContain('More than 2 branches: a second officer has to approve it before it is sent.');
    expect(page).toContain('Ask for approval: 3 branches');
    expect(await steward.sees(confirm, ANN)).toContain('Nothing is sent yet: a second officer has to approve it.');
    await steward.goesOut();
    expect(steward.post.messages).toEqual([]);
    const small = await steward.drafts(TENDER.replace('--regions "North West"', '--branches Bolton'));
    expect(await steward.sees(small.confirm, ANN)).toContain('on its way');
  });

  it('sees what is to be approved and lets it go, once', async () => {
    const { id, confirm } = await steward.drafts(TENDER);
    await steward.sees(confirm, ANN);
    expect(await steward.sees('broadcasts', SUE)).toContain(`The new tender (waits for a second officer) [${id}]`);
    const page = await steward.sees(`broadcast show ${id}`, SUE);
    expect(page).toContain('To approve: The new tender');
    const [, approve = ''] = /(broadcast approve \w{6} \w{8})/.exec(page) ?? [];
    expect(await steward.sees(approve, SUE)).toContain('Confirmed: it is on its way.');
    expect(await steward.sees(approve, SUE)).toContain('confirmed before');
    await steward.goesOut();
    expect(steward.post.in('CBOLTON')).toHaveLength(1);
  });

  it.each([
    ['cancelled', 'cancel'],
    ['withdrawn', 'withdraw'],
  ])('of one that was %s is wanted of nobody, whoever asks', async (state, act) => {
    const { id, confirm } = await steward.drafts(TENDER);
    await steward.sees(confirm, ANN);
    if (act === 'withdraw') await steward.sees(`broadcast approve ${id}`, SUE);
    await steward.sees(`broadcast ${act} ${id} the date was wrong`, ANN);
    for (const who of [ANN, SUE])
      expect(await steward.sees(`broadcast approve ${id}`, who)).toContain(`“The new tender” was ${state}, and is no draft any more.`);
  });

  it('is never the sender, nor somebody who may not reach all of it', async () => {
    const { id, confirm } = await steward.drafts(EVERYWHERE, NAT);
    await steward.sees(confirm, NAT);
    expect(await steward.sees(`broadcast approve ${id}`, NAT)).toContain('You sent it yourself, so somebody else has to approve it.');
    expect(await steward.sees(`broadcast approve ${id}`, ANN)).toMatch(/There is no broadcast|You may not/);
    const local = { ...ANN, held: [{ role: 'national-officer', reach: { platform: 'test', workspace: 'W1' } }] as const };
    expect(await steward.sees(`broadcast approve ${id}`, local)).toContain('You may not change “The new tender”');
    await steward.goesOut();
    expect(steward.post.messages).toEqual([]);
    expect(await steward.sees(`broadcast approve ${id}`, { person: 'UN2', channel: 'C9', held: NATIONAL })).toContain('Confirmed');
  });

  it('is told when it reaches somebody less by now, and asked again', async () => {
    const { id, confirm } = await steward.drafts(TENDER);
    await steward.sees(confirm, ANN);
    await steward.unlink('Bolton', 'CBOLTON');
    const page = await steward.sees(`broadcast approve ${id}`, SUE);
    expect(page).toContain('It no longer reaches Bolton.');
    await steward.goesOut();
    expect(steward.post.messages).toEqual([]);
    expect(await steward.sees(`broadcast approve ${id}`, SUE)).toContain('Confirmed');
  });

  it('never has it sent when its sender takes it back first', async () => {
    const { id, confirm } = await steward.drafts(TENDER);
    await steward.sees(confirm, ANN);
    expect(await steward.sees(`broadcast cancel ${id}`, ANN)).toContain('Cancelled');
    expect(await steward.sees(`broadcast approve ${id}`, SUE)).not.toContain('Confirmed');
    await steward.goesOut();
    expect(steward.post.messages).toEqual([]);
  });
});
