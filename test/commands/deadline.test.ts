import { beforeEach, describe, expect, it } from 'vitest';
import { program, shortName } from './kept.ts';

const NOW = '2026-06-22T09:30:00Z';
const DAY = 86_400_000;

describe('deadline', () => {
  let steward = program(NOW);
  beforeEach(() => {
    steward = program(NOW);
  });

  it('shows the plan, the working and the ladder, and runs', async () => {
    const page = await steward.sees('deadline start advice-window on 2026-06-19 for "shared services guidance"');
    expect(page).toContain('It runs.');
    expect(page).toContain('The two-month advice window after conference: shared services guidance');
    expect(page).toContain('two months after 19 June 2026 is 19 August 2026, a Wednesday');
    expect(page).toMatch(/Reminders .*Wednesday 5 August 2026.*Wednesday 19 August 2026/);
    expect(page).toContain('the regional organiser is named');
    expect(page).toContain('Check with your regional organiser.');
    expect(page).toContain('grade C');
    expect(await steward.sees('reminders')).toMatch(/There are no reminders here\. One deadline runs here besides, with reminders of its own/);
  });

  it.each([
    'deadline start advice window for "guidance" on 19 June 2026',
    'deadline start advice-window on 19/6/26 for guidance',
    'deadline start the advice window on 19 June for “guidance”',
    'deadline start advice window 19 June for guidance',
  ])('understands `%s`', async (line) => {
    expect(await steward.sees(line)).toContain('19 August 2026');
    expect(await steward.sees('deadlines')).toContain('for guidance');
  });

  it('takes a date with no word before it', async () => {
    expect(await steward.sees('deadline start foi yesterday')).toContain('Monday 20 July 2026');
  });

  it.each([
    ['deadline start foi on 30 February', 'February has no 30th day: it has 28 days, and 29 in a leap year.'],
    ['deadline plan foi 31/4/2026', 'April has no 31st day: it has 30 days.'],
    ['deadline plan foi 29 February 2027', '2027 is not a leap year'],
    ['deadline plan foi on some day', 'I cannot read “some day” as a date.'],
  ])('says why there is no such day: `%s`', async (line, why) => {
    expect(await steward.sees(line)).toContain(why);
  });

  it('gives the same from a form', async () => {
    const page = await steward.sees({ kind: 'command', name: 'deadline start', args: { rule: 'advice-window', on: '2026-06-19', for: 'guidance' } });
    expect(page).toContain('19 August 2026');
  });

  it('asks for what is missing, and refuses what does not exist', async () => {
    expect(await steward.sees('deadline start advice-window')).toContain('The two-month advice window after conference:');
    expect(await steward.sees('deadline start')).toContain('Which deadline?');
    expect(await steward.sees('deadline start the moon landing')).toContain('I have no deadline called “the moon landing”.');
    expect(await steward.sees('deadline start advice-window on 30 February')).toContain('February has no 30th day');
    expect(await steward.sees('deadline start advice-window on 2026-02-30')).toContain('February has no 30th day');
    expect(await steward.sees('deadline start advice-window on 9999-01-01')).toContain('outside the years that can be planned for');
    expect(await steward.sees('deadlines')).toContain('No deadline runs here.');
  });

  it('lists the nearest first, says who holds each, and which are overdue', async () => {
    await steward.sees('deadline start foi on 2026-06-15', { person: 'U2' });
    await steward.sees('deadline start advice-window on 2026-06-19 for training');
    steward.passes(40 * DAY);
    const page = await steward.sees('deadlines');
    expect(page).toMatch(
      /OVERDUE, Tuesday 14 July 2026 \(18 days ago\): .*another member holds it[\s\S]*Wednesday 19 August 2026 \(in 18 days\): .*for training; you hold it/,
    );
  });

  it('is met by anyone of the channel, and its reminders stop', async () => {
    const id = shortName(await steward.sees('deadline start advice-window on 2026-06-19'));
    expect(await steward.sees(`deadline met ${id}`, { person: 'U2' })).toContain('Met: The two-month advice window after conference.');
    expect(await steward.sees('reminders')).toContain('There are no reminders here.');
    expect(await steward.sees('deadlines')).toContain('No deadline runs here.');
    expect(await steward.sees('deadlines all')).toMatch(/Met: The two-month advice window/);
    expect(await steward.sees(`deadline met ${id}`)).toContain('That is met already: another member said so on');
    expect(await steward.sees(`deadline show ${id}`)).toMatch(/met “Advice and training due” by another member[\s\S]*started by you/);
    expect(await steward.sees(`deadline show ${id}`, { person: 'U5', channel: 'C5' })).toContain(`There is no deadline \`${id}\` here.`);
  });

  it('says that it was met late', async () => {
    const id = shortName(await steward.sees('deadline start advice-window on 2026-06-19'));
    steward.passes(70 * DAY);
    await steward.sees(`deadline met ${id}`);
    expect(await steward.sees('deadlines all')).toContain('Met late: The two-month advice window');
  });

  it('of several dates runs on after the first is met', async () => {
    const id = shortName(await steward.sees('deadline start service improvement plan on 2026-06-01'));
    expect(await steward.sees(`deadline met ${id}`)).toContain('The next date of it runs on: ');
    expect(await steward.sees('deadlines')).toContain('you hold it');
    expect(await steward.sees(`deadline drop ${id}`)).toContain('Nobody is reminded of it any more.');
    expect(await steward.sees('reminders')).toContain('There are no reminders here.');
  });

  it('is planned without being started', async () => {
    const page = await steward.sees('deadline plan judicial review on 1 December 2026');
    expect(page).toContain('GET LEGAL ADVICE AT ONCE');
    expect(page).toContain('Nothing is started yet.');
    expect(await steward.sees('deadlines')).toContain('No deadline runs here.');
    expect(await steward.sees('deadline rules')).toContain('Judicial review');
  });

  it('leaves questions about deadlines to be answered', async () => {
    const { reply } = await steward.handle('deadline for a judicial review of a decision to outsource?');
    expect(reply.data).toMatchObject({ answered: true });
  });
});
