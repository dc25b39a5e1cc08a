import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandInfo } from '../../src/core/command.ts';
import type { Field } from '../../src/core/form.ts';
import { button, buttons, privately, type Reply, text } from '../../src/core/reply.ts';
import type { Request } from '../../src/core/request.ts';
import type { Adapter, Steward } from '../../src/core/steward.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { logInMemory } from './program.ts';
import { adapterFor, shown } from './slack-app.ts';

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  help: `The ${name}`,
  type: 'text',
  required: true,
  rest: false,
  choices: [],
  ...more,
});
const command = (name: string, fields: readonly Field[]): CommandInfo => ({ name, summary: name, aliases: [], allow: 'anyone', examples: [name], fields });

const commands = [
  command('ask', [field('question', { rest: true })]),
  command('remind', [field('what', { rest: true }), field('when', { suggest: 'date' })]),
  command('deadline start', [field('rule', { rest: true, suggest: 'deadline-rule' })]),
  command('deadline met', [field('which', { rest: true })]),
  command('upcoming', []),
];

const ICS = {
  kind: 'file' as const,
  bytes: new TextEncoder().encode('BEGIN:VCALENDAR'),
  fileName: 'dates.ics',
  mediaType: 'text/calendar',
  about: 'Your dates',
};

/** What each thing that is asked is answered; all else is answered with what was understood. */
const ANSWERS: Readonly<Record<string, Reply>> = {
  calendar: privately([text('Here it is.'), ICS], null),
  'open calendar': { ...privately([text('Here it is for all.'), ICS], null), visibleTo: 'channel' },
  upcoming: privately([text('Papers for the executive in <#C0GENERAL>, on Thursday.'), ...buttons(button('Done', 'deadline met 7'))], null),
};

