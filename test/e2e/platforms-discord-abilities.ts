import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import type { FakeMessage } from '../fakes/discord/world.ts';
import { discordApp, shown } from './discord-app.ts';
import { type Abilities, ALT, answeringEverything, EVERYTHING, said } from './platforms-everything.ts';
import type { Program } from './program.ts';

/** Tries each thing in Discord. */
export async function discordAbilities(program: Program): Promise<Abilities> {
  const discord = await startFakeDiscord();
  const { adapter } = discordApp(discord, { steward: answeringEverything(program) });
  await adapter.start();
  try {
    const answer = await (await discord.slash('ask', { question: EVERYTHING })).answer();
    const { choices } = await discord.autocomplete('show', 'entry', 'southwest one');
    return {
      'Private answers': said('yes', answer.onlyFor === discord.people.asker.id),
      Tables: said('fixed-width text', /```[\s\S]*Option[\s\S]*In house +300[\s\S]*```/u.test(shown(answer))),
      Pictures: said(
        'with alt text',
        answer.attachments.some(({ description }) => description === ALT),
      ),
      'Share with the channel': said('a button', await isShared(discord, answer, 'One of everything.')),
      Forms: said('a form of up to five fields a step, then a button to correct it', await isAnsweredForm(discord, answer)),
      'Suggestions while typing': said(
        'in a command’s options',
        choices.some(({ value }) => value === 'southwest-one'),
      ),
      Threads: said('answered in the thread', await isThreaded(discord)),
    };
  } finally {
    await adapter.stop();
    await discord.stop();
  }
}

async function isShared(discord: FakeDiscord, answer: FakeMessage, words: string): Promise<boolean> {
  const before = discord.followUps.length;
  await discord.press(answer, 'Share with the channel');
  const { onlyFor, channelId, components } = await discord.waitFor(() => discord.followUps[before]);
  return onlyFor === undefined && channelId === answer.channelId && shown({ components }).includes(words);
}

async function isAnsweredForm(discord: FakeDiscord, answer: FakeMessage): Promise<boolean> {
  const opened = await discord.press(answer, 'Find risks');
  const refused = await (await discord.submitModal(opened.modal?.custom_id ?? '', { about: 'loss of control', authority: 'qqqqxxxxzzzz' })).answer();
  const again = await discord.press(refused, 'Correct it');
  const done = await (await discord.submitModal(again.modal?.custom_id ?? '', { authority: 'Middlesbrough' })).answer();
  return (opened.modal?.components.length ?? 0) <= 5 && done.onlyFor === discord.people.asker.id && shown(done).includes('authority Middlesbrough');
}

async function isThreaded(discord: FakeDiscord): Promise<boolean> {
  const thread = discord.channels.find(({ name }) => name === 'thread')?.id ?? '';
  const answer = await (await discord.slash('risks', { about: 'loss of control' }, { channel: thread })).answer();
  return answer.channelId === thread && (await isShared(discord, answer, 'loss of control'));
}
