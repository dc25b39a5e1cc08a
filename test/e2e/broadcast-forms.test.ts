import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Filled, Hand, Seen } from './broadcast-forms-hands.ts';
import { makeOfficer, startUnion, type Union } from './broadcast-forms-union.ts';
import { bytesOf } from './file-command.ts';

const FIRST: Filled = { title: 'The new tender', text: 'Meet **on Friday**, all of you.', regions: ['North West', 'Yorkshire & Humberside'] };
const FILE = { name: 'tender.txt', bytes: bytesOf('Lot 1: cleaning') };
const SECOND: Filled = { except: ['rchmd3'], file: FILE };
const THIRD: Filled = { receipt: 'branch', by: 'in two weeks', chase: 'every 2 days, 3 times', questions: 'here' };

/** The whole form: in Slack at once, in Discord five fields at a time, the others by "Change". */
async function drafted(hand: Hand): Promise<Seen> {
  const form = await hand.begin('broadcast');
  expect(form.isForm).toBe(true);
  // In Slack the list comes as somebody types; in Discord all of it stands in the form.
  if (hand.platform === 'discord') expect(form.words).toMatch(/All regions[\s\S]*North West[\s\S]*Scotland/u);
  if (hand.platform === 'slack') return hand.fill(form, { ...FIRST, ...SECOND, ...THIRD });
  let preview = await hand.fill(form, FIRST);
  for (const [page, fields] of [
    ['Change the draft: branches, except, entry, file, when', SECOND],
    ['Change the draft: receipt, by, chase, questions, tag', THIRD],
  ] as const)
    preview = await hand.fill(await hand.press(await hand.press(preview, 'Change'), page), fields);
  return preview;
}

/** What stands in the channels of Bolton and Leeds: the message itself, for Slack shows a file beside it as one of its own. */
const copiesIn = ({ slack, discord }: Union) => ({
  slack: slack.messagesIn('C0GENERAL').filter(({ ephemeralFor, text }) => ephemeralFor === undefined && text !== ''),
  discord: discord.messagesIn(discord.channel.id).filter(({ onlyFor }) => onlyFor === undefined),
});

describe.each(['slack', 'discord'] as const)('broadcasting by forms in %s, in the real program', (platform) => {
  let union: Union;
  let officer: Hand;
  let member: Hand;
  beforeEach(async () => {
    union = await startUnion();
    ({ officer, member } = union.hands[platform]);
    await makeOfficer(union.hands[platform]);
  }, 30_000);
  afterEach(() => union.stop());

  it('goes from an empty form to every channel once, and on to a correction and a withdrawal', async () => {
    const preview = await drafted(officer);
    expect(preview.words).toContain('Preview: The new tender');
    expect(preview.words).toContain('It goes to 2 branches, in 2 channels. 1 branch cannot be reached. Nothing has been sent yet.');
    for (const words of ['Who gets it: 2 branches', 'Bolton (North West): Slack', 'Leeds (Yorkshire & Humberside): Discord'])
      expect(preview.words).toContain(words);
    expect(preview.words).toContain('Wigan (North West): no channel is linked to it');
    expect(preview.words).not.toContain('Richmond');
    expect(preview.words).toContain('tender.txt');
    // Slack shows a file as a message of its own, so each shows it in its own way.
    expect(preview.words).toMatch(
      /What Discord will show[^,][\s\S]*\[File: tender\.txt\][\s\S]*What Slack will show, in 2 messages[\s\S]*\[File: tender\.txt\]/u,
    );
    expect(preview.words).toContain('every 2 days to those who have not acknowledged, at most 3 times');
    expect(union.slack.messagesIn('C0GENERAL').filter(({ ephemeralFor }) => ephemeralFor === undefined)).toEqual([]);

    const [one, other] = await officer.pressTwice(preview, 'Send to 2 branches');
    expect([one?.words, other?.words].filter((words) => words?.startsWith('That was confirmed before, and is done once.'))).toHaveLength(1);
    const copies = { slack: await union.hands.slack.member.copy('Meet on Friday'), discord: await union.hands.discord.member.copy('Meet on Friday') };
    await officer.copy(/All done: nothing is left to send[\s\S]*Sent[:*\s]+2 of 2; 1 branch has no channel/u);
    for (const [home, channel] of Object.entries(copiesIn(union))) expect(channel, home).toHaveLength(1);

    const question = await member.press(copies[platform], 'Ask a question');
    expect(question).toMatchObject({ isForm: true, words: expect.stringContaining('gets your question with the name of your branch, not with yours') });
    const from = platform === 'slack' ? 'Bolton' : 'Leeds';
    const asked = await member.fill(question, { question: 'Does this cover agency staff?' });
    expect(asked.words).toContain(`Your question is on its way to whoever sent “The new tender”, from ${from}. It is acknowledged with that.`);
    expect((await officer.copy('Does this cover agency staff?')).words).toContain(`${from} asks about “The new tender”`);

    const status = await officer.press(one ?? preview, 'Status');
    expect(status.words).toMatch(/Acknowledged[:*\s]+1\b[\s\S]*Not acknowledged yet[:*\s]+1\b[\s\S]*Unreachable[:*\s]+1\b/u);
    const correction = await officer.press(status, 'Correct');
    expect(correction).toMatchObject({ isForm: true, words: expect.stringContaining('Meet **on Friday**, all of you.') });
    expect((await officer.fill(correction, { text: 'Meet **on Saturday**.' })).words).toContain('Corrected: every copy is edited');
    for (const { member: there } of Object.values(union.hands)) expect((await there.copy('Meet on Saturday')).words).toContain('Corrected on');

    const filesIn = (channel: string) => union.slack.messagesIn(channel).filter(({ via }) => via === 'file');
    expect(filesIn('C0GENERAL')).toHaveLength(1);

    const withdrawal = await officer.press(status, 'Withdraw');
    expect(withdrawal).toMatchObject({ isForm: true, words: expect.stringContaining('Why is “The new tender” withdrawn?') });
    expect((await officer.fill(withdrawal, { reason: 'Scrutiny was called off.' })).words).toContain('every copy says so');
    for (const { member: there } of Object.values(union.hands))
      expect((await there.copy('Why: Scrutiny was called off.')).words).not.toMatch(/Saturday|Acknowledge/u);
    for (const [home, channel] of Object.entries(copiesIn(union))) expect(channel, home).toHaveLength(1);
    await union.slack.waitFor(() => (filesIn('C0GENERAL').length === 0 ? true : undefined), 20_000);
    expect(union.slack.refusals).toEqual([]);
    expect(union.discord.unanswered).toEqual([]);
  }, 180_000);
});
