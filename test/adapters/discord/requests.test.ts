import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { addressed, readInteraction } from '../../../src/adapters/discord/requests.ts';
import { message } from '../../../src/adapters/discord/schemas.ts';
import { sharedFrom } from '../../../src/adapters/discord/share.ts';

const known = { commands, timeZone: 'Europe/London' };
const base = { id: '1', application_id: '2', token: 'tok', guild_id: '3', channel_id: '4', member: { user: { id: '5' }, permissions: '0' } };

describe('readInteraction', () => {
  it('never throws, and understands what it can answer', () => {
    const data = fc.oneof(
      fc.anything(),
      fc.record({
        name: fc.constantFrom('ask', 'cases', 'Ask Steward about this', '__proto__'),
        type: fc.constantFrom(1, 2, 3),
        options: fc.anything(),
        target_id: fc.constantFrom('1', 'constructor'),
        resolved: fc.anything(),
      }),
      fc.record({
        custom_id: fc.oneof(fc.string(), fc.constantFrom('share', 'run>3', 'form:0:["ask",0,{}]', 'form:0:["ask",99,{}]', 'list:1')),
        values: fc.anything(),
        components: fc.anything(),
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), data, fc.anything(), (type, what, source) => {
        const incoming = readInteraction({ ...base, type, data: what, message: source }, known);
        expect(incoming?.call).toEqual({ id: '1', token: 'tok', applicationId: '2', isDirect: false });
      }),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(fc.anything(), (payload) => void readInteraction(payload, known)),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a command that is not declared', { type: 2, data: { name: 'nonsense' } }, 'unreadable'],
    ['a button of an older version', { type: 3, data: { custom_id: 'page:2' } }, 'old button'],
    ['a button whose line is gone', { type: 3, data: { custom_id: 'run>3' }, message: { id: '9', components: [] } }, 'old button'],
    ['a form of a command that is gone', { type: 5, data: { custom_id: 'form:0:["gone",0,{}]', components: [] } }, 'old button'],
    [
      'a message without words',
      { type: 2, data: { name: 'Ask Steward about this', type: 3, target_id: '8', resolved: { messages: { 8: { content: ' ' } } } } },
      'no words',
    ],
    ['typing that cannot be read', { type: 4, data: {} }, 'typing'],
    ['a kind of interaction that is new', { type: 77 }, 'unreadable'],
  ])('is puzzled by %s', (_, payload, why) => {
    expect(readInteraction({ ...base, ...payload }, known)).toMatchObject({ kind: 'puzzle', why });
  });

  it('opens the form for free words that are missing beside something else, with what was given', () => {
    const slash = (...options: readonly { name: string; value: string }[]) =>
      readInteraction({ ...base, type: 2, data: { name: 'broadcast', options: [{ type: 1, name: 'broadcast', options }] } }, known);
    expect(slash()).toMatchObject({ kind: 'open form', customId: 'form:0:["broadcast",0,{}]' });
    const some = [
      { name: 'title', value: 'Pay' },
      { name: 'when', value: 'Monday 9am' },
    ];
    expect(slash(...some)).toMatchObject({
      ...{ kind: 'open form', customId: 'form:0:["broadcast",0,{"when":"Monday 9am"}]' },
      form: { page: 0, values: { title: 'Pay', when: 'Monday 9am' } },
    });
    // What the modal does not ask for has to be carried by its address, or by a message.
    expect(slash(...some, { name: 'except', value: 'Bolton; '.repeat(20) })).toMatchObject({ kind: 'next page', form: { page: 0 } });
    expect(slash(...some, { name: 'text', value: 'Vote!' })).toMatchObject({ kind: 'request', request: { said: { name: 'broadcast' } } });
  });

  it('names a person or a role that was picked as a line would', () => {
    const slash = (id: string, resolved: object) =>
      readInteraction(
        { ...base, type: 2, data: { name: 'role', resolved, options: [{ type: 1, name: 'grant', options: [{ name: 'to', value: id }] }] } },
        known,
      );
    expect(slash('77', { users: { 77: {} } })).toMatchObject({ request: { said: { args: { to: '<@77>' } } } });
    expect(slash('88', { roles: { 88: {} } })).toMatchObject({ request: { said: { args: { to: '<@&88>' } } } });
  });

  it('takes a subcommand for the command of two words, with its options', () => {
    const [ask] = commands;
    if (ask === undefined) throw new Error('no commands');
    const pair = {
      commands: [
        { ...ask, name: 'deadline start' },
        { ...ask, name: 'deadline' },
      ],
      timeZone: 'Europe/London',
    };
    const slash = (name: string) => ({
      ...base,
      type: 2,
      data: { name: 'deadline', options: [{ type: 1, name, options: [{ name: 'question', type: 3, value: 'x' }] }] },
    });
    expect(readInteraction(slash('start'), pair)).toMatchObject({ request: { said: { kind: 'command', name: 'deadline start', args: { question: 'x' } } } });
    expect(readInteraction(slash('deadline'), pair)).toMatchObject({ request: { said: { name: 'deadline' } } });
    expect(readInteraction(slash('stop'), pair)).toMatchObject({ kind: 'puzzle', why: 'unreadable' });
    const typing = {
      ...slash('start'),
      type: 4,
      data: { name: 'deadline', options: [{ type: 1, name: 'start', options: [{ name: 'question', value: 'so', focused: true }] }] },
    };
    expect(readInteraction(typing, pair)).toMatchObject({ kind: 'suggest', command: { name: 'deadline start' }, option: 'question', typed: 'so' });
  });

  it('keeps a channel as people’s clients write it', () => {
    const slash = { ...base, type: 2, data: { name: 'ask', options: [{ name: 'question', value: 'in <#123456789012345678>' }] } };
    expect(readInteraction(slash, known)).toMatchObject({ request: { said: { args: { question: 'in <#123456789012345678>' } } } });
  });

  it('does not answer what it cannot', () => {
    expect(readInteraction({ ...base, token: '../../other' }, known)).toBeUndefined();
    expect(readInteraction({ ...base, member: undefined }, known)).toBeUndefined();
  });
});

describe('addressed', () => {
  const sent = (more: object) => message.parse({ id: '1', channel_id: '2', guild_id: '3', author: { id: '5' }, type: 0, content: 'hello', ...more });
  it.each([
    ['a message in a channel', {}, undefined],
    ['a mention', { content: '<@9> what is TUPE?' }, 'what is TUPE?'],
    ['a mention in the old form, in the middle', { content: 'so <@!9> what is TUPE?' }, 'so   what is TUPE?'],
    ['a mention of nothing more', { content: '<@9>' }, ''],
    ['a mention of somebody else', { content: '<@8> hello' }, undefined],
    ['a reply to Steward without a mention', { type: 19, content: 'thanks' }, undefined],
    ['a direct message', { guild_id: undefined }, 'hello'],
    ['a direct message of a bot', { guild_id: undefined, author: { id: '5', bot: true } }, undefined],
    ['its own direct message', { guild_id: undefined, author: { id: '9' } }, undefined],
    ['a webhook', { guild_id: undefined, webhook_id: '7' }, undefined],
    ['an announcement of Discord’s', { guild_id: undefined, type: 7 }, undefined],
  ])('%s', (_, more, words) => {
    expect(addressed(sent(more), '9')).toBe(words);
  });
});

describe('sharedFrom', () => {
  it('takes only what is ours, and never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (components) => void sharedFrom(components)),
      { numRuns: 300 },
    );
    expect(sharedFrom([])).toBeUndefined();
    expect(sharedFrom([{ type: 99 }])).toBeUndefined();
  });

  it('sends a file again under its name', () => {
    const shared = sharedFrom([
      {
        type: 17,
        components: ['a/2026-plan.ics', 'b/2026-plan.ics'].map((path) => ({
          type: 13,
          file: { url: `https://cdn.discordapp.com/${path}?ex=1` },
          name: 'x',
          size: 1,
        })),
      },
    ]);
    expect(shared?.downloads.map(({ name }) => name)).toEqual(['2026-plan.ics', '2026-plan-2.ics']);
    expect(shared?.components).toMatchObject([
      { components: [{ file: { url: 'attachment://2026-plan.ics' } }, { file: { url: 'attachment://2026-plan-2.ics' } }] },
    ]);
  });

  it('sends pictures again under names of their own', () => {
    const shared = sharedFrom([
      {
        type: 17,
        components: [
          {
            type: 12,
            items: [
              { media: { url: 'https://cdn.discordapp.com/ephemeral-attachments/1/2/0-pay gap.png?ex=1', proxy_url: 'x', width: 3 }, description: 'Pay' },
            ],
          },
        ],
      },
    ]);
    expect(shared).toMatchObject({
      components: [{ type: 17, components: [{ type: 12, items: [{ media: { url: 'attachment://0-pay-20gap.png' }, description: 'Pay' }] }] }],
      downloads: [{ url: 'https://cdn.discordapp.com/ephemeral-attachments/1/2/0-pay gap.png?ex=1', name: '0-pay-20gap.png', description: 'Pay' }],
    });
  });
});
