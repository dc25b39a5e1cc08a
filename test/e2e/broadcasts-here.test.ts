import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { steward } from '../program.ts';
import type { Hand } from './broadcast-forms-hands.ts';
import { startUnion, type Union } from './broadcast-forms-union.ts';
import { shown } from './discord-app.ts';

const BRANCH = { slack: 'Bolton', discord: 'Leeds' } as const;

describe.each(['slack', 'discord'] as const)('what was sent to a channel, asked for there in %s, in the real program', (platform) => {
  let union: Union;
  let member: Hand;
  let elsewhere: Hand;
  const branch = BRANCH[platform];
  beforeEach(async () => {
    union = await startUnion();
    ({ member, officer: elsewhere } = union.hands[platform]);
  }, 30_000);
  afterEach(async () => {
    expect(union.slack.refusals).toEqual([]);
    expect(union.discord.unanswered).toEqual([]);
    await union.stop();
  });

  /** Of an officer at a terminal, on the same records. */
  async function data(...words: readonly string[]) {
    const ran = await steward([...words, '--json'], { env: { STEWARD_DATA: union.folder } });
    if (ran.status !== 0) throw new Error(`${words.join(' ')}: ${ran.err}`);
    return JSON.parse(ran.out);
  }
  async function sent(title: string): Promise<string> {
    const { broadcast, mark } = await data('broadcast', '--title', title, '--regions', 'all', `All about ${title.toLowerCase()}.`);
    await data('broadcast', 'confirm', broadcast, mark);
    await member.copy(`All about ${title.toLowerCase()}.`);
    return broadcast;
  }
  const words = async (command: string, who = member) => (await who.begin(command)).words;

  it('is acknowledged by `ack` alone, once, and by its name where there are several; and is listed and shown again', async () => {
    expect(await words('broadcasts')).toContain(`Nothing has been sent to ${branch} in this channel yet.`);
    const ballot = await sent('Pay ballot');
    expect(await words('broadcast ack')).toContain(`Recorded: “Pay ballot” is acknowledged by ${branch}.`);
    expect(await words('broadcast ack')).toContain(`the last one, “Pay ballot”, was acknowledged by ${branch} on`);
    expect((await data('broadcast', 'status', ballot)).branches).toContainEqual(expect.objectContaining({ branch, state: 'acknowledged' }));

    const pensions = await sent('Pensions');
    await sent('Sign up');
    const which = await member.begin('broadcast ack');
    expect(which.words).toContain('2 messages to this channel are not acknowledged yet, so nothing was recorded. Which one do you mean?');
    expect((await member.press(which, 'Sign up')).words).toContain('Recorded: “Sign up” is acknowledged by');
    const list = await member.begin('broadcasts');
    expect(list.words).toContain('3 messages were sent to this channel, newest first');
    expect(list.words).toMatch(
      /Sign up[\s\S]*, from UNISON nationally[\s\S]*Pensions[\s\S]*has not acknowledged it yet[\s\S]*Pay ballot[\s\S]*Acknowledged by/u,
    );
    expect((await member.press(list, 'Acknowledge')).words).toContain('Recorded: “Pensions” is acknowledged by');
    expect((await member.press(list, 'Show it again')).words).toContain('All about sign up.');

    await data('broadcast', 'withdraw', pensions, 'The date was wrong.');
    expect(await words('broadcasts')).toMatch(/withdrawn by UNISON nationally[\s\S]*Why: The date was wrong\./u);
    expect(await words('broadcast ack', elsewhere)).toContain('This is not a channel of a branch, so nothing is sent here.');
    expect(await words('broadcasts', elsewhere)).toContain('is not open to you');
  }, 90_000);
});

describe('what was sent to a channel', () => {
  it('is acknowledged by a mention too, listed with `here`, and in a direct message Steward says where to ask', async () => {
    const union = await startUnion();
    const { slack, discord, hands } = union;
    try {
      const env = { STEWARD_DATA: union.folder };
      const draft = JSON.parse((await steward(['broadcast', '--title', 'Pay ballot', '--regions', 'all', 'It opens.', '--json'], { env })).out);
      await steward(['broadcast', 'confirm', draft.broadcast, draft.mark], { env });
      await hands.slack.member.copy('It opens.');
      await slack.mention('ack', { person: 'U0OTHER', channel: 'C0GENERAL' });
      const answers = (text: string) => slack.waitFor(({ messages }) => messages.find(({ blocks }) => JSON.stringify(blocks).includes(text)), 10_000);
      expect((await answers('is acknowledged by Bolton')).ephemeralFor).toBe('U0OTHER');
      await slack.say('ack', { person: 'U0OTHER' });
      await answers('This is not a channel of a branch');
      await slack.command('/broadcasts here', { person: 'U0OTHER', channel: 'C0GENERAL' });
      await answers('One message was sent to this channel');
      await hands.discord.member.copy('It opens.');
      const listed = await discord.slash('broadcasts', { here: true }, { as: 'member', channel: 'general' });
      expect(shown(await listed.answer())).toContain('One message was sent to this channel');
    } finally {
      await union.stop();
    }
  }, 60_000);
});