describe.each(['socket', 'http'] as const)('commands of any shape in Slack over %s', (via) => {
  let slack: FakeSlack;
  let adapter: Adapter;
  let asked: Request[];

  beforeEach(async () => {
    slack = await startFakeSlack();
    asked = [];
    const steward: Steward = {
      commands,
      suggest: (what) => (what === 'deadline-rule' ? [{ label: 'The advice window', value: 'advice-window' }] : []),
      handle: async (request) => {
        asked.push(request);
        const wanted = request.said.kind === 'line' ? request.said.text : request.said.name;
        return { status: 'answered', reply: ANSWERS[wanted] ?? privately([text(`Understood: ${wanted}`)], null) };
      },
    };
    ({ adapter } = await adapterFor(slack, via, { steward, log: logInMemory() }));
    await adapter.start();
  });
  afterEach(async () => {
    await adapter.stop();
    await slack.stop();
  });

  const next = (count = 1) => slack.waitFor(({ messages }) => messages[count - 1]);
  const firstView = async () => (await slack.waitFor(({ views }) => views[0])).id;

  it('reminds about a message, in the channel it was said in, when the person says when', async () => {
    await slack.messageShortcut('message.remind', 'Reply to the council about #general', { channel: 'committee' });
    await slack.submitView(await firstView(), { when: 'the last working day of each month, 4pm' });
    await next();
    expect(asked).toMatchObject([
      {
        place: { platform: 'slack', workspace: 'T0BRANCH', channel: 'G0COMMITTEE' },
        said: { kind: 'command', name: 'remind', args: { what: 'Reply to the council about <#C0GENERAL>', when: 'the last working day of each month, 4pm' } },
      },
    ]);
    expect(slack.refusals).toEqual([]);
  });

  it('runs a command of two words, asks for what it lacks, and suggests', async () => {
    await slack.command('/deadline start advice-window');
    await next();
    expect(asked[0]?.said).toEqual({ kind: 'line', text: 'deadline start advice-window' });
    await slack.command('/deadline start');
    const view = await firstView();
    expect((await slack.typeAhead('suggest.deadline-rule', 'rule', 'advice')).options).toEqual([{ text: 'The advice window', value: 'advice-window' }]);
    await slack.submitView(view, { rule: 'advice-window' });
    await next(2);
    expect(asked[1]?.said).toEqual({ kind: 'command', name: 'deadline start', args: { rule: 'advice-window' } });
    await slack.command('/deadline');
    await next(3);
    expect(asked[2]?.said).toEqual({ kind: 'line', text: 'deadline' });
    expect(slack.refusals).toEqual([]);
  });

  it('hears which channel is meant, and says it as one', async () => {
    for (const say of [
      () => slack.command('/steward remind us in #committee & #nowhere', { channel: 'general' }),
      () => slack.mention('remind us in #committee & #nowhere', { channel: 'general' }),
      () => slack.say('remind us in #committee & #nowhere'),
    ]) {
      const before = slack.messages.length;
      await say();
      const answer = await next(before + 1);
      expect(asked.at(-1)?.said).toEqual({ kind: 'line', text: 'remind us in <#G0COMMITTEE> & #nowhere' });
      expect(shown(answer)).toContain('{"type":"channel","channel_id":"G0COMMITTEE"}');
    }
  });

  it('shows what is coming up in the Home tab', async () => {
    await slack.openHome();
    const { view } = await slack.waitFor(({ views }) => views[0]);
    expect(asked).toMatchObject([{ person: { id: 'U0ASKER' }, place: { workspace: 'T0BRANCH' }, said: { kind: 'command', name: 'upcoming' } }]);
    expect(shown({ blocks: [view] })).toMatch(/Coming up.*Papers for the executive in .*"channel_id":"C0GENERAL"/);
    await slack.pressButton(await firstView(), 'Done');
    await slack.waitFor(({ views }) => views[1]);
    expect(asked.map(({ said }) => said)).toContainEqual({ kind: 'line', text: 'deadline met 7' });
    expect(slack.refusals).toEqual([]);
  });

  const filesIn = (channel: string) => slack.messagesIn(channel).filter(({ fileIds }) => fileIds.length > 0);

  it('gives a file of a private answer to the person alone, and says so', async () => {
    for (const channel of ['general', 'outside']) {
      const before = filesIn('D0ASKER').length;
      await slack.command('/steward calendar', { channel });
      await slack.waitFor(() => filesIn('D0ASKER').length > before);
      expect(slack.messagesIn(channel)).toMatchObject([{ ephemeralFor: 'U0ASKER' }]);
      expect(slack.messagesIn(channel).map(shown)[0]).toContain('in your direct messages with me');
      expect(filesIn(channel)).toEqual([]);
    }
    expect(slack.files.every(({ complete, channel }) => complete && channel === 'D0ASKER')).toBe(true);
    expect(slack.refusals).toEqual([]);
  });

  it('gives a file to those who see the reply', async () => {
    await slack.say('calendar');
    const inThread = await slack.waitFor(() => filesIn('D0ASKER')[0]);
    expect(inThread.threadTs).toBe(slack.said[0]?.ts);
    await slack.mention('open calendar', { channel: 'general', thread: '1700000000.000100' });
    expect(await slack.waitFor(() => filesIn('general')[0])).toMatchObject({ threadTs: '1700000000.000100', ephemeralFor: undefined });
    await slack.mention('calendar', { channel: 'committee' });
    await slack.waitFor(() => filesIn('D0ASKER').length === 2);
    await slack.pressButton(slack.messagesIn('committee')[0] ?? '', 'share');
    await slack.waitFor(() => filesIn('committee')[0]);
    expect(slack.refusals).toEqual([]);
  });

  it('keeps a file for the person where Slack does not let it share one', async () => {
    await slack.command('/steward open calendar', { channel: 'outside' });
    await slack.waitFor(() => filesIn('D0ASKER')[0]);
    expect(slack.messagesIn('outside')).toMatchObject([{ ephemeralFor: undefined }]);
    expect(filesIn('outside')).toEqual([]);
  });
});
