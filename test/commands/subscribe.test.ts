import { beforeEach, describe, expect, it } from 'vitest';
import { suggestionsFrom } from '../../commands/suggestions.ts';
import type { Courier } from '../../src/core/courier.ts';
import { program } from './kept.ts';

/** A Wednesday in winter. */
const WEDNESDAY = '2026-11-25T09:30:00Z';
const DAY = 86_400_000;

describe('subscribe', () => {
  let steward = program(WEDNESDAY);
  beforeEach(() => {
    steward = program(WEDNESDAY);
  });

  it('says back in full what was understood and when the next one comes, with buttons to change or stop it', async () => {
    const page = await steward.sees('subscribe pfi weekly Friday 4pm');
    expect(page).toContain('Everyone here will be told what is new or changed on PFI.');
    expect(page).toMatch(/Follows PFI \(\d+ entries now\) When every Friday at 4 pm Next Friday 27 November 2026, 4 pm, if something has changed by then/);
    expect(page).toContain('› subscribe Add a topic, change the time');
    expect(page).toContain('› unsubscribe all Stop it');
  });

  it('comes weekly on Monday at nine unless told', async () => {
    expect(await steward.sees('subscribe jobs')).toContain('When every Monday at 9 am Next Monday 30 November 2026, 9 am');
  });

  it.each([
    ['subscribe pfi daily 8am', 'every day at 8 am'],
    ['subscribe to pfi daily', 'every day at 9 am'],
    ['subscribe pfi weekly', 'every Monday at 9 am'],
    ['subscribe pfi Friday', 'every Friday at 9 am'],
    ['subscribe pfi 8am', 'every Monday at 8 am'],
    ['subscribe pfi daily noon', 'every day at 12 noon'],
    ['subscribe pfi weekly noon', 'every Monday at 12 noon'],
    ['subscribe pfi Wednesday 9am', 'every Wednesday at 9 am'],
    ['subscribe pfi every weekday 16:30', 'every weekday at 4.30 pm'],
    ['subscribe pfi on Mondays and Thursdays at 9am', 'every Monday and Thursday at 9 am'],
    ['subscribe daily 8am pfi', 'every day at 8 am'],
    ['subscribe pfi --when "every Tuesday 10am"', 'every Tuesday at 10 am'],
  ])('takes `%s` for %s', async (line, when) => {
    const page = await steward.sees(line);
    expect(page).toContain('Follows PFI (');
    expect(page).toContain(`When ${when} Next`);
  });

  it.each([
    ['follow pfi', 'Follows PFI (', 'every Monday at 9 am'],
    ['Follow pensions weekly', 'Follows pensions (', 'every Monday at 9 am'],
    ['please follow jobs and Captia daily 8am', 'Follows jobs (', 'every day at 8 am'],
    ['follow pay and conditions every Friday 4pm', 'Follows pay and conditions (', 'every Friday at 4 pm'],
    ['follow everything', 'Follows everything', 'every Monday at 9 am'],
    ['folow pfi', 'Follows PFI (', 'every Monday at 9 am'],
    ['Folllow pensions weekly', 'Follows pensions (', 'every Monday at 9 am'],
    ['follow private finance initiative.', 'Follows PFI (', 'every Monday at 9 am'],
  ])('hears `%s`', async (line, topics, when) => {
    const page = await steward.sees(line);
    expect(page).toContain(topics);
    expect(page).toContain(`When ${when} Next`);
  });

  it('hears that a topic is followed no more', async () => {
    await steward.sees('follow pfi, jobs, Capita');
    expect(await steward.sees('unfollow pfi')).toContain('This channel does not follow PFI any more.');
    await steward.sees('follow pfi');
    expect(await steward.sees('unfolow pfi')).toContain('This channel does not follow PFI any more.');
    expect(await steward.sees('stop following jobs')).toContain('This channel does not follow jobs any more.');
    expect(await steward.sees('unfollow')).toContain('What should this channel follow no more?');
    expect(await steward.sees('unfollow all')).toContain('This channel follows nothing any more');
  });

  it('asks what to follow when nothing is said, and refuses what a digest cannot do', async () => {
    expect(await steward.sees('follow')).toContain('What should this channel follow?');
    expect(await steward.sees('follow pfi monthly')).toContain('A digest comes daily or weekly');
    expect(await steward.sees('subscriptions')).toContain('This channel follows nothing.');
  });

  it.each([
    'follow up on TUPE',
    'follow up on the jobs lost in Middlesbrough',
    'follow the money in Southwest One',
    'follow the law',
    'follow through with Capita',
    'folow up on TUPE',
    'fellow Capita branches',
    'following the transfer, what happens to pensions',
    'stop following their advice on jobs',
  ])('leaves a question alone: `%s`', async (line) => {
    expect(await steward.data(line)).toHaveProperty('question');
    expect(await steward.sees('subscriptions')).toContain('This channel follows nothing.');
  });

  it('takes several topics at once, misspelt or not, and adds them to those that are followed', async () => {
    await steward.sees('subscribe pay and conditions daily 8am');
    expect((await steward.data('subscribe captia, "Southwest One" and private finance initiative')).topics).toEqual([
      'pay and conditions',
      'Capita',
      'Southwest One',
      'PFI',
    ]);
    expect(await steward.sees('subscriptions')).toContain('When every day at 8 am');
  });

  it('changes the time of all that is followed', async () => {
    await steward.sees('subscribe jobs');
    expect(await steward.sees('subscribe --when "daily 8am"')).toMatch(/Follows jobs .* When every day at 8 am Next Thursday 26 November 2026, 8 am/);
  });

  it.each([
    'subscribe pfi monthly',
    'subscribe pfi every other week',
    'subscribe pfi in 6 weeks',
    'subscribe pfi every Monday for 3 weeks',
    'subscribe pfi every 2 hours',
  ])('refuses `%s` and says what would do', async (line) => {
    const { status, reply } = await steward.handle(line);
    expect(status).toBe('refused');
    expect(JSON.stringify(reply.blocks)).toContain('weekly Monday 9am');
    expect(await steward.sees('subscriptions')).toContain('This channel follows nothing.');
  });

  it('asks about a doubtful time, with a line for each meaning, and sets nothing', async () => {
    const page = await steward.sees('subscribe jobs Friday at 5');
    expect(page).toContain('“5” can be 5 am or 5 pm.');
    expect(page).toContain('Nothing is set yet.');
    expect(await steward.sees('subscribe "jobs" --when "every Friday at 5 pm"')).toContain('When every Friday at 5 pm');
  });

  it('suggests topics for one that is not known: those of entries that speak of it', async () => {
    const { status, reply } = await steward.handle('subscribe tupe weekly Friday 4pm');
    expect(status).toBe('refused');
    const { error } = reply.data as { error: { what: string; tryThese: string[] } };
    expect(error.what).toBe('I have no topic called “tupe”.');
    expect(error.tryThese.length).toBeGreaterThan(1);
    for (const line of error.tryThese) expect(await steward.sees(line)).toContain('When every Friday at 4 pm');
  });

  it('asks which is meant where a name fits several', async () => {
    const { status, reply } = await steward.handle('subscribe service');
    const { error } = reply.data as { error: { what: string; tryThese: string[] } };
    expect(status).toBe('refused');
    expect(error.what).toBe('“service” is the name of several topics.');
    expect(error.tryThese).toContain('subscribe "Service Birmingham"');
    for (const line of error.tryThese) expect((await steward.handle(line)).status).toBe('answered');
  });

  it('asks what to follow, with a form', async () => {
    expect(await steward.sees('subscribe')).toContain('What should this channel follow?');
    expect((await steward.handle('subscribe')).reply.blocks.some(({ kind }) => kind === 'form')).toBe(true);
    expect(await steward.sees('subscribe daily')).toContain('› subscribe "jobs" --when "every day at 9 am"');
  });

  it('everything takes in each topic', async () => {
    await steward.sees('subscribe jobs');
    expect((await steward.data('subscribe everything')).topics).toEqual(['everything']);
    expect(await steward.sees('subscribe pfi')).toContain('This channel follows everything, and so PFI too.');
    expect((await steward.data('subscriptions')).topics).toEqual(['everything']);
    expect(await steward.sees('unsubscribe pfi')).toContain('This channel follows everything, and PFI is part of it.');
  });

  it('belongs to the channel, whoever does it, and not to others', async () => {
    await steward.sees('subscribe jobs', { person: 'U1' });
    expect(await steward.sees('subscriptions', { person: 'U2' })).toContain('by another member. Anyone here may change it.');
    expect(await steward.sees('subscriptions', { channel: 'C2' })).toContain('This channel follows nothing.');
    expect(await steward.sees('unsubscribe jobs', { person: 'U2' })).toContain('This channel follows nothing any more');
  });

  it('says so when it cannot write there', async () => {
    const courier: Courier = {
      deliver: async () => ({ status: 'unreachable', why: 'forbidden' }),
      canReach: async () => 'forbidden',
      find: async () => 'unknown',
      preview: () => [],
      replace: async () => ({ status: 'unreachable', why: 'forbidden' }),
    };
    expect(await program(WEDNESDAY, courier).sees('subscribe jobs')).toContain('I cannot bring it here yet: I may not write there.');
  });

  it('is at nine by the clocks of the branch, also after they change', async () => {
    await steward.sees('subscribe jobs daily 9am');
    steward.passes(150 * DAY);
    expect((await steward.data('subscribe daily 9am')).next).toBe('2027-04-25T08:00:00.000Z');
  });
});

