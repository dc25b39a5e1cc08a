import { beforeEach, describe, expect, it } from 'vitest';
import { channels } from './channels.ts';
import { program, shortName } from './kept.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Of its two dates the first is the day of the decision, the second 18 December. */
const START = 'deadline start judicial-review on 20 November 2026 for "leisure trust"';

describe('a deadline of several dates', () => {
  let there = channels();
  let steward = program('2026-11-20T08:00:00Z', there.courier);
  let id = '';
  beforeEach(async () => {
    there = channels();
    steward = program('2026-11-20T08:00:00Z', there.courier);
    id = shortName(await steward.sees(START));
  });
  it('is met one date at a time, and says which', async () => {
    expect(await steward.sees(`deadline met ${id}`)).toMatch(/Met: .*“Get legal advice”.*The next date of it runs on: “Last day that is safe to plan on”/);
    const again = await steward.sees(`deadline met ${id}`, { person: 'U2' });
    expect(again).toContain('Which of its dates is met?');
    expect(again).toMatch(/“Get legal advice” is met already/);
    expect(await steward.sees('deadlines')).toContain('Last day that is safe to plan on');
  });

  it('does not take the second press of one notice for the next date', async () => {
    steward.passes(HOUR);
    await steward.shows();
    const [notice = ''] = there.pages();
    const [, line = ''] = /(deadline met \w{6}(?: \S+)?) It is met/.exec(notice) ?? [];
    expect(await steward.sees(line)).toContain('Met:');
    const second = await steward.sees(line, { person: 'U2' });
    expect(second).toMatch(/“Get legal advice” is met already: another member said so on Friday 20 November 2026/);
    expect(second).toContain(`deadline reopen ${id} 1`);
    expect(await steward.sees('deadlines')).toMatch(/Friday 18 December 2026 \(in 28 days\)/);
    steward.passes(7 * DAY);
    await steward.shows();
    expect(there.pages()).toHaveLength(2);
  });

  it('takes the button off notices in the channel once it is met', async () => {
    steward.passes(HOUR);
    await steward.shows();
    expect(there.pages()[0]).toContain('It is met');
    await steward.sees(`deadline met ${id} 1`);
    expect(there.pages()[0]).toMatch(/^✓ .*It is met\./);
    expect(there.pages()[0]).not.toContain('deadline met');
  });

  it('has each of its dates named when it is met, and refuses others', async () => {
    expect(await steward.sees(`deadline met ${id} limit`)).toContain('“Last day that is safe to plan on”');
    expect(await steward.sees(`deadline met ${id} 3`)).toMatch(/It has no date “3”.*1 Get legal advice.*2 Last day that is safe to plan on/);
    const page = await steward.sees(`deadline show ${id}`);
    expect(page).toMatch(/Met on Friday 20 November 2026, 8 am, by you/);
    expect(page).toMatch(/met “Last day that is safe to plan on” by you/);
  });

  it('goes on when that was a slip: its reminders come again', async () => {
    await steward.sees(`deadline met ${id} 2`);
    await steward.sees(`deadline met ${id} 1`);
    await steward.sees(`deadline reopen ${id} 1`);
    await steward.sees(`deadline met ${id} 1`);
    steward.passes(8 * DAY);
    await steward.shows();
    expect(there.pages()).toHaveLength(0);
    expect(await steward.sees(`deadline reopen ${id} 2`, { person: 'U2' })).toContain('“Last day that is safe to plan on” is open again');
    expect(await steward.sees(`deadline reopen ${id} 2`)).toContain('is not met');
    steward.passes(10 * DAY);
    await steward.shows();
    expect(there.pages()).toHaveLength(1);
    expect(there.pages()[0]).toContain('A claim must be filed by now');
    await steward.sees(`deadline met ${id} 2`);
    expect(await steward.sees('deadlines')).toContain('No deadline runs here.');
    await steward.sees(`deadline reopen ${id} 1`);
    expect(await steward.sees('deadlines')).toContain('Get legal advice');
  });

  it('is not opened again once it was dropped', async () => {
    await steward.sees(`deadline met ${id} 1`);
    await steward.sees(`deadline drop ${id}`);
    expect(await steward.sees(`deadline reopen ${id} 1`)).toContain('That deadline is dropped already.');
  });
});

describe('a deadline of one date', () => {
  it('is met once, says so the second time, and can be opened again', async () => {
    const steward = program('2026-11-09T10:00:00Z');
    const id = shortName(await steward.sees('deadline start foi on 9 November 2026'));
    expect(await steward.sees(`deadline met ${id}`)).toContain(`deadline reopen ${id}`);
    expect(await steward.sees(`deadline met ${id}`)).toContain('That is met already: you said so on Monday 9 November 2026');
    expect(await steward.sees(`deadline reopen ${id}`)).toContain('It is open again');
    expect(await steward.sees('deadlines')).toContain('freedom of information');
  });
});
