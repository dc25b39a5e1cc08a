import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/core/clock.ts';
import { defineCommand } from '../../src/core/command.ts';
import { type Block, facts, privately } from '../../src/core/reply.ts';
import type { Steward } from '../../src/core/steward.ts';
import { createRouter } from '../../src/router/router.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type DiscordApp, discordApp, shown } from './discord-app.ts';
import { logInMemory } from './program.ts';

const said = (input: object): Block => facts(...Object.entries(input).map(([label, value]) => ({ label, value: `${typeof value} ${String(value)}` })));

/** More required fields than a modal holds, of every type. */
const appraise = defineCommand({
  name: 'appraise',
  summary: 'Weigh an option that the council proposes against doing it in house',
  input: z.object({
    option: z.string().min(1).meta({ description: 'What is proposed' }),
    jobs: z.int().min(0, 'must be 0 or more').meta({ description: 'Jobs that would move' }),
    cost: z.number().meta({ description: 'Cost over the whole contract, in millions of pounds, with inflation' }),
    mechanism: z.enum(['ssp', 'pfi', 'in-house']).meta({ description: 'How it is done' }),
    transfer: z.boolean().meta({ description: 'Staff would transfer' }),
    years: z.int().meta({ description: 'Years of the contract' }),
    why: z.string().min(1).meta({ description: 'Why it is proposed', rest: true }),
    note: z.string().optional().meta({ description: 'Anything else' }),
  }),
  allow: 'anyone',
  examples: ['appraise'],
  run: (input) => privately([said(input)], null),
});

const remind = defineCommand({
  name: 'remind',
  summary: 'Be reminded',
  input: z.object({
    about: z.string().min(1).meta({ description: 'What about', rest: true }),
    when: z.string().regex(/day$/, 'is not a day').default('Monday').meta({ description: 'When', suggest: 'date' }),
  }),
  allow: 'anyone',
  examples: ['remind'],
  run: (input, { request }) => privately([said({ ...input, place: request.place.channel })], null),
});

const deadline = defineCommand({
  name: 'deadline start',
  summary: 'Begin a deadline',
  input: z.object({
    rule: z.string().meta({ description: 'Which rule', suggest: 'deadline-rule' }),
    on: z.string().optional().meta({ description: 'From which day', suggest: 'date' }),
    for: z.string().optional().meta({ description: 'What it is for', rest: true }),
  }),
  allow: 'anyone',
  examples: ['deadline start'],
  run: (input) => privately([said(input)], null),
});

const deadlines = defineCommand({
  name: 'deadline',
  summary: 'What is open',
  input: z.object({}),
  allow: 'anyone',
  examples: ['deadline'],
  run: () => privately([{ kind: 'form', form: { title: 'Start another', command: 'deadline start', fields: deadline.fields } }], null),
});

const start = defineCommand({
  name: 'start',
  summary: 'Begin',
  input: z.object({}),
  allow: 'anyone',
  examples: ['start'],
  run: () => privately([{ kind: 'form', form: { title: 'Appraise an option', command: 'appraise', fields: appraise.fields } }], null),
});

const commands = [appraise, remind, start, deadline, deadlines];
const router = createRouter({ commands, services: {}, clock: systemClock, log: logInMemory(), guards: [], fallback: 'start', isKnownWord: () => true });
const steward: Steward = {
  ...router,
  commands,
  suggest: (what, typed) => [{ label: `${typed}, Friday 19 June 2026`, value: `${what} of ${typed}` }],
};

