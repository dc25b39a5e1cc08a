import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Adapter } from '../../src/core/steward.ts';
import { type AttachedFile, type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { bytesOf, MOST_BYTES, stewardWithFiles } from './file-command.ts';
import { logInMemory } from './program.ts';
import { adapterFor, shown } from './slack-app.ts';

const CSV: AttachedFile = { name: 'Branches – Gŵyr.csv', bytes: bytesOf('name;region\nSwansea;Wales\n') };

describe('a file given in Slack', () => {
  let slack: FakeSlack;
  let adapter: Adapter;
  let log: ReturnType<typeof logInMemory>;
  const begin = async (scopes?: readonly string[]) => {
    log = logInMemory();
    slack = await startFakeSlack(scopes === undefined ? {} : { scopes });
    ({ adapter } = await adapterFor(slack, 'socket', { steward: stewardWithFiles(log), log }));
    await adapter.start();
  };
  beforeEach(() => begin());
  afterEach(async () => {
    await adapter.stop();
    await slack.stop();
  });

  /** The id of the form that somebody opened. */
  async function form(): Promise<string> {
    await slack.command('/branches import', { channel: 'general' });
    const offer = await slack.waitFor(({ messages }) => messages.at(-1));
    const seen = slack.views.length;
    await slack.pressButton(offer, 'form');
    return (await slack.waitFor(({ views }) => views[seen])).id;
  }
  const last = (before: number) => slack.waitFor(({ messages }) => messages[before]);

  it('comes to the command with what is in it, and to nobody else', async () => {
    const view = await form();
    const before = slack.messages.length;
    expect((await slack.submitView(view, { list: CSV, region: 'Wales' })).ack).toEqual({});
    const answer = await last(before);
    expect(shown(answer)).toContain('Read Branches-Gwyr.csv for Wales: name;region');
    expect(shown(answer)).not.toContain('Share with the channel');
    expect(slack.refusals).toEqual([]);
    expect(JSON.stringify(log.lines)).not.toMatch(/Branches|Swansea/);
  });

  it('is not needed where it is not asked for', async () => {
    const view = await form();
    const before = slack.messages.length;
    await slack.submitView(view, { region: 'Wales' });
    expect(shown(await last(before))).toContain('Take a list');
  });

  it.each([
    ['too large', { ...CSV, bytes: new Uint8Array(MOST_BYTES + 1) }, {}, '`list` is 1.1 MB, and I take at most 1 MB'],
    ['empty', { ...CSV, bytes: new Uint8Array() }, {}, '`list` is empty'],
    ['gone', CSV, { status: 404 }, '`list` is not in Slack any more: attach it once more.'],
    ['cut off', CSV, { drop: true }, '`list` could not be fetched from Slack in time: please try once more.'],
    ['behind a login', CSV, { status: 302 }, 'Slack does not let me.'],
  ])('says beside the field that it is %s, and keeps the form open', async (_, file, failure, words) => {
    const view = await form();
    if (Object.keys(failure).length > 0) slack.failNext('download', failure);
    expect((await slack.submitView(view, { list: file })).ack).toEqual({ response_action: 'errors', errors: { list: expect.stringContaining(words) } });
    slack.behave();
    const before = slack.messages.length;
    await slack.submitView(view, { list: CSV });
    expect(shown(await last(before))).toContain('Read Branches-Gwyr.csv');
  });

  it('needs the right to read files, and says who can give it', async () => {
    await adapter.stop();
    await slack.stop();
    await begin(['chat:write', 'commands', 'connections:write']);
    const { ack } = await slack.submitView(await form(), { list: CSV });
    expect(ack).toMatchObject({ errors: { list: expect.stringContaining('Whoever runs Steward has to install me in this workspace again') } });
    expect(log.lines.find(({ message }) => message.includes('files:read'))?.level).toBe('warn');
  });

  it('cannot be written in a line: its form is offered', async () => {
    await slack.command('/branches import --list branches.csv', { channel: 'general' });
    const answer = await slack.waitFor(({ messages }) => messages.at(-1));
    expect(shown(answer)).toContain('is a file, and cannot be written in a line: attach it in the form.');
    await slack.pressButton(answer, 'form');
    expect(await slack.waitFor(({ views }) => views.at(-1))).toBeDefined();
  });
});
