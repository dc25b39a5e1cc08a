import { describe, expect, it } from 'vitest';
import type { Address } from '../../src/core/courier.ts';
import { button, buttons, privately, type Reply, text } from '../../src/core/reply.ts';
import type { Steward } from '../../src/core/steward.ts';
import { sitDown } from '../adapters/terminal/at-prompt.ts';

// The suite in courier.ts is for what lies behind a network: lost answers, limits, places that are gone, messages that can be changed. Here is none of
// these: a line is printed or it is not. What both promise, once and to nobody when stopped, is asked of it below.

const HERE: Address = { platform: 'terminal', workspace: 'local', channel: 'terminal' };
const saying = (words: string): Reply => privately([text(words)], null);

let finish = (): void => {};
const steward: Steward = {
  commands: [],
  suggest: () => [],
  async handle({ said }) {
    if (said.kind === 'line' && said.text === 'slow')
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    return { status: 'answered', reply: saying(`heard ${said.kind === 'line' ? said.text : ''}`) };
  },
};

describe('a courier: terminal', () => {
  it('prints above what is being typed, which goes on as if nothing had been', async () => {
    const at = sitDown(steward);
    await at.type('how many jo');
    const reply = privately([text('Ring the region.'), ...buttons(button('Done', 'remind done 1'))], null);
    expect(await at.courier.deliver(HERE, reply, { key: 'one' })).toEqual({ status: 'sent', message: 'one' });
    expect(at.screen.lines().slice(4)).toEqual(['Ring the region.', '', '› remind done 1   Done', '', '› how many jo']);
    await at.type('bs', '\r');
    expect(at.screen.lines()).toContain('heard how many jobs');
    expect(at.screen.bells).toBe(0);
    await at.leave();
  });

  it('keeps a line that runs over several rows, and the place of the cursor in it', async () => {
    const at = sitDown(steward, 30);
    const welcome = at.screen.lines().length - 1;
    await at.type('what did the council say about the jobs in the centre', '\u001b[D'.repeat(6));
    await at.courier.deliver(HERE, saying('Ring the region about the papers for Monday.'), { key: 'one' });
    const shown = at.screen.lines().slice(welcome);
    expect(shown.slice(0, 3)).toEqual(['Ring the region about the', 'papers for Monday.', '']);
    expect(shown.slice(3).join('')).toBe('› what did the council say about the jobs in the centre');
    await at.type('call ', '\r');
    expect(at.screen.lines().join(' ')).toContain('heard what did the council say about the jobs in the call centre');
    await at.leave();
  });

  it('prints while a command runs, and draws no prompt before its answer', async () => {
    const at = sitDown(steward);
    await at.type('slow', '\r');
    await at.courier.deliver(HERE, saying('Ring the region.'), { key: 'one' });
    expect(at.screen.lines().slice(-3)).toEqual(['Ring the region.', '', '']);
    finish();
    await at.type('');
    expect(at.screen.lines().slice(-4)).toEqual(['', 'heard slow', '', '›']);
    await at.leave();
  });

  it('shows a thing once, and other things too', async () => {
    const at = sitDown(steward);
    for (const key of ['one', 'one', 'two']) await at.courier.deliver(HERE, saying('The same words.'), { key, maybeSince: new Date(0) });
    expect(at.screen.lines().filter((line) => line === 'The same words.')).toHaveLength(2);
    await at.leave();
  });

  it('rings no bell, whatever a reply holds', async () => {
    const at = sitDown(steward);
    const reply = privately(
      [
        text('Ding\u0007 dong'),
        { kind: 'picture', png: new Uint8Array(), fileName: 'a.png', alt: '\u0007', plain: '#\u0007\u001b]0;title\u0007\n##' },
        ...buttons(button('\u0007', 'ring \u0007 it')),
      ],
      null,
    );
    await at.courier.deliver(HERE, reply, { key: 'one' });
    expect(at.screen.bells).toBe(0);
    await at.leave();
  });

  it('says to try later while no prompt is open', async () => {
    const at = sitDown(steward);
    await at.leave();
    expect(await at.courier.deliver(HERE, saying('Anybody?'), { key: 'one' })).toEqual({ status: 'later', mayHaveArrived: false });
    expect(at.screen.lines().join()).not.toContain('Anybody');
  });

  it('cannot take back what it has printed', async () => {
    const at = sitDown(steward);
    await at.courier.deliver(HERE, saying('Ring the region.'), { key: 'one' });
    expect(await at.courier.replace(HERE, 'one', saying('Done.'))).toEqual({ status: 'unreachable', why: 'gone' });
    await at.leave();
  });
});
