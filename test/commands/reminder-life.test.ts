import { beforeEach, describe, expect, it } from 'vitest';
import { channels } from './channels.ts';
import { program, shortName } from './kept.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Half past nine on a Monday. */
const MONDAY = '2026-11-23T09:30:00Z';

describe('the life of a reminder', () => {
  let there = channels();
  let steward = program(MONDAY, there.courier);
  beforeEach(() => {
    there = channels();
    steward = program(MONDAY, there.courier);
  });
  const set = async (line: string): Promise<string> => shortName(await steward.sees(line));
  const says = (what: string, id: string, rest = ''): Promise<string> => steward.sees(`reminder ${what} ${id} ${rest}`.trim());
  const pass = async (ms: number): Promise<number> => {
    steward.passes(ms);
    await steward.shows();
    return there.pages().length;
  };

  describe('put off', () => {
    it('before it came at all, comes then and not before', async () => {
      const id = await set('remind "leaflets" on Thursday 10am');
      expect(await says('snooze', id, 'next Monday 9am')).toContain('It comes again on Monday 30 November 2026, 9 am.');
      expect(await pass(4 * DAY)).toBe(0);
      expect(await pass(3 * DAY)).toBe(1);
      expect(await steward.sees('reminders')).toContain('There are no reminders here.');
    });

    it('to before its time, comes at both', async () => {
      const id = await set('remind "leaflets" on Thursday 10am');
      await says('snooze', id, 'tomorrow 9am');
      expect(await pass(DAY)).toBe(1);
      expect(await pass(3 * DAY)).toBe(2);
    });

    it('while it repeats, comes by its schedule too, which is said, and still comes then', async () => {
      const id = await set('remind "leaflets" every day at 10am');
      expect(await pass(HOUR)).toBe(1);
      expect(await says('snooze', id, 'next Monday 2pm')).toContain(
        'It comes again on Monday 30 November 2026, 2 pm. Before that it comes by its schedule, on Tuesday 24 November 2026, 10 am.',
      );
      for (let day = 1; day <= 6; day++) expect(await pass(DAY)).toBe(1 + day);
      expect(await steward.sees(`reminder show ${id}`)).toContain('Put off until Monday 30 November 2026, 2 pm');
      expect(await pass(DAY)).toBe(8);
      expect(await pass(4 * HOUR)).toBe(9);
    });

    it('while it asks until somebody says done, asks on and still comes then', async () => {
      const id = shortName(
        await steward.sees({ kind: 'command', name: 'remind', args: { what: 'leaflets', when: 'every day at 10am', nag: 'every 2 hours' } }),
      );
      await pass(HOUR);
      await says('snooze', id, 'tomorrow 11am');
      expect(await pass(DAY)).toBe(2);
      expect(await pass(HOUR)).toBe(3);
      expect(there.pages()[2]).not.toContain('Still waiting');
      expect(await pass(2 * HOUR)).toBe(4);
      expect(there.pages()[3]).toContain('Still waiting');
    });
  });

  describe('done', () => {
    it('before it is due does not come', async () => {
      const id = await set('remind "leaflets" tomorrow 9am, again every hour until someone says done');
      expect(await says('done', id)).toContain('Done before its time: it will not be shown.');
      expect(await pass(2 * DAY)).toBe(0);
    });

    it('says when it comes while it is not due, and changes nothing', async () => {
      const id = await set('remind "leaflets" every Tuesday at 9am');
      expect(await says('done', id)).toContain('It is not due yet: it comes on Tuesday 24 November 2026, 9 am.');
      await pass(DAY);
      expect(await says('done', id)).toContain('Done.');
      expect(there.pages()[0]).toMatch(/^✓ leaflets Done\./);
      expect(await says('done', id)).toContain('It is not due yet: it comes on Tuesday 1 December 2026, 9 am.');
    });

    it('leaves alone what was settled before', async () => {
      const id = await set('remind "leaflets" every Tuesday at 9am');
      await pass(DAY);
      await says('done', id);
      await says('snooze', id, 'Friday 9am');
      expect(there.pages()[0]).toMatch(/^✓ leaflets Done\./);
      await says('stop', id);
      expect(there.pages()[0]).toMatch(/^✓ leaflets Done\./);
    });
  });

  describe('paused', () => {
    it('past its time is shown when it goes on', async () => {
      const id = await set('remind "leaflets" on Thursday 10am');
      await says('pause', id);
      expect(await pass(7 * DAY)).toBe(0);
      expect(await says('resume', id)).toContain('It goes on. Its time passed while it was paused, so it is shown now.');
      expect(await pass(60_000)).toBe(1);
      expect(there.pages()[0]).not.toContain('Late by');
    });

    it('is not paused any more once it is put off', async () => {
      const id = await set('remind "leaflets" every Tuesday at 9am');
      await says('pause', id);
      steward.passes(14 * DAY);
      expect(await says('snooze', id, 'in 1 hour')).toContain('It is not paused any more.');
      expect(await pass(HOUR)).toBe(1);
    });

    it('twice, or gone on with twice, is said and changes nothing', async () => {
      const id = await set('remind "leaflets" every Tuesday at 9am');
      expect(await says('resume', id)).toContain('It is not paused');
      await says('pause', id);
      expect(await says('pause', id)).toContain('It is paused already');
    });
  });

  it('that could not be shown is kept until it is moved or stopped', async () => {
    const id = await set('remind "leaflets" tomorrow 9am');
    there.close();
    await pass(DAY);
    expect(await says('pause', id)).toContain('could not be shown, and waits to be moved');
    expect(await says('resume', id)).toContain('could not be shown, and waits to be moved');
    expect(await steward.sees('reminders')).toContain('leaflets');
    there.open();
    await steward.sees(`reminder change ${id} here`, { channel: 'C2' });
    expect(await pass(60_000)).toBe(2);
  });

  it('ends when it is cancelled: nothing brings it back', async () => {
    const id = await set('remind "leaflets" every Tuesday at 9am');
    expect(await says('stop', id)).toContain('Cancelled');
    for (const what of ['resume', 'pause', 'done']) expect(await says(what, id), what).toContain('That reminder was cancelled.');
    expect(await says('snooze', id, 'tomorrow 9am')).toContain('That reminder was cancelled.');
    expect(await says('change', id, 'tomorrow 9am')).toContain('That reminder was cancelled.');
    expect(await says('stop', id)).toContain('It is cancelled already');
    expect(await pass(14 * DAY)).toBe(0);
  });

  it('that is over comes back when it is put off or given a time, and cannot be paused', async () => {
    const id = await set('remind "leaflets" tomorrow 9am');
    await pass(DAY);
    for (const what of ['resume', 'pause']) expect(await says(what, id), what).toContain('That reminder is over');
    expect(await says('change', id, '"papers"')).toContain('That reminder is over');
    await says('snooze', id, 'in 1 hour');
    expect(await pass(HOUR)).toBe(2);
    await says('change', id, 'tomorrow 9am');
    expect(await pass(DAY)).toBe(3);
  });

  it('of a deadline that is met is not put off from an old notice', async () => {
    const deadline = shortName(await steward.sees('deadline start foi on 9 November 2026'));
    await pass(10 * DAY);
    const [, rung = ''] = /reminder snooze (\w{6}) in 1 hour/.exec(there.pages()[0] ?? '') ?? [];
    await steward.sees(`deadline met ${deadline}`);
    expect(await says('snooze', rung, 'in 1 hour')).toContain('The deadline that it is for is met or dropped, so it comes no more.');
    expect(await pass(DAY)).toBe(1);
  });
});