describe('forms in Discord', () => {
  let discord: FakeDiscord;
  let app: DiscordApp;
  beforeAll(async () => {
    discord = await startFakeDiscord();
    app = discordApp(discord, { steward });
    await app.adapter.start();
  });
  afterAll(async () => {
    await app.adapter.stop();
    await discord.stop();
  });

  const FIRST = { option: 'Outsource IT', jobs: '120', cost: '267.5', mechanism: 'ssp', transfer: 'true' };
  const SECOND = { years: '10', why: 'They say it saves money.' };

  it('asks for more fields than a modal holds in steps, and keeps nothing in between', async () => {
    const begun = await (await discord.slash('start')).answer();
    const first = await discord.press(begun, 'Appraise an option');
    expect(first.modal).toMatchObject({ title: 'Weigh an option that the council… (1 of 2)' });
    expect(first.modal?.components).toHaveLength(5);
    const between = await discord.submitModal(first.modal?.custom_id ?? '', FIRST);
    const step = await between.answer();
    expect(shown(step)).toContain('Step 1 of 2');
    const second = await discord.press(step, 'Continue');
    const done = await discord.submitModal(second.modal?.custom_id ?? '', SECOND);
    expect(shown(await done.answer())).toContain(
      ['option:** string Outsource IT', 'jobs:** number 120', 'cost:** number 267.5', 'mechanism:** string ssp', 'transfer:** boolean true'].join('\n**'),
    );
    expect(discord.unanswered).toEqual([]);
  });

  it('shows what was wrong with a button that opens the form again, filled in as it was', async () => {
    const begun = await (await discord.slash('start')).answer();
    const first = await discord.press(begun, 'Appraise an option');
    const step = await (await discord.submitModal(first.modal?.custom_id ?? '', { ...FIRST, jobs: 'many' })).answer();
    const second = await discord.press(step, 'Continue');
    const refused = await (await discord.submitModal(second.modal?.custom_id ?? '', SECOND)).answer();
    expect(shown(refused)).toContain('jobs` must be a number, and “many” is not');
    const again = await discord.press(refused, 'Correct it');
    expect(JSON.stringify(again.modal?.components)).toContain('"value":"many"');
    expect(JSON.stringify(again.modal?.components)).toContain('Outsource IT');
    const done = await discord.submitModal(again.modal?.custom_id ?? '', { jobs: '7' });
    expect(shown(await done.answer())).toMatch(/jobs:\*\* number 7[\s\S]*why:\*\* string They say/);
  });

  it('carries long values through the steps too', async () => {
    const long = 'A long story. '.repeat(100).trim();
    const begun = await (await discord.slash('start')).answer();
    const first = await discord.press(begun, 'Appraise an option');
    const step = await (await discord.submitModal(first.modal?.custom_id ?? '', { ...FIRST, option: long })).answer();
    const second = await discord.press(step, 'Continue');
    const done = await discord.submitModal(second.modal?.custom_id ?? '', SECOND);
    expect(shown(await done.answer())).toContain(long);
  });

  it('makes a form of what a message’s menu cannot know', async () => {
    const { message } = await discord.say('The consultation closes', { timeoutMs: 0 });
    const opened = await discord.contextMenu('Remind us about this', message);
    expect(JSON.stringify(opened.modal?.components)).toContain('"value":"The consultation closes"');
    const refused = await (await discord.submitModal(opened.modal?.custom_id ?? '', { when: 'soon' })).answer();
    expect(shown(refused)).toContain('is not a day');
    const again = await discord.press(refused, 'Correct it');
    const done = await discord.submitModal(again.modal?.custom_id ?? '', { when: 'Friday' });
    expect(shown(await done.answer())).toBe(
      `**about:** string The consultation closes\n**when:** string Friday\n**place:** string ${discord.channel.id}\nShare with the channel`,
    );
  });

  it('is of the channel the message stands in', async () => {
    const { message } = await discord.say('The consultation closes', { channel: 'thread', timeoutMs: 0 });
    const opened = await discord.contextMenu('Remind us about this', message);
    const done = await discord.submitModal(opened.modal?.custom_id ?? '', {});
    expect(shown(await done.answer())).toContain(`**when:** string Monday\n**place:** string ${message.channelId}`);
  });

  it('suggests dates and rules while a person types, and takes what is typed freely', async () => {
    const suggested = (focused: string, typed: string) => discord.autocomplete('deadline start', focused, typed).then(({ choices }) => choices);
    expect(await suggested('rule', 'adv')).toEqual([{ name: 'adv, Friday 19 June 2026', value: 'deadline-rule of adv' }]);
    expect(await suggested('on', '19 June')).toEqual([{ name: '19 June, Friday 19 June 2026', value: 'date of 19 June' }]);
    const answer = await (await discord.slash('deadline start', { rule: 'advice-window', on: 'the last Friday in June' })).answer();
    expect(shown(answer)).toContain('**on:** string the last Friday in June');
  });

  it('opens the form of a command of two words', async () => {
    const listed = await (await discord.slash('deadline show')).answer();
    const opened = await discord.press(listed, 'Start another');
    const done = await discord.submitModal(opened.modal?.custom_id ?? '', { rule: 'advice-window', for: 'shared services' });
    expect(shown(await done.answer())).toContain('**rule:** string advice-window\n**for:** string shared services');
  });

  it('says so when a message has no words', async () => {
    const { message } = await discord.say(' ', { timeoutMs: 0 });
    const answer = await (await discord.contextMenu('Remind us about this', message)).answer();
    expect(shown(answer)).toContain('no words');
  });
});
