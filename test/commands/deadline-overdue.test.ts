import { beforeEach, describe, expect, it } from 'vitest';
import { channels } from './channels.ts';
import { program, shortName } from './kept.ts';

const DAY = 86_400_000;

describe('a deadline that is over before it is started', () => {
  let there = channels();
  let steward = program('2026-11-23T10:00:00Z', there.courier);
  beforeEach(() => {
    there = channels();
    steward = program('2026-11-23T10:00:00Z', there.courier);
  });

  it('promises no reminders, names at once whom to tell, and says so in the channel the next morning, once', async () => {
    const page = await steward.sees('deadline start freedom of information on 1 September 2026');
    expect(page).toMatch(
      /It is over already: it was due on Tuesday 29 September 2026, 55 days ago\. Tell the regional organiser now\. I say so here on Tuesday 24 November 2026, 9 am/,
    );
    expect(page).not.toContain('I remind everyone here');
    expect(page).toMatch(/Reminders Thursday 24 September 2026 \(past\)/);
    for (let day = 0; day < 9; day++) {
      steward.passes(DAY);
      await steward.shows();
    }
    expect(there.pages()).toHaveLength(1);
    expect(there.pages()[0]).toContain('OVERDUE: it was due on Tuesday 29 September 2026, 56 days ago.');
    expect(there.pages()[0]).toContain('Tell the regional organiser.');
  });

  it('has what is left of its ladder when that is something', async () => {
    const page = await steward.sees('deadline start freedom of information on 22 October 2026');
    expect(page).toContain('It is over already: it was due on Thursday 19 November 2026, 4 days ago.');
    expect(page).toContain('I say so here on Thursday 26 November 2026, 9 am');
    expect(page).toContain('on Thursday 26 November 2026 and Thursday 3 December 2026, and then no more');
  });

  it('is not offered to be started once nothing of it is to come', async () => {
    const page = await steward.sees('deadline plan advice window on 2008-05-31');
    expect(page).toContain('All of its days are past');
    expect(page).not.toContain('Start it here');
    expect(await steward.sees('deadline plan foi on 22 October 2026')).toContain('Start it here');
  });

  it('marks the day itself as past once its hour is', async () => {
    const page = await steward.sees('deadline start foi on 26 October 2026');
    expect(page).toContain('It runs.');
    expect(page).toContain('Monday 23 November 2026 (past)');
    expect(shortName(page)).toMatch(/^\w{6}$/);
  });
});
