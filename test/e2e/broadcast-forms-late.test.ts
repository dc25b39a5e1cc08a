import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/core/clock.ts';
import { defineCommand } from '../../src/core/command.ts';
import { privately, text } from '../../src/core/reply.ts';
import type { Adapter, Steward } from '../../src/core/steward.ts';
import { UserError } from '../../src/core/user-error.ts';
import { createRouter } from '../../src/router/router.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { slackHand } from './broadcast-forms-hands.ts';
import { logInMemory } from './program.ts';
import { adapterFor } from './slack-app.ts';

/** A form in Slack that turns out to be wrong only after it had to be closed, three seconds being all that Slack waits. */
describe('a form that is refused late in Slack', () => {
  let slack: FakeSlack;
  let adapter: Adapter;
  let mayAnswer = Promise.resolve();
  beforeEach(async () => {
    const send = defineCommand({
      name: 'send',
      summary: 'Send it',
      input: z.object({ title: z.string().meta({ description: 'Title' }), words: z.string().meta({ description: 'Text', rest: true }) }),
      allow: 'anyone',
      examples: ['send'],
      async run({ title, words }) {
        await mayAnswer;
        if (title === 'wrong') throw new UserError('That title is wrong.', 'Say another.', { field: 'title' });
        return privately([text(`Sent: ${words}`)], null);
      },
    });
    const log = logInMemory();
    const router = createRouter({ commands: [send], services: {}, clock: systemClock, log, guards: [], fallback: 'send', isKnownWord: () => true });
    const steward: Steward = { ...router, commands: [send], suggest: () => [] };
    slack = await startFakeSlack();
    ({ adapter } = await adapterFor(slack, 'socket', { steward, log }));
    await adapter.start();
  });
  afterEach(async () => {
    expect(slack.refusals).toEqual([]);
    await adapter.stop();
    await slack.stop();
  });

  it.each([
    ['carries what was typed in the button that opens it again', 'Meet on Friday.'],
    ['shows what is too long for a button', 'Meet on Friday. '.repeat(150).trim()],
  ])(
    '%s',
    async (_, words) => {
      let answer = (): void => {};
      mayAnswer = new Promise<void>((resolve) => {
        answer = resolve;
      });
      const hand = slackHand(slack, 'U0ASKER', 'C0GENERAL');
      const form = await hand.begin('send');
      const filled = hand.fill(form, { title: 'wrong', words });
      await slack.waitFor(({ openViews }) => openViews.length === 0);
      answer();
      await filled;
      const message = await slack.waitFor(({ messages }) => messages.find(({ blocks }) => JSON.stringify(blocks).includes('That title is wrong.')));
      expect(JSON.stringify(message.blocks).split('Meet on Friday.').length).toBe(words.split('Meet on Friday.').length);
      const again = await hand.press({ words: '', isForm: false, what: message }, 'Correct it');
      expect(again.isForm).toBe(true);
      expect((await hand.fill(again, { title: 'Right', words })).words).toContain('Sent: Meet on Friday.');
    },
    20_000,
  );
});
