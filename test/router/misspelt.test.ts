import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Services } from '../../commands/services.ts';
import type { Command } from '../../src/core/command.ts';
import { privately, text } from '../../src/core/reply.ts';
import { createRouter } from '../../src/router/router.ts';
import { questionsIn, realKnowledge } from '../eval/eval.ts';
import { keptServices } from '../records.ts';

const knowledge = realKnowledge();
const clock = { now: () => new Date('2026-11-23T09:30:00Z') };
const quiet = () => {};
const services: Services = { knowledge: () => knowledge, unanswered: { note: async () => {} }, ...keptServices(clock) };
/** Says no more than that it was asked: looking for the answer is not what is tried here. */
const asked = (command: Command<Services>): Command<Services> =>
  command.name === 'ask' ? { ...command, bind: () => async () => privately([text('asked')], { asked: true }) } : command;
const router = createRouter({
  commands: commands.map(asked),
  services,
  clock,
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  guards: [],
  fallback: 'ask',
  isKnownWord: knowledge.isKnownWord,
});

async function handle(line: string) {
  const { reply } = await router.handle({
    ...{ person: { id: 'U1', roles: [] }, place: { platform: 'test', workspace: 'W1', channel: 'C1' } },
    ...{ said: { kind: 'line', text: line }, locale: 'en-GB', timeZone: 'Europe/London' },
  });
  const words = reply.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join(' ');
  const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(({ request }) => request) : []));
  return { words, buttons };
}

describe('a misspelt command, however long the line', () => {
  it.each([
    ['brodcast to North West: new pension guidance is out', 'broadcast to North West: new pension guidance is out'],
    ['Broadcst to North West: new pension guidance is out', 'broadcast to North West: new pension guidance is out'],
    ['boradcast to all branches in Scotland: ring the office today', 'broadcast to all branches in Scotland: ring the office today'],
    ['please braodcast to everyone: the ballot opens on Monday', 'broadcast to everyone: the ballot opens on Monday'],
    ['broadcazt change k3m9xq --when "tomorrow 9am" --tag pay', 'broadcast change k3m9xq --when "tomorrow 9am" --tag pay'],
    ['directry import --region "North West" and the other one', 'directory import --region "North West" and the other one'],
    ['subcribe pay and conditions every Friday at 4pm', 'subscribe pay and conditions every Friday at 4pm'],
    ['dedline start judicial review on 9 November 2026', 'deadline start judicial review on 9 November 2026'],
  ])('`%s`', async (line, meant) => {
    const { words, buttons } = await handle(line);
    expect(words).toContain(`Did you mean \`${meant}\`?`);
    expect(buttons).toEqual([meant]);
  });

  it('shows the beginning of a long text, and its button has the whole', async () => {
    const body = `to North West: ${'the ballot opens on Monday\n'.repeat(20)}`.trim();
    const { words, buttons } = await handle(`brodcast ${body}`);
    expect(words).toMatch(/Did you mean `broadcast to North West: the ballot[^\n]{20,100}…`\?/u);
    expect(buttons).toEqual([`broadcast ${body}`]);
  });
});

describe('a question', () => {
  it.each([
    'subscribed members say the council never answers them',
    'subscriber numbers fell after the transfer to the company',
    'headline savings of the partnership were never seen again',
    'deadlin for a judicial review of a council decision',
    'remainder of the contract: who pays for it if it ends',
    'directors of the company were paid how much last year',
    'reminded the council of its duty to consult us first',
  ])('may begin with a word that is like a command: `%s`', async (line) => {
    expect((await handle(line)).words).toBe('asked');
  });

  it('of all that answers are measured by is taken for a misspelt command by no means', async () => {
    const files = ['questions', 'offtopic', 'own-questions', 'own-offtopic', 'practice-questions', 'practice-offtopic'];
    const questions = files.flatMap((file) => questionsIn(`${file}.json`)).map(({ question }) => question);
    expect(questions.length).toBeGreaterThan(1_000);
    for (const question of questions) expect((await handle(question)).words, question).not.toContain('Did you mean');
  });
});
