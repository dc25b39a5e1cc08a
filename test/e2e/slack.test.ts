import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { slashName } from '../../src/adapters/slack/slash.ts';
import { privately, text } from '../../src/core/reply.ts';
import type { Adapter, Steward } from '../../src/core/steward.ts';
import { type FakeSlack, type Message, startFakeSlack } from '../fakes/slack/server.ts';
import { type Program, startProgram } from './program.ts';
import { adapterFor, shown } from './slack-app.ts';

const QUESTION = 'how many jobs went in Middlesbrough';

let program: Program;
beforeAll(() => {
  program = startProgram();
});

describe.each(['socket', 'http'] as const)('Steward in Slack over %s', (via) => {
  let slack: FakeSlack;
  let adapter: Adapter;
  beforeEach(async () => {
    slack = await startFakeSlack();
    ({ adapter } = await adapterFor(slack, via, program));
    await adapter.start();
  });
  afterEach(async () => {
    await adapter.stop();
    await slack.stop();
  });

  const next = (count = 1): Promise<Message> => slack.waitFor(({ messages }) => messages[count - 1]);

  it('answers a slash command to whoever asked, also where it is not a member', async () => {
    const delivery = await slack.command(`/steward ${QUESTION}`, { channel: 'outside' });
    expect(delivery).toMatchObject({ acked: true, failure: undefined });
    const message = await next();
    expect(message).toMatchObject({ ephemeralFor: 'U0ASKER', via: 'response_url' });
    expect(shown(message)).toContain('Middlesbrough');
    expect(shown(message)).toContain('Share with the channel');
    expect(slack.refusals).toEqual([]);
  });

  it('answers every command by its own slash command', async () => {
    for (const { name, examples } of program.commands) {
      const before = slack.messages.length;
      const [example] = examples;
      await slack.command(`${slashName(name)}${example.slice(name.length)}`);
      expect(shown(await next(before + 1)), example).not.toContain('something went wrong');
    }
    expect(slack.refusals).toEqual([]);
    expect(slack.deliveries.every(({ acked }) => acked)).toBe(true);
  });

  it('shares an answer with the channel, in the thread it was asked in', async () => {
    await slack.mention(QUESTION, { channel: 'general', thread: '1700000000.000100' });
    const answer = await next();
    expect(answer).toMatchObject({ ephemeralFor: 'U0ASKER', threadTs: '1700000000.000100', via: 'chat.postEphemeral' });
    await slack.pressButton(answer, 'share');
    const shared = await next(2);
    expect(shared).toMatchObject({ ephemeralFor: undefined, threadTs: '1700000000.000100' });
    expect(shown(shared)).toContain('Middlesbrough');
    expect(shown(shared)).not.toContain('Share with the channel');
    expect(shown(shared)).not.toContain('U0ASKER');
    expect(slack.refusals).toEqual([]);
  });

  it('answers plain words in a direct message, and shows that it is at work', async () => {
    await slack.say(QUESTION);
    const answer = await next();
    expect(answer).toMatchObject({ channel: 'D0ASKER', ephemeralFor: undefined, threadTs: slack.said[0]?.ts });
    expect(shown(answer)).not.toContain('Share with the channel');
    expect([...slack.assistantThreads.values()]).toMatchObject([{ status: 'is looking it up…' }]);
    expect(slack.refusals).toEqual([]);
  });

  it('runs a button as whoever pressed it', async () => {
    await slack.say(QUESTION);
    await slack.pressButton(await next(), 'See all of it');
    const entry = await next(2);
    expect(entry.threadTs).toBe(slack.said[0]?.ts);
    expect(shown(entry).length).toBeGreaterThan(1_000);
    expect(slack.refusals).toEqual([]);
  });

  it('asks with a form for what is missing, suggests, and shows an error beside the field', async () => {
    await slack.command('/show-steward', { channel: 'outside' });
    const { id } = await slack.waitFor(({ views }) => views[0]);
    const { options } = await slack.typeAhead('suggest.entry', 'entry', 'southwest one');
    expect(options.map(({ value }) => value)).toContain('southwest-one');
    expect((await slack.submitView(id, { entry: 'qqqqxxxxzzzz' })).ack).toMatchObject({
      response_action: 'errors',
      errors: { entry: expect.stringContaining('no entry') },
    });
    expect(slack.openViews).toEqual([id]);
    await slack.submitView(id, { entry: 'southwest-one' });
    expect(await next()).toMatchObject({ channel: 'C0OUTSIDE', ephemeralFor: 'U0ASKER' });
    expect(slack.openViews).toEqual([]);
    expect(slack.refusals).toEqual([]);
  });

  it('asks about a message, and from anywhere', async () => {
    await slack.messageShortcut('message.ask', QUESTION, { channel: 'general' });
    expect(await next()).toMatchObject({ ephemeralFor: 'U0ASKER', channel: 'C0GENERAL' });
    await slack.globalShortcut('global.ask');
    const { id } = await slack.waitFor(({ views }) => views[0]);
    await slack.submitView(id, { question: QUESTION });
    expect(await next(2)).toMatchObject({ channel: 'D0ASKER' });
    await slack.messageShortcut('message.ask', '', { channel: 'general' });
    expect(shown(await next(3))).toContain('no words');
    expect(slack.refusals).toEqual([]);
  });

  it('answers in the Home tab', async () => {
    await slack.openHome();
    const { id } = await slack.waitFor(({ views }) => views[0]);
    await slack.pressButton(id, 'run.0');
    const answered = await slack.waitFor(({ views }) => views[1]);
    expect(shown({ blocks: [answered.view] }).length).toBeGreaterThan(1_500);
    await slack.openHome();
    const again = await slack.waitFor(({ views }) => views[2]);
    expect(shown({ blocks: [again.view] }).length).toBeLessThan(shown({ blocks: [answered.view] }).length);
    expect(slack.messages).toEqual([]);
    expect(slack.refusals).toEqual([]);
  });

  it('suggests prompts in the agent pane', async () => {
    const { channel, thread } = await slack.assistantThread();
    const set = await slack.waitFor(({ assistantThreads }) => assistantThreads.get(`${channel}/${thread}`)?.prompts);
    expect(set).toHaveLength(4);
    expect(slack.refusals).toEqual([]);
  });

  it('answers a repeated delivery once', async () => {
    slack.duplicateNext();
    const first = await slack.mention(QUESTION);
    await next();
    await slack.redeliver(first);
    slack.duplicateNext();
    await slack.command('/risks loss of control');
    await slack.waitFor(({ messages }) => messages.length >= 2);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(slack.messages).toHaveLength(2);
  });

  it('waits when Slack says so', async () => {
    slack.failNext('chat.postMessage', { retryAfter: 1 });
    slack.failNext('response_url', { retryAfter: 1 });
    await slack.say(QUESTION);
    await slack.command('/risks loss of control', { channel: 'general' });
    await slack.waitFor(({ messages }) => messages.length === 2);
    expect(slack.refusals).toEqual([]);
  });

  it('goes another way when the first is closed', async () => {
    slack.failNext('response_url', { status: 404, error: 'expired_url' });
    await slack.command('/risks loss of control', { channel: 'general' });
    expect(await next()).toMatchObject({ via: 'chat.postEphemeral', ephemeralFor: 'U0ASKER' });
    slack.failNext('response_url', { status: 404, error: 'expired_url' });
    await slack.command('/risks loss of control', { channel: 'outside' });
    expect(await next(2)).toMatchObject({ channel: 'D0ASKER' });
  });

  it('tells the incident id when an answer cannot be sent', async () => {
    slack.failNext('chat.postMessage', { error: 'msg_blocks_too_long', times: 2 });
    await slack.say(QUESTION);
    const apology = await next();
    const incident = /number: ([0-9a-f]{8})/.exec(shown(apology))?.[1];
    expect(program.log.lines).toContainEqual(expect.objectContaining({ level: 'error', fields: expect.objectContaining({ incident }) }));
  });

  it('answers a slash command in a direct message openly: nobody else is there', async () => {
    await slack.command('/risks loss of control', { dm: true });
    expect(await next()).toMatchObject({ channel: 'D0ASKER', ephemeralFor: undefined });
  });

  it('shows pictures with their words, and opens the form that a reply offers', async () => {
    const picture = { kind: 'picture' as const, png: new Uint8Array([137, 80, 78, 71]), fileName: 'jobs.png', alt: 'Jobs fell from 300 to 205', plain: '' };
    const [risks] = program.commands.filter(({ name }) => name === 'risks');
    const form = { kind: 'form' as const, form: { title: 'Find risks', command: 'risks', fields: risks?.fields ?? [] } };
    const other = await startFakeSlack();
    const answering: Steward = {
      ...program.steward,
      handle: async (request) =>
        request.said.kind === 'line' ? { status: 'answered', reply: privately([picture, form], null) } : program.steward.handle(request),
    };
    const { adapter: drawing } = await adapterFor(other, via, { steward: answering, log: program.log });
    await drawing.start();
    other.failNext('response_url', { status: 400, error: 'invalid_blocks' });
    await other.command('/steward draw it', { channel: 'outside' });
    const message = await other.waitFor(({ messages }) => messages[0]);
    expect(other.files).toMatchObject([{ name: 'jobs.png', altText: picture.alt, complete: true, channel: undefined }]);
    expect(message.blocks[0]).toMatchObject({ type: 'image', slack_file: { id: other.files[0]?.id }, alt_text: picture.alt });
    await other.pressButton(message, 'Find risks');
    const { id } = await other.waitFor(({ views }) => views[0]);
    await other.submitView(id, { about: 'loss of control', page: 1 });
    expect(await other.waitFor(({ messages }) => messages[1])).toMatchObject({ channel: 'C0OUTSIDE', ephemeralFor: 'U0ASKER' });
    expect(other.refusals).toEqual([]);
    await drawing.stop();
    await other.stop();
  });

  it('tells somebody who waits that it is at work', async () => {
    const slow: Steward = {
      ...program.steward,
      handle: async (request) => new Promise((resolve) => setTimeout(() => resolve(program.steward.handle(request)), 3_200)),
    };
    const other = await startFakeSlack();
    const { adapter: patient } = await adapterFor(other, via, { steward: slow, log: program.log });
    await patient.start();
    expect(await other.command('/risks loss of control')).toMatchObject({ acked: true });
    expect(shown(await other.waitFor(({ messages }) => messages[0]))).toContain('Still looking');
    await other.waitFor(({ messages }) => messages[1]);
    await patient.stop();
    await other.stop();
  });

  it('finishes what is in hand when it stops', async () => {
    const slow: Steward = {
      ...program.steward,
      handle: async () => new Promise((resolve) => setTimeout(() => resolve({ status: 'answered', reply: privately([text('Late.')], null) }), 500)),
    };
    const other = await startFakeSlack();
    const { adapter: stopping } = await adapterFor(other, via, { steward: slow, log: program.log });
    await stopping.start();
    await other.command('/risks loss of control');
    await stopping.stop();
    expect(other.messages.map(shown)).toEqual([expect.stringContaining('Late.')]);
    await other.stop();
  });
});
