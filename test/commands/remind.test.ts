import { beforeEach, describe, expect, it } from 'vitest';
import type { Courier } from '../../src/core/courier.ts';
import { program, shortName } from './kept.ts';

const MONDAY = '2026-11-23T09:30:00Z';
const DAY = 86_400_000;

describe('remind', () => {
  let steward = program(MONDAY);
  beforeEach(() => {
    steward = program(MONDAY);
  });

  it('says back in full what was understood, with buttons to change or cancel it', async () => {
    const page = await steward.sees('remind "scrutiny deputation" next Tuesday 9am');
    expect(page).toContain('I shall remind everyone here.');
    expect(page).toMatch(/Says scrutiny deputation When Tuesday (24 November|1 December) 2026, 9 am/);
    expect(page).toMatch(/reminder change \w{6} Change it/);
    expect(page).toMatch(/reminder stop \w{6} Cancel it/);
  });

  it('says the next three times of one that repeats', async () => {
    const page = await steward.sees('remind "branch committee" every first Monday 10am');
    expect(page).toContain('every first Monday at 10 am, from 7 December 2026');
    expect(page).toContain('Monday 7 December 2026, 10 am; Monday 4 January 2027, 10 am; Monday 1 February 2027, 10 am');
  });

  it('takes the words out of a sentence', async () => {
    expect(await steward.sees('remind me in 2 hours to ring the region')).toMatch(/Says ring the region When Monday 23 November 2026, 11\.30 am/);
  });

  it.each(['reminder tomorrow 9am ring the region', 'remindme ring the region tmrw at 9am', 'remind 2moro 9am ring the region'])(
    'takes `%s` for one',
    async (line) => {
      expect(await steward.sees(line)).toContain('Says ring the region When Tuesday 24 November 2026, 9 am');
    },
  );

  it.each([
    ['remind everyone the vote closes on Friday', 'Says the vote closes When Friday 27 November 2026, 9 am'],
    ['remind us all that the ballot closes tomorrow 5pm', 'Says the ballot closes When Tuesday 24 November 2026, 5 pm'],
    ['remind "everyone out" Friday', 'Says everyone out When Friday'],
    ['remind ring jo before Friday', 'Says ring jo When Thursday 26 November 2026, 9 am'],
    ['remind ring jo every Monday before Christmas', 'Says ring jo When every Monday at 9 am, from 30 November 2026, until 24 December 2026'],
    ['remind ring jo tomorrow 9am GMT', 'Says ring jo When Tuesday 24 November 2026, 9 am'],
  ])('takes neither whom nor what leads to the time for what it says: `%s`', async (line, says) => {
    expect(await steward.sees(line)).toContain(says);
  });

  it('says that before a day is the day before', async () => {
    expect(await steward.sees('remind ring jo before Friday')).toContain('Before a day is taken for the day before it.');
  });

  it.each([
    ['remind ring jo tmrw 9', '“9” can be 9 am or 9 pm.', 'Says ring jo When Tuesday 24 November 2026, 9 am'],
    ['remind ring jo before Friday 3pm', 'the day before, or that time itself?', 'Says ring jo When Thursday 26 November 2026, 3 pm'],
    ['remind ring jo 1 July 2027 9am GMT', 'Clocks show BST then, not GMT.', 'Says ring jo When Thursday 1 July 2027, 9 am'],
  ])('asks rather than guesses: `%s`', async (line, why, set) => {
    const page = await steward.sees(line);
    expect(page).toContain(why);
    const [, first = ''] = /› (remind ".*?\d [ap]m) /u.exec(page) ?? [];
    expect(await steward.sees(first)).toContain(set);
  });

  it('says when it first comes, where it begins on a day off', async () => {
    const page = await steward.sees('remind "papers" every Monday or the working day after at 10am from 25 December 2026');
    expect(page).toContain('from 28 December 2026 (a day off: first on Tuesday 29 December 2026, 10 am) Next Tuesday 29 December 2026, 10 am');
  });

  it.each([
    ['every mon 9am papers', '“papers”, every Monday at 9 am', 'Says papers When every Monday at 9 am'],
    ['ring Jo tomorrow 9am', '“ring Jo”, Tuesday 24 November 2026, 9 am', 'Says ring Jo When Tuesday 24 November 2026, 9 am'],
    ['every Monday at 5pm and 6pm papers', 'That reads like a reminder.', 'I found “5pm” and “6pm”'],
  ])('is offered, and not set, where `remind` was left out: `%s`', async (line, offer, set) => {
    const page = await steward.sees(line);
    expect(page).toContain(offer);
    expect(page).toContain(`ask ${line} No, it is a question`);
    expect(await steward.sees('reminders')).toContain('There are no reminders here.');
    expect(await steward.sees(`remind ${line}`)).toContain(set);
  });

  it.each(['what happened on Friday 3pm', 'every mon 9am', 'ask every mon 9am papers', 'motions close at noon on 28 February, do they?'])(
    'is not offered for `%s`',
    async (line) => {
      expect(await steward.sees(line)).not.toContain('reads like a reminder');
    },
  );

  it('leaves a question and a slip alone that begin like it', async () => {
    expect((await steward.handle('reminder of what conference decided in 2008?')).reply.data).toHaveProperty('answered');
    expect(await steward.sees('reminder snoze k3m9xq')).toContain('`reminder` has no `snoze`');
  });

  it.each([
    ['remind "committee papers" every Monday 9am until someone says done', 'Says committee papers'],
    ['remind every Monday 9am "committee papers" until someone says done', 'Says committee papers'],
    ['remind tomorrow 9am "send the questions" until someone says done', 'Says send the questions'],
    ['remind tomorrow 9am "scrutiny deputation" in <#C123>', 'Says scrutiny deputation'],
    ['remind "in <#C9>, until someone says done" tomorrow 9am', 'Says in #C9, until someone says done'],
  ])('leaves a quotation whole: `%s`', async (line, says) => {
    const page = await steward.sees(line);
    expect(page).toContain(says);
    expect(page.includes('again every hour')).toBe(line.endsWith('done'));
  });

  it('takes no more words than a button can carry, when it is set and when it is changed', async () => {
    const long = 'x'.repeat(1_001);
    expect(await steward.sees(`remind "${long}" tomorrow 9am`)).toContain('at most 1,000 characters');
    const id = shortName(await steward.sees('remind "papers" tomorrow 9am'));
    for (const line of [`reminder change ${id} "${long}"`, `reminder change ${id} --words "${long}"`])
      expect(await steward.sees(line)).toContain('at most 1,000 characters');
    expect(await steward.sees(`reminder show ${id}`)).toContain('Says papers');
  });

  it.each([
    ['remind "x" tomorrow 9am, nag every 3 hours', 'Says x When Tuesday 24 November 2026, 9 am', 'again every 3 hours'],
    ['remind tomorrow 9am pester Bob every 2 hours until he says done', 'Says pester Bob When Tuesday 24 November 2026, 9 am', 'again every 2 hours'],
    ['remind "x" tomorrow 9am and keep asking until done', 'Says x When Tuesday 24 November 2026, 9 am', 'again every hour'],
    ['remind "x" tomorrow 9am then nag daily until done', 'Says x When Tuesday 24 November 2026, 9 am', 'again every day'],
    ['remind "x" tomorrow 9am --nag daily', 'Says x When Tuesday 24 November 2026, 9 am', 'again every day'],
  ])('asks again and again, and has an end: `%s`', async (line, says, pace) => {
    const page = await steward.sees(line);
    expect(page).toContain(says);
    expect(page).toContain(`${pace}, at most 8 times`);
  });

  it.each([
    ['remind "x" tomorrow 9am between meetings', 'between meetings', 'Says x '],
    ['remind "x" every Monday 9am with Jo', 'with Jo', 'Says x '],
    ['remind me tomorrow 9am to read the "Q3" report', 'read the report', 'Says Q3 '],
  ])('asks about words outside the quotation: `%s`', async (line, left, says) => {
    const page = await steward.sees(line);
    expect(page).toContain(`did not understand “${left}”`);
    expect(page).toContain('Nothing is set yet.');
    const lines = [...page.matchAll(/› (remind .*?) (?:Yes|No): /gu)].map(([, one = '']) => one);
    expect(lines, page).toHaveLength(2);
    for (const one of lines) expect(await steward.sees(one)).toContain('I shall remind everyone here.');
    expect(await steward.sees(lines[1] ?? '')).toContain(says);
  });

  it.each(['finish the Swedish survey', 'ring every member', 'check the bus times', 'cut the agenda by 5 percent', 'keep the minutes'])(
    'does not ask about plain words: %s',
    async (words) => {
      expect(await steward.sees(`remind me tomorrow 9am to ${words}`)).toContain(`Says ${words} When Tuesday 24 November 2026, 9 am`);
    },
  );

  it('asks about words that look like a time and were not read as one', async () => {
    const page = await steward.sees('remind me tomorrow 9am to ring Jo between 10 and 11');
    expect(page).toContain('did not understand “between 10 and 11”');
    const [, line = ''] = /› (remind .*?) Yes: /u.exec(page) ?? [];
    expect(await steward.sees(line)).toContain('Says ring Jo between 10 and 11 When Tuesday 24 November 2026, 9 am');
  });

  it.each([
    ['remind us about the 3pm meeting tomorrow at 2pm', 'Says the 3pm meeting When Tuesday 24 November 2026, 2 pm'],
    ['remind me on Tuesday or Thursday to ring sue', 'Says ring sue When Thursday 26 November 2026, 9 am'],
    ['remind "x" 9am and 2pm', 'Says x When Monday 23 November 2026, 2 pm'],
    ['remind us about "Q3" report of 12 December 2026 tomorrow at 9am', 'Says “Q3” report of 12 December 2026 When Tuesday 24 November 2026, 9 am'],
  ])('each choice has its own words, and asks no more: `%s`', async (line, set) => {
    const { choices } = (await steward.data(line)) as unknown as { choices: { phrase: string }[] };
    const page = await steward.sees(line);
    const lines = choices.flatMap(({ phrase }) =>
      [...page.matchAll(/› (remind ".*?" .*?\d (?:am|pm)) /gu)].flatMap(([, one = '']) => (one.endsWith(phrase) ? [one] : [])),
    );
    const pages = await Promise.all(lines.map((one) => steward.sees(one)));
    expect(pages.some((one) => one.includes(set))).toBe(true);
    for (const one of pages) expect(one).toContain('I shall remind everyone here.');
  });

  it.each([
    'please remind me tomorrow 9am to ring Jo',
    'can you remind me tomorrow 9am to ring Jo?',
    'could you remind us to ring Jo tomorrow at 9am',
    'set a reminder for tomorrow 9am to ring Jo',
    'Please set a reminder to ring Jo tomorrow 9am',
  ])('is asked for as people ask: `%s`', async (line) => {
    expect(await steward.sees(line)).toMatch(/Says ring Jo When Tuesday 24 November 2026, 9 am/);
  });

  it('says which time it took for granted', async () => {
    expect(await steward.sees('remind "papers" on Friday')).toMatch(/9 am/);
  });

  it('asks about a doubtful time, with a button for each meaning, and sets nothing', async () => {
    const page = await steward.sees('remind us at 5 to call');
    expect(page).toContain('“5” can be 5 am or 5 pm.');
    expect(page).toContain('Nothing is set yet.');
    const { choices } = (await steward.data('remind us at 5 to call')) as unknown as { choices: { phrase: string }[] };
    expect(await steward.sees(`remind "call" ${choices[1]?.phrase}`)).toMatch(/When Monday 23 November 2026, 5 pm/);
  });

  it('asks about a past time', async () => {
    const page = await steward.sees('remind "papers" yesterday 9am');
    expect(page).toContain('That is past: Sunday 22 November 2026, 9 am. When did you mean?');
    expect(page).toContain('Nothing is set yet.');
  });

  it('asks when, where no time was said', async () => {
    const page = await steward.sees('remind ring the region');
    expect(page).toContain('When? I found no time in that.');
    const [line = ''] = /remind "ring the region" tomorrow 9am/.exec(page) ?? [];
    expect(await steward.sees(line)).toMatch(/When Tuesday 24 November 2026, 9 am/);
  });

  it('asks what of, where only a time was said', async () => {
    expect(await steward.sees('remind tomorrow 9am')).toContain('I understood when, and not what of.');
  });

  it.each([
    ['remind "x" on 30 February', 'February has no 30th day'],
    ['remind "x" every second', 'I repeat'],
    ['remind "x" on 1 January 9999', /year|ahead|years/],
    ['remind "x" every day 9am not at weekends', 'I cannot leave days out'],
    ['remind "x" on 31 April', 'April has no 31st day'],
  ])('refuses `%s`, says why, and sets nothing', async (line, why) => {
    const { status, reply } = await steward.handle(line);
    expect(status).not.toBe('failed');
    expect(JSON.stringify(reply.blocks)).toMatch(typeof why === 'string' ? new RegExp(why) : why);
    expect(await steward.sees('reminders')).toContain('There are no reminders here.');
  });

  it('takes the time from a field of its own, as forms give it', async () => {
    const page = await steward.sees({ kind: 'command', name: 'remind', args: { what: 'meet on 3 May Street', when: 'tomorrow noon' } });
    expect(page).toMatch(/Says meet on 3 May Street When Tuesday 24 November 2026, 12 noon/);
  });

  it('goes to the channel that is named, and is told of by its name', async () => {
    const page = await steward.sees('remind "leaflets" tomorrow 9am in <#C0CAMPAIGN>');
    expect(page).toContain('I shall remind everyone in #C0CAMPAIGN.');
    expect(await steward.sees('reminders', { channel: 'C0CAMPAIGN', person: 'U9' })).toContain('leaflets');
  });

  it('refuses a channel that is only written out, and says how to name one', async () => {
    expect(await steward.sees('remind "leaflets" tomorrow 9am in #campaign')).toContain('I do not know a channel called #campaign here.');
  });

  it('asks again until somebody says done, at the pace that is said', async () => {
    expect(await steward.sees('remind "send the questions" tomorrow noon, again every 2 hours until someone says done')).toContain(
      'again every 2 hours, at most 8 times, until somebody says done',
    );
    expect(await steward.sees('remind "x" tomorrow until anyone says done')).toContain('again every hour');
    expect(await steward.sees({ kind: 'command', name: 'remind', args: { what: 'x', when: 'tomorrow 9am', nag: 'every 3 seconds' } })).toContain(
      'I cannot ask again',
    );
  });

  it('warns when its channel cannot be written to', async () => {
    const closed: Courier = {
      deliver: async () => ({ status: 'unreachable', why: 'forbidden' }),
      replace: async () => ({ status: 'unreachable', why: 'gone' }),
      canReach: async () => 'forbidden',
      find: async () => undefined,
      preview: () => [],
    };
    expect(await program(MONDAY, closed).sees('remind "x" tomorrow 9am')).toContain('I cannot write in #C1 yet: invite me there');
  });
});

describe('a reminder', () => {
  let steward = program(MONDAY);
  let id = '';
  beforeEach(async () => {
    steward = program(MONDAY);
    id = shortName(await steward.sees('remind "branch committee" every first Monday 10am'));
  });

  it('belongs to its channel: anyone there sees and changes it, nobody elsewhere does', async () => {
    expect(await steward.sees('reminders', { person: 'U2' })).toContain('branch committee');
    expect(await steward.sees(`reminder pause ${id}`, { person: 'U2' })).toContain('Paused');
    expect(await steward.sees(`reminder show ${id}`, { person: 'U2' })).toMatch(/paused by you[\s\S]*set by another member/);
    expect(await steward.sees('reminders', { person: 'U3', channel: 'C5' })).toContain('There are no reminders here.');
    expect(await steward.sees(`reminder stop ${id}`, { person: 'U3', channel: 'C5' })).toContain(`There is no reminder ${id} here.`.replace(id, `\`${id}\``));
    expect(await steward.sees(`reminder stop ${id}`, { workspace: 'W2' })).toContain('There is no reminder');
    expect(await steward.sees('reminders', { channel: 'C5' })).toContain('in #C1');
  });

  it('gets another time, other words, another channel', async () => {
    expect(await steward.sees(`reminder change ${id} every second Thursday of the month at 6pm`)).toContain('Thursday 10 December 2026, 6 pm');
    expect(await steward.sees(`reminder change ${id} "committee, room 4"`)).toMatch(/Says committee, room 4/);
    expect(await steward.sees(`reminder change ${id} in <#C0OTHER>`)).toMatch(/Where #C0OTHER/);
    expect(await steward.sees(`reminder change ${id} here`)).not.toContain('Where');
    expect(await steward.sees(`reminder change ${id}`)).toContain('What should change?');
    expect(await steward.sees(`reminder change ${id} whenever`)).toContain('I found no time in “whenever”.');
    expect(await steward.sees({ kind: 'command', name: 'reminder change', args: { reminder: id, words: 'papers', when: 'tomorrow 8am' } })).toMatch(
      /Says papers When Tuesday 24 November 2026, 8 am/,
    );
  });

  it('is put off to one time to come, and asks until when', async () => {
    expect(await steward.sees(`reminder snooze ${id} tomorrow 9am`)).toContain('It comes again on Tuesday 24 November 2026, 9 am.');
    expect(await steward.sees(`reminder snooze ${id}`)).toContain('Until when? branch committee');
    expect(await steward.sees(`reminder snooze ${id} every day`)).toContain('I cannot put it off until “every day”.');
  });

  it.each([
    ['11am', 'every first Monday at 11 am, from 7 December 2026'],
    ['move it to 11am please', 'every first Monday at 11 am, from 7 December 2026'],
    ['every first Tuesday', 'every first Tuesday at 10 am, from 1 December 2026'],
    ['every Thursday at noon', 'every Thursday at 12 noon, from 26 November 2026'],
    ['on 3 December', 'Thursday 3 December 2026, 10 am'],
  ])('keeps of its time what was not changed: `%s`', async (said, when) => {
    const page = await steward.sees(`reminder change ${id} ${said}`);
    expect(page).toContain('Says branch committee');
    expect(page).toContain(`When ${when}`);
    expect(page.includes('It comes once now, and repeats no more.')).toBe(said.startsWith('on '));
  });

  it('goes back to how it repeated', async () => {
    const page = await steward.sees(`reminder change ${id} Thursday 11am`);
    expect(page).toContain('It comes once now, and repeats no more.');
    const [line = ''] = /reminder change \w{6} every first Monday at 10 am, from 7 December 2026/u.exec(page) ?? [];
    expect(await steward.sees(line)).toContain('When every first Monday at 10 am, from 7 December 2026');
  });

  it('keeps the day of one that comes once, when it gets another time', async () => {
    const once = shortName(await steward.sees('remind "papers" Thursday 9am'));
    expect(await steward.sees(`reminder change ${once} 11am`)).toContain('When Thursday 26 November 2026, 11 am');
    expect(await steward.sees(`reminder change ${once} Friday`)).toContain('When Friday 27 November 2026, 11 am');
  });

  it('takes the words beside its new time for what it should say, and asks when some are quoted', async () => {
    expect(await steward.sees(`reminder change ${id} ring Jo at the depot Thursday 10am`)).toMatch(/Says ring Jo at the depot When Thursday 26 November/);
    expect(await steward.sees(`reminder change ${id} "papers" Thursday 10am whatever`)).toContain('I did not understand “whatever”.');
  });

  it('offers the meanings of a doubtful new time', async () => {
    const page = await steward.sees(`reminder change ${id} at 5`);
    expect(page).toContain('“5” can be 5 am or 5 pm.');
    const [line = ''] = /reminder change \w{6} every first Monday at 5 pm, from 7 December 2026/u.exec(page) ?? [];
    expect(await steward.sees(line)).toContain('When every first Monday at 5 pm, from 7 December 2026');
  });

  it.each([
    ['1 hour', 'Monday 23 November 2026, 10.30 am'],
    ['for an hour', 'Monday 23 November 2026, 10.30 am'],
    ['for 2 days', 'Wednesday 25 November 2026, 9 am'],
    ['until Tuesday', 'Tuesday 24 November 2026, 9 am'],
    ['next week', 'Monday 30 November 2026, 9 am'],
    ['to Friday noon please', 'Friday 27 November 2026, 12 noon'],
  ])('is put off in words of every day: `%s`', async (said, at) => {
    expect(await steward.sees(`reminder snooze ${id} ${said}`)).toContain(`It comes again on ${at}.`);
  });

  it.each(['not tomorrow', 'every day', 'at 5', 'whenever'])('is not put off until `%s`, and says what would work', async (said) => {
    const page = await steward.sees(`reminder snooze ${id} ${said}`);
    expect(page).toContain(`I cannot put it off until “${said}”.`);
    const [line = ''] = /reminder snooze \w{6} (?:in 1 hour|Monday 23 November 2026, 5 pm)/u.exec(page) ?? [];
    expect(await steward.sees(line)).toContain('It comes again on Monday');
  });

  it('is not paused any more when it is put off, and says so', async () => {
    await steward.sees(`reminder pause ${id}`);
    expect(await steward.sees(`reminder snooze ${id} tomorrow 9am`)).toContain('It is not paused any more.');
  });

  it.each([
    'show reminders',
    'list reminders',
    'show my reminders',
    'please list all reminders',
    'cancel all reminders',
    'what’s coming up?',
    "what's coming up",
  ])('is found by `%s`', async (line) => {
    expect(await steward.sees(line)).toContain('branch committee');
  });

  it.each([
    ['reminder ID', 'Says branch committee'],
    ['reminder cancel ID', 'Cancelled: it will not be shown again.'],
    ['reminder delete ID', 'Cancelled: it will not be shown again.'],
    ['cancel reminder ID', 'Cancelled: it will not be shown again.'],
    ['snooze ID 1 hour', 'It comes again on Monday 23 November 2026, 10.30 am.'],
    ['done ID', 'It is not due yet'],
  ])('is named after other words for the same: `%s`', async (line, said) => {
    expect(await steward.sees(line.replace('ID', id))).toContain(said);
  });

  it('is paused, gone on with, done and cancelled', async () => {
    await steward.sees(`reminder pause ${id}`);
    expect(await steward.sees('reminders')).toContain('paused: branch committee');
    steward.passes(60 * DAY);
    expect(await steward.sees(`reminder resume ${id}`)).toContain('Next Monday 1 February 2027, 10 am');
    expect(await steward.sees(`reminder done ${id}`)).toContain('It is not due yet: it comes on Monday 1 February 2027, 10 am.');
    expect(await steward.sees(`reminder stop ${id}`)).toContain('Cancelled: it will not be shown again.');
    expect(await steward.sees('reminders')).toContain('There are no reminders here.');
  });

  it('is coming up', async () => {
    const deadline = shortName(await steward.sees('deadline start advice-window on 2026-11-20 for "shared services guidance"'));
    expect(await steward.sees(`deadline ${deadline}`)).toContain('shared services guidance');
    const page = await steward.sees('upcoming');
    expect(page.indexOf('branch committee')).toBeGreaterThan(0);
    expect(page.indexOf('branch committee')).toBeLessThan(page.indexOf('shared services guidance'));
  });
});
