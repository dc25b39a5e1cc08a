import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillRole, startUnion, type Union } from './broadcast-forms-union.ts';

describe.each(['slack', 'discord'] as const)('giving a role by its form in %s, in the real program', (platform) => {
  let union: Union;
  let home: Union['hands']['slack'];
  beforeEach(async () => {
    union = await startUnion();
    home = union.hands[platform];
  }, 30_000);
  afterEach(async () => {
    expect(union.slack.refusals).toEqual([]);
    expect(union.discord.unanswered).toEqual([]);
    await union.stop();
  });

  it('lets a person be picked, who may then do what the role is for, until it is taken back', async () => {
    const { named, officer, officerId } = home;
    expect((await officer.begin('broadcasts')).words).toContain('is not open to you');
    const given = await fillRole(named, { role: 'regional-officer', of: 'North West', to: officerId, until: '31 December' });
    expect(given.words).toContain('Given, and it counts from now on: regional officer of North West.');
    expect(given.words).toContain(officerId);
    expect(given.words).toMatch(/31 December \d{4}/u);
    // Whoever shared it would give it again.
    expect(given.words).not.toContain('Share');
    expect((await officer.begin('broadcasts')).words).toContain('Nothing has been sent to your branches yet.');
    expect((await named.press(given, 'Take it back')).words).toContain('Taken back, and it counts no more');
    expect((await officer.begin('broadcasts')).words).toContain('is not open to you');
  }, 60_000);

  it('finds regions and branches by a part of their name, and says what is wrong without losing the rest', async () => {
    const { named, officerId } = home;
    const form = await named.begin('role grant');
    expect(form).toMatchObject({ isForm: true, words: expect.stringContaining('Who is to have which role?') });
    const offered = await named.offered('role grant', 'of', 'rich');
    expect(offered).toEqual(expect.arrayContaining(['Richmond, Greater London', 'Richmond, Yorkshire & Humberside']));
    expect(await named.offered('role grant', 'of', 'north w')).toContain('North West');
    const nobody = await named.fill(form, { role: 'branch-officer', of: 'Richmond' });
    expect(nobody.words).toContain('Who is it for?');
    const doubtful = await named.fill(await named.again(nobody), { to: officerId });
    expect(doubtful.words).toContain('“Richmond” may be one of several branches.');
    expect((await named.fill(await named.again(doubtful), { of: 'Bolton' })).words).toContain('branch officer of Bolton');
  }, 60_000);
});

describe('a role given to a group, in the real program', () => {
  let union: Union;
  beforeEach(async () => {
    union = await startUnion();
  }, 30_000);
  afterEach(() => union.stop());

  it('of a Discord server is picked like a person, in the form and as an option', async () => {
    const { named, officer, officerId } = union.hands.discord;
    const group = union.discord.setRole(union.discord.guild.id, 'officers', [officerId]);
    const given = await fillRole(named, { role: 'national-officer', to: group });
    expect(given.words).toContain('Everyone in that group has the role for as long as they are in it.');
    expect((await officer.begin('broadcasts')).words).toContain('Nothing has been sent');
    expect((await named.press(given, 'Take it back')).words).toContain('Taken back');
    expect((await named.begin('role grant', { role: 'national-officer', to: group })).words).toContain('Everyone in that group');
  }, 60_000);

  it('of a Slack workspace is named in a line, as its form says', async () => {
    const { named, officer, officerId } = union.hands.slack;
    union.slack.setUserGroup('S0OFFICERS', [officerId]);
    expect((await named.begin('role grant')).words).toContain('A user group can be named only in a typed line');
    const given = await named.begin('role grant', { words: 'national-officer to <!subteam^S0OFFICERS|@officers>' });
    expect(given.words).toContain('Everyone in that group');
    expect((await officer.begin('broadcasts')).words).toContain('Nothing has been sent');
  }, 60_000);
});