describe('unsubscribe', () => {
  const steward = program(WEDNESDAY);

  it('leaves a topic and says what is left', async () => {
    await steward.sees('subscribe jobs, pfi daily 8am');
    const page = await steward.sees('unsubscribe from job');
    expect(page).toContain('This channel does not follow jobs any more.');
    expect(page).toMatch(/Follows PFI \(\d+ entries now\) When every day at 8 am/);
  });

  it('offers what is followed', async () => {
    expect(await steward.sees('unsubscribe')).toContain('› unsubscribe "PFI" PFI');
    expect(await steward.sees('unsubscribe capita')).toContain('This channel does not follow Capita. It follows PFI.');
    expect((await steward.handle('unsubscribe xyzzy')).status).toBe('refused');
  });

  it('stops it all, and offers to begin again', async () => {
    const page = await steward.sees('unsubscribe all');
    expect(page).toContain('This channel follows nothing any more, and is told nothing.');
    expect(page).toContain('› subscribe "PFI" --when "every day at 8 am"');
    expect(await steward.sees('unsubscribe all')).toContain('This channel follows nothing.');
    expect(await steward.sees('subscribe "PFI"')).toContain('When every Monday at 9 am');
  });
});

describe('a topic', () => {
  it('that has no entry any more is kept, said to be so, and can be left', async () => {
    const steward = program(WEDNESDAY);
    await steward.sees('subscribe jobs');
    const subscriptions = await steward.services.subscriptions();
    const request = {
      ...{ person: { id: 'U1', roles: [] }, place: { platform: 'test', workspace: 'W1', channel: 'C1' } },
      ...{ said: { kind: 'line' as const, text: '' }, locale: 'en-GB', timeZone: 'Europe/London' },
    };
    const { schedule } = (await subscriptions.of(request)) ?? { schedule: undefined };
    if (schedule) await subscriptions.follow(['contractor:Gone Ltd'], undefined, schedule, request);
    expect(await steward.sees('subscriptions')).toContain('Gone Ltd (no entry has it now; one that comes is told)');
    expect((await steward.data('unsubscribe gone ltd')).topics).toEqual(['jobs']);
  });

  it('too many are refused, and none is taken', async () => {
    const steward = program(WEDNESDAY);
    const names = [...steward.services.knowledge().entries.values()].flatMap(({ authorities }) => authorities);
    const line = `subscribe ${[...new Set(names)]
      .slice(0, 26)
      .map((name) => `"${name}"`)
      .join(', ')}`;
    expect(await steward.sees(line)).toContain('A channel can follow 25 topics, and these would be 26.');
    expect(await steward.sees('subscriptions')).toContain('This channel follows nothing.');
  });
});

describe('what may be typed', () => {
  const { services } = program(WEDNESDAY);
  const suggest = suggestionsFrom(services, { now: () => new Date(WEDNESDAY) }, 'Europe/London');

  it('begins with everything, and finds by beginning, by part and by likeness', async () => {
    expect((await suggest('topic', '', 3))[0]).toEqual({ label: 'everything', value: 'everything' });
    expect((await suggest('topic', 'pf', 3))[0]?.value).toBe('PFI');
    expect((await suggest('topic', 'conditions', 3)).map(({ value }) => value)).toEqual(['pay and conditions']);
    expect((await suggest('topic', 'captia', 3)).map(({ value }) => value)).toContain('Capita');
    expect((await suggest('topic', 'pfi', 3))[0]?.label).toMatch(/^PFI \(\d+ entries\)$/);
  });
});
