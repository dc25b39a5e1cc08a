import { describe, expect, it } from 'vitest';
import { ANN, DAY, NAT, office, TENDER } from '../broadcasts/office.ts';

/** A broadcast with other options before its text. */
const withOptions = (options: string): string => TENDER.replace('broadcast', `broadcast ${options}`);
const saying = (words: string): string => `broadcast --title "The new tender" --regions "North West" ${words}`;

describe('a broadcast that cannot be sent: a clear message, and nothing is sent', async () => {
  const steward = await office();

  it.each([
    ['nobody', TENDER.replace('--regions "North West"', ''), 'It is for nobody yet.'],
    ['an empty region', TENDER.replace('North West', 'Scotland'), 'There is no open branch in Scotland yet, so it would reach nobody.'],
    ['what no branch is', withOptions('--groups Police'), 'No open branch is all of that'],
    ['everyone left out', withOptions('--except "Bolton, Preston, Wigan, Salford"'), 'No open branch is all of that'],
    ['a region that is none', TENDER.replace('North West', 'Nroth West'), 'I know no region called “Nroth West”. Did you mean North West'],
    ['a service group that is none', withOptions('--groups Helth'), 'I know no service group called “Helth”. Did you mean Health'],
    ['a branch that is none', withOptions('--branches "Boltn"'), 'I know no branch called “Boltn”. Did you mean Bolton (North West, NW01)?'],
    ['a branch that is like none', withOptions('--except "Zzzzzz"'), 'I know no branch called “Zzzzzz”. Look with `branches`'],
    ['a time in the past', withOptions('--when "1 November 2026 9am"'), 'Sunday 1 November 2026, 9 am is past.'],
    ['several times', withOptions('--when "every Monday"'), 'is more than one time'],
    ['no time', withOptions('--when "soon"'), 'I found no time in “soon”.'],
    ['acknowledged in the past', withOptions('--by "20 November 2026 9am"'), 'is past.'],
    ['acknowledged before it is sent', withOptions('--when "Friday 9am" --by "Thursday 9am"'), 'it is not sent before then'],
    ['acknowledged by a time by nobody', withOptions('--receipt none --by "Friday 9am"'), 'It cannot be acknowledged by a time when nobody is asked to.'],
    ['reminders to nobody', withOptions('--receipt none --chase daily'), 'Reminders go to those who have not acknowledged, and nobody is asked to.'],
    ['reminders too often', withOptions('--chase "every hour, 50 times"'), 'I cannot remind them “every hour, 50 times”.'],
    ['a receipt that is none', withOptions('--receipt maybe'), 'it is one of branch, person, none'],
    ['essential without a tag', withOptions('--essential "the NEC"'), 'this one has no tag'],
    ['a tag that is none', withOptions('--tag "!!!"'), '“!!!” is no tag.'],
    ['an entry that is none', withOptions('--entry zzzzqqqq'), 'I have no entry called “zzzzqqqq”.'],
    ['a script', saying('Hello <script>alert(1)</script>'), 'The text has code in it (“<script”), which no channel runs or shows.'],
    ['an image that runs', saying('![x](y) <img src=x onerror=alert(1)>'), 'The text has code in it'],
    ['a link that runs', saying('[press](javascript:alert(1))'), 'The text has code in it (“javascript:”)'],
    ['a call for everyone on Discord', saying('Hello @everyone'), 'The text calls for everyone (“@everyone”). I never ring for a whole channel.'],
    ['a call for everyone on Slack', saying('Hello <!channel> and all'), 'The text calls for everyone (“<!channel>”).'],
    ['a call for a group', saying('Hello <!subteam^S123>'), 'The text calls for everyone'],
    ['a call in the title', TENDER.replace('The new tender', '@here the tender'), 'The title calls for everyone'],
    ['no words', saying('***'), 'The text is empty.'],
    ['a title too long', TENDER.replace('The new tender', 'x'.repeat(200)), 'The title is 200 characters long, and 120 is the most.'],
    [
      '100,000 characters',
      saying('long '.repeat(20_000)),
      'characters long, and I read at most 4,000 at once. Say the main point, and attach the whole as a file.',
    ],
  ])('%s', async (_, line, said) => {
    const { status } = await steward.handle(line, ANN);
    expect(status).toBe('refused');
    const page = await steward.sees(line, ANN);
    expect(page).toContain(said);
    expect(page).not.toMatch(/NaN|undefined|\[object/);
    await steward.goesOut();
    expect(steward.post.messages).toEqual([]);
    expect(await steward.sees('broadcasts', ANN)).toContain('Nothing has been sent');
  });

  it.each(['Hello, write to jo@everyone.example today', 'The <b>bold</b> word', 'a < b and c > d', 'our motion: script the debate'])(
    'takes `%s`, which is none of these',
    async (words) => {
      const { status } = await steward.handle(saying(words), NAT);
      expect(status).toBe('answered');
    },
  );
});

describe('what cannot be done with a broadcast any more', () => {
  it('says how it stands, and does nothing', async () => {
    const steward = await office();
    const { id, confirm } = await steward.drafts(withOptions('--when "tomorrow 9am"'));
    await steward.sees(`broadcast status ${id}`, ANN);
    expect(await steward.sees(`broadcast withdraw ${id} why not`, ANN)).toContain('is a draft: nothing of it was sent, so it cannot be withdrawn.');
    steward.passes(2 * DAY);
    expect(await steward.sees(confirm, ANN)).toContain('Tuesday 24 November 2026, 9 am is past.');
    await steward.sees(`broadcast cancel ${id}`, ANN);
    for (const line of [`broadcast confirm ${id}`, `broadcast change ${id} --title x`])
      expect(await steward.sees(line, ANN), line).toContain('is no draft any more');
    for (const act of ['pause', 'resume', 'chase'])
      expect(await steward.sees(`broadcast ${act} ${id}`, ANN), act).toMatch(/was cancelled, so it cannot be|There is no broadcast/);
    await steward.goesOut();
    expect(steward.post.messages).toEqual([]);
  });

  it('tells somebody who names none', async () => {
    const steward = await office();
    for (const act of ['confirm', 'approve', 'status', 'pause', 'withdraw'])
      expect(await steward.sees(`broadcast ${act} zzzzzz because`, ANN), act).toContain('There is no broadcast `zzzzzz` that you may see here.');
    expect(await steward.sees('broadcast status', ANN)).toContain('needs words after it');
  });

  it('sends nothing when nobody can be reached', async () => {
    const steward = await office();
    const { page } = await steward.drafts(TENDER.replace('--regions "North West"', '--branches Wigan'));
    const [, id = ''] = /broadcast cancel (\w{6})/.exec(page) ?? [];
    expect(page).toContain('It goes to no branches');
    expect(page).not.toContain('Send to');
    expect(await steward.sees(`broadcast confirm ${id}`, ANN)).toContain('None of these branches can be reached');
  });
});
