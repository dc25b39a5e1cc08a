import { beforeEach, describe, expect, it } from 'vitest';
import { ANN, BOB, office, TENDER } from '../broadcasts/office.ts';

type Office = Awaited<ReturnType<typeof office>>;

const ASKED = [
  'who has not acknowledged',
  'who hasn’t acknowledged the new tender?',
  'did Bolton get it?',
  'did Bolton get the message',
  'has Bolton acknowledged it',
  'which branches have read it',
  'who is outstanding',
];

describe('a question about broadcasts', () => {
  let steward: Office;
  let id = '';
  beforeEach(async () => {
    steward = await office();
    const draft = await steward.drafts(TENDER);
    id = draft.id;
    await steward.sees(draft.confirm, ANN);
    await steward.goesOut();
  });

  it.each(ASKED)('leads to the status: `%s`', async (question) => {
    const page = await steward.sees(question, ANN);
    expect(page).toContain('The new tender: in 4 channels, 0 acknowledged');
    expect(page).toContain(`broadcast status ${id}`);
  });

  it.each(['chase the ones who have not replied', 'chase everyone who hasn’t acknowledged'])(
    'leads to reminding them, and reminds nobody: `%s`',
    async (line) => {
      expect(await steward.sees(line, ANN)).toContain(`broadcast chase ${id}`);
      expect(steward.post.in('CBOLTON')).toHaveLength(1);
    },
  );

  it.each(['how do I tell all branches', 'how can I send a message to all our branches?', 'how to reach every branch'])('says how: `%s`', async (question) => {
    expect(await steward.sees(question, ANN)).toContain('With `broadcast`: say to whom');
  });

  it('shows an officer of another region nothing of it, and others who can see it', async () => {
    expect(await steward.sees('who has not acknowledged', BOB)).toContain('Nothing has been sent to your branches yet.');
    const page = await steward.sees('who has not acknowledged', { person: 'U7', channel: 'CBOLTON' });
    expect(page).toContain('by a regional officer or a national officer');
    expect(page).not.toContain('The new tender');
  });

  it.each(['ask who has not acknowledged', 'who has seen job losses', 'did Capita get the contract', 'how do we tell members about a transfer'])(
    'is another one: `%s`',
    async (question) => {
      expect(await steward.data(question, ANN)).not.toHaveProperty('offered');
    },
  );
});
