import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { modalFor, pagesOf } from '../../src/adapters/discord/forms.ts';
import { MOST_MESSAGES } from '../../src/adapters/discord/limits.ts';
import { payloadOf } from '../../src/adapters/discord/payloads.ts';
import { render as toDiscord } from '../../src/adapters/discord/render.ts';
import { formView } from '../../src/adapters/slack/forms.ts';
import { render as toSlack } from '../../src/adapters/slack/render.ts';
import { checkMessage } from '../fakes/discord/message-rules.ts';
import { checkModal } from '../fakes/discord/modal-rules.ts';
import { checkMessageBlocks, tooLongInSum } from '../fakes/slack/block-kit.ts';
import { program } from './kept.ts';

/** The longest replies: every input given where there are many. */
const LINES: readonly string[] = [
  'appraise',
  'appraise jobs staff 1250-1500 rate 40-45% turnover 8-12% months 18-24 temporary 15-25% promised 400-500',
  'appraise payback investment £1.2m savings £350k a year bias 10-24% borrow £1m interest 5% term 25',
  'appraise options criteria quality 30, jobs 25, cost 25, risk 20 scores in-house: 8 7 6 8; partnership: 6 4 7 3; joint venture: 5 5 5 5',
  'appraise savings claim £1m-£2m years 7-10 procurement £2m client £300k transition £1m profit £200k redundancy £1m variations £100k exit £8m cost £10m',
  'appraise investment price £267m investment £8m, £8m own £8m',
  'appraise overrun rate 79% over £268m years 5-6',
  'appraise risk savings 4x5 contractor > users, council, after 3x4 with open-book accounts; exit costs 3x4 council; monopoly 4x4 council > users',
  'appraise impact equalities -2 counters close; mitigation: home visits environment +1 fewer journeys inclusion 0 none economy -3 pay leaves; alternative: here health 0 none employment -2 posts go',
  'appraise local jobs 525-630 pay £28k purchases £2m now 50% after 10%',
  'appraise partnership met service levels: schedule 4; oversight missing staff buy-in; five-year strategy',
  'appraise jobs rate 42%',
];

describe('what is shown of an appraisal', () => {
  it.each(LINES)('Slack and Discord take it: %s', async (line) => {
    const { handle } = program('2026-11-22T10:00:00Z');
    const { reply } = await handle(line);
    for (const { blocks } of toSlack(reply, { share: { kind: 'line', text: line } })) {
      expect(checkMessageBlocks(blocks)).toEqual([]);
      expect(tooLongInSum(blocks)).toBe(false);
    }
    const messages = toDiscord(reply, { share: true });
    expect(messages.length).toBeLessThanOrEqual(MOST_MESSAGES);
    for (const message of messages) {
      const { body, files } = payloadOf(message, { isPrivate: true });
      const uploads = files.map(({ name, data, contentType }, id) => ({ index: String(id), filename: name, contentType, bytes: data }));
      checkMessage('followUp', body as Record<string, unknown>, uploads);
      // A reply that is too long for messages would be a text file.
      expect(uploads.map(({ filename }) => filename).filter((name) => !name.endsWith('.png'))).toEqual([]);
    }
    const hasPicture = reply.blocks.some(({ kind }) => kind === 'picture');
    if (hasPicture) expect([toSlack(reply)[0]?.pictures.length, messages[0]?.files.length]).toEqual([1, 1]);
  });

  it.each(commands.filter(({ name }) => name.startsWith('appraise ')))('$name can be asked for with a form on both', (command) => {
    const values = Object.fromEntries(command.fields.map(({ name }) => [name, '£1.2m']));
    for (const page of pagesOf(command.fields).keys()) {
      const data = modalFor(command, { command: command.name, page, values }, 'form:0:x');
      checkModal(JSON.parse(JSON.stringify({ type: 9, data })));
    }
    expect(pagesOf(command.fields).flat().length).toBe(command.fields.length);
    const inputs = formView(command, {}, { defaults: values }).blocks.filter(({ type }) => type === 'input');
    expect(inputs.map(({ block_id }) => block_id)).toEqual(command.fields.map(({ name }) => name));
  });
});
