import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { button, buttons, privately, type Reply, text } from '../../src/core/reply.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type DiscordApp, discordApp, exampleOptions, shown, slashOf } from './discord-app.ts';
import { type Program, startProgram } from './program.ts';

const QUESTION = 'how many jobs went in Middlesbrough';
const EPHEMERAL = 64;

let program: Program;
beforeAll(() => {
  program = startProgram();
});

describe('Steward in Discord', () => {
  let discord: FakeDiscord;
  let app: DiscordApp;
  beforeEach(async () => {
    discord = await startFakeDiscord();
    app = discordApp(discord, program);
    await app.adapter.start();
  });
  afterEach(async () => {
    await app.adapter.stop();
    await discord.stop();
  });

  async function restarted(before: DiscordApp, other: Pick<Program, 'steward'>): Promise<DiscordApp> {
    await before.adapter.stop();
    const after = discordApp(discord, other);
    await after.adapter.start();
    return after;
  }

  it('answers a slash command at once, to whoever asked and nobody else', async () => {
    const asked = await discord.slash('ask', { question: QUESTION });
    expect(asked.response).toEqual({ type: 5, data: { flags: EPHEMERAL } });
    const answer = await asked.answer();
    expect(answer.onlyFor).toBe(discord.people.asker.id);
    expect(shown(answer)).toContain('Middlesbrough');
    expect(shown(answer)).toContain('Share with the channel');
  });

  it('answers every command', async () => {
    for (const command of program.commands) {
      const asked = await discord.slash(slashOf(command, program.commands), exampleOptions(command));
      const said = shown(await asked.answer());
      expect(said, command.name).not.toMatch(/something went wrong|could not read/);
      expect(said.length, command.name).toBeGreaterThan(40);
    }
    expect(discord.unanswered).toEqual([]);
    expect(discord.calls.filter(({ status }) => status >= 400)).toEqual([]);
  });

  it('shares an answer with the channel, and then says so', async () => {
    const answer = await (await discord.slash('ask', { question: QUESTION })).answer();
    await discord.press(answer, 'Share with the channel');
    const shared = await discord.waitFor(() => discord.followUps.find(({ onlyFor }) => onlyFor === undefined));
    expect(shown(shared)).toContain('Middlesbrough');
    expect(shown(shared)).not.toContain('Share');
    await discord.waitFor(() => shown(answer).includes('Shared with the channel'));
    expect(shown(answer)).not.toContain('Share with');
    expect(discord.followUps).toHaveLength(1);
  });

  it('runs the command of a button as the person who pressed it', async () => {
    const answer = await (await discord.slash('ask', { question: QUESTION })).answer();
    await discord.press(answer, 'Share with the channel');
    const shared = await discord.waitFor(() => discord.followUps[0]);
    const pressed = await discord.press(shared, 'See all of it', { as: discord.people.organiser });
    const entry = await pressed.answer();
    expect(entry.onlyFor).toBe(discord.people.organiser.id);
    expect(shown(entry)).toContain('Middlesbrough');
  });

  it('answers in a direct message, openly', async () => {
    const { response } = await discord.say(QUESTION, { dm: true });
    expect(response && shown(response)).toContain('Middlesbrough');
    expect(response && shown(response)).not.toContain('Share');
    expect(discord.calls.some(({ path }) => path.endsWith('/typing'))).toBe(true);
  });

  it('offers its answer where it is mentioned, and gives it to whoever presses', async () => {
    const { response } = await discord.mention(QUESTION);
    if (response === undefined) throw new Error('silence');
    expect(shown(response)).toContain('only you will see it');
    expect(response.pinged).toEqual([]);
    const answer = await (await discord.press(response, 'See the answer')).answer();
    expect(answer.onlyFor).toBe(discord.people.asker.id);
    expect(shown(answer)).toContain('Middlesbrough');
  });

  it('answers directly when it is mentioned where it may not send messages', async () => {
    await discord.mention(QUESTION, { channel: 'read-only', timeoutMs: 0 });
    const answer = await discord.waitFor(() => discord.messages.find((message) => shown(message).includes('Middlesbrough')));
    expect(discord.channels.find(({ id }) => id === answer.channelId)?.type).toBe(1);
    expect(app.log.lines.some(({ message }) => message.includes('Send Messages'))).toBe(true);
  });

  it('hears nothing that is not said to it', async () => {
    const { response } = await discord.say(QUESTION, { timeoutMs: 200 });
    expect(response).toBeUndefined();
  });

  it('answers about a message from its menu', async () => {
    const { message } = await discord.say(QUESTION, { timeoutMs: 0 });
    const asked = await discord.contextMenu('Ask Steward about this', message);
    expect(shown(await asked.answer())).toContain('Middlesbrough');
  });

  it('suggests while a person types, with their misspelling', async () => {
    const typed = await discord.autocomplete('cases', 'contractor', 'capta');
    expect(typed.choices[0]).toEqual({ name: 'Capita', value: 'Capita' });
    const entries = (await discord.autocomplete('show', 'entry', 'southwest')).choices.map(({ value }) => value);
    expect(entries).toContain('southwest-one');
  });

  it('says what was wrong with an argument', async () => {
    const asked = await discord.slash('cases', { year: 12 });
    const answer = await asked.answer();
    expect(shown(answer)).toContain('must be a year');
    expect(shown(answer)).not.toContain('Share');
  });

  it('sends an answer longer than a message in parts, each with its own "Share"', async () => {
    const reply = privately(
      Array.from({ length: 12 }, (_, nth) => text(`Paragraph ${nth}. ${'It says a thing. '.repeat(60)}`)),
      null,
    );
    app = await restarted(app, { steward: { ...program.steward, handle: async () => ({ status: 'answered', reply }) } });
    const asked = await discord.slash('ask', { question: QUESTION });
    await asked.answer();
    await discord.waitFor(() => discord.followUps.length === 3);
    const parts = discord.messages.map(shown);
    expect(parts.map((part) => /Part \d of 4/.exec(part)?.[0])).toEqual(['Part 1 of 4', 'Part 2 of 4', 'Part 3 of 4', 'Part 4 of 4']);
    expect(parts.every((part) => part.includes('Share this part'))).toBe(true);
    expect(parts.join().match(/Paragraph \d+/g)).toHaveLength(12);
    expect(discord.messages.every(({ onlyFor }) => onlyFor === discord.people.asker.id)).toBe(true);
  });

  it('offers many buttons as a list, and runs what is picked', async () => {
    const reply = privately(
      buttons(...Array.from({ length: 12 }, (_, nth) => button(`Entry ${nth}`, nth === 11 ? 'show middlesbrough-hyder' : `show entry-${nth}`))),
      null,
    );
    const handle: Program['steward']['handle'] = async (request) =>
      request.said.kind === 'line' ? program.steward.handle(request) : { status: 'answered', reply };
    app = await restarted(app, { steward: { ...program.steward, handle } });
    const answer = await (await discord.slash('help')).answer();
    const picked = await discord.select(answer, 'Open one of these…', ['Entry 11']);
    expect(shown(await picked.answer())).toContain('Middlesbrough and Hyder');
  });

  it('shows what is for everyone to everyone', async () => {
    const reply: Reply = { visibleTo: 'channel', blocks: [text('The branch meets on Monday.')], data: null };
    app = await restarted(app, { steward: { ...program.steward, handle: async () => ({ status: 'answered', reply }) } });
    const asked = await discord.slash('ask', { question: QUESTION });
    expect(shown(await asked.answer())).toContain('in the channel');
    const posted = await discord.waitFor(() => discord.followUps[0]);
    expect(posted.onlyFor).toBeUndefined();
    expect(shown(posted)).toBe('The branch meets on Monday.');
  });

  it('shares a picture with its alt text', async () => {
    const picture = { kind: 'picture', png: new Uint8Array([137, 80, 78, 71]), fileName: 'pay.png', alt: 'Pay fell', plain: '#' } as const;
    app = await restarted(app, { steward: { ...program.steward, handle: async () => ({ status: 'answered', reply: privately([picture], null) }) } });
    const answer = await (await discord.slash('ask', { question: QUESTION })).answer();
    await discord.press(answer, 'Share with the channel');
    const shared = await discord.waitFor(() => discord.followUps[0]);
    expect(shared.attachments).toMatchObject([{ filename: '0-pay.png', description: 'Pay fell', contentType: 'image/png' }]);
  });

  it('sends a file in private, and shares it under its name', async () => {
    const bytes = new TextEncoder().encode('BEGIN:VCALENDAR');
    const file = { kind: 'file', bytes, fileName: 'plan.ics', mediaType: 'text/calendar', about: 'The plan as a calendar' } as const;
    app = await restarted(app, { steward: { ...program.steward, handle: async () => ({ status: 'answered', reply: privately([file], null) }) } });
    const answer = await (await discord.slash('ask', { question: QUESTION })).answer();
    expect(answer.onlyFor).toBe(discord.people.asker.id);
    expect(shown(answer)).toContain('The plan as a calendar');
    await discord.press(answer, 'Share with the channel');
    const shared = await discord.waitFor(() => discord.followUps[0]);
    expect(shared.onlyFor).toBeUndefined();
    expect(shared.attachments).toMatchObject([{ filename: 'plan.ics', contentType: 'text/calendar' }]);
    expect(shared.attachments.map((attachment) => attachment.bytes.toString())).toEqual(['BEGIN:VCALENDAR']);
  });

  it('tells the operator how to add it to a server, with the least permissions', () => {
    expect(app.announced).toEqual([
      `Discord: add Steward to a server with https://discord.com/oauth2/authorize?client_id=${discord.applicationId}&scope=bot+applications.commands&permissions=274878008320`,
    ]);
  });

  it('registers its commands only when they have changed', async () => {
    const registrations = (): number => discord.calls.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands')).length;
    expect(registrations()).toBe(1);
    expect(discord.commands.map(({ name }) => name)).toContain('Ask Steward about this');
    await app.adapter.stop();
    await app.adapter.start();
    expect(registrations()).toBe(1);
    app = await restarted(app, { steward: { ...program.steward, commands: program.commands.slice(1) } });
    expect(registrations()).toBe(2);
  });

  it('answers 200 at once, each within three seconds and none twice', async () => {
    const asked = await Promise.all(Array.from({ length: 200 }, () => discord.slash('ask', { question: QUESTION })));
    await Promise.all(asked.map((one) => one.answer(15_000)));
    expect(asked.filter(({ failed }) => failed !== undefined)).toEqual([]);
    expect(discord.interactions).toHaveLength(200);
    expect(discord.calls.filter(({ method }) => method === 'PATCH')).toHaveLength(200);
  });

  it('logs nothing of what people ask', async () => {
    await (await discord.slash('ask', { question: QUESTION })).answer();
    await discord.say(QUESTION, { dm: true });
    expect(JSON.stringify(app.log.lines)).not.toMatch(/Middlesbrough|jobs/);
  });
});
