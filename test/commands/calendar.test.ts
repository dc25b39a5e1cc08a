import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Services } from '../../commands/services.ts';
import { render } from '../../src/adapters/terminal/render.ts';
import { createKnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { loadLibrary } from '../../src/knowledge/load.ts';
import { createRouter } from '../../src/router/router.ts';
import { request } from '../feeds/made-up.ts';
import { readCalendar } from '../feeds/read-calendar.ts';
import { keptServices } from '../records.ts';
import { NOW } from '../reminders/made-up.ts';

const knowledge = createKnowledgeBase(loadLibrary(resolve(import.meta.dirname, '../../knowledge')));
const quiet = () => {};
const clock = { now: () => NOW };

const services: Services = { knowledge: () => knowledge, unanswered: { note: async () => {} }, ...keptServices(clock) };
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const router = createRouter({ commands, services, clock, log, guards: [], fallback: 'ask', isKnownWord: knowledge.isKnownWord });
let programs = 0;

/** A workspace of its own: what one test does there, no other sees. */
function program() {
  programs += 1;
  const workspace = `W${programs}`;
  const say = async (line: string, who: Parameters<typeof request>[0] = {}) => {
    const { status, reply } = await router.handle(request({ workspace, ...who, line }));
    const file = reply.blocks.find((block) => block.kind === 'file');
    return { status, reply, file, seen: render(reply, { colour: false }).replace(/\s+/g, ' ') };
  };
  const secretOf = (link: string): string => /\/calendar\/([\w-]+)\.ics$/.exec(link)?.[1] ?? '';
  return {
    say,
    link: async (who: Parameters<typeof request>[0] = {}) => secretOf(String(Object((await say('calendar link', who)).reply.data).link)),
    behind: async (secret: string) => (await services.feeds()).read(secret),
  };
}

describe('calendar file', () => {
  it('is a calendar of what belongs to the channel, and not of what its people have elsewhere', async () => {
    const { say } = program();
    await say('remind "scrutiny deputation" 1 December 9am');
    await say('deadline start advice-window on 2026-10-19 for "shared services"', { person: 'U2' });
    await say('remind "my own affairs" 1 December 9am', { channel: 'D-mine' });
    const { file, reply, seen } = await say('calendar file', { person: 'U3' });
    expect(file).toMatchObject({ fileName: 'steward.ics', mediaType: 'text/calendar' });
    const { events } = readCalendar(new TextDecoder().decode(file?.bytes));
    expect(events.map(({ summary }) => summary)).toEqual(['scrutiny deputation', expect.stringContaining('for shared services')]);
    expect(reply.data).toEqual({ reminders: 1, deadlines: 1, file: 'steward.ics' });
    expect(reply.visibleTo).toBe('asker');
    expect(seen).toContain('A calendar with 1 reminder and 1 deadline');
  });

  it('of a channel that has nothing: says so, with what would put something there', async () => {
    const { file, seen } = await program().say('calendar file');
    expect(file).toBeUndefined();
    expect(seen).toContain('no reminder or deadline belongs to this channel');
    expect(seen).toContain('› remind');
  });
});

describe('calendar link', () => {
  it('warns, gives the link to the asker alone, and says how to add it', async () => {
    const { reply, seen } = await program().say('calendar link');
    expect(reply.visibleTo).toBe('asker');
    expect(reply.blocks[0]).toMatchObject({ kind: 'text', tone: 'warning', text: expect.stringContaining('Whoever has this link can read') });
    expect(seen).toMatch(/https:\/\/steward\.example\/calendar\/[\w-]{43}\.ics/);
    for (const name of ['Google Calendar', 'Outlook', 'Apple Calendar']) expect(seen).toContain(name);
  });

  it('leads to the calendar of its channel, whoever has it, as it changes', async () => {
    const { say, link, behind } = program();
    const secret = await link();
    await say('remind "scrutiny deputation" 1 December 9am');
    await say('remind "elsewhere" 1 December 9am', { channel: 'C2' });
    const { events } = readCalendar((await behind(secret)) ?? '');
    expect(events.map(({ summary }) => summary)).toEqual(['scrutiny deputation']);
  });

  it('is another each time, and leaves those before as they are', async () => {
    const { link, behind, say } = program();
    const secrets = [await link(), await link()];
    expect(new Set(secrets).size).toBe(2);
    for (const secret of secrets) expect(await behind(secret)).toContain('BEGIN:VCALENDAR');
    expect((await say('calendar link')).seen).toContain('There are 3 links to this calendar now');
  });

  it('is refused when there are too many, with what to do', async () => {
    const { link, say } = program();
    for (let nth = 0; nth < 30; nth++) await link();
    const { status, seen } = await say('calendar link');
    expect(status).toBe('refused');
    expect(seen).toContain('calendar revoke');
  });

  it('says that it is local where it is', async () => {
    const feeds = await services.feeds();
    const local = {
      ...services,
      feeds: async () => ({ ...feeds, link: async () => ({ url: 'http://127.0.0.1:4180/calendar/x.ics', isLocal: true, inUse: 1 }) }),
    };
    const command = commands.find(({ name }) => name === 'calendar link');
    const reply = await command?.bind({})({ request: request(), services: local, clock, log, held: async () => [] });
    expect(JSON.stringify(reply?.blocks)).toContain('STEWARD_PUBLIC_URL');
  });
});

describe('calendar revoke', () => {
  it('ends every link of the channel at once, whoever made it, and none of another', async () => {
    const { link, behind, say } = program();
    const mine = [await link(), await link({ person: 'U2' })];
    const other = await link({ channel: 'C2' });
    for (const secret of mine) expect(await behind(secret)).toBeDefined();
    const { reply, seen } = await say('calendar revoke', { person: 'U3' });
    expect(reply.data).toEqual({ ended: 2 });
    expect(seen).toContain('2 links to the calendar of this channel work no more');
    for (const secret of mine) expect(await behind(secret)).toBeUndefined();
    expect(await behind(other)).toBeDefined();
  });

  it('where there is none says so', async () => {
    expect((await program().say('calendar revoke')).seen).toContain('There is no link to the calendar of this channel.');
  });
});

describe('what is behind a secret', () => {
  it('is nothing for what is none', async () => {
    const { behind, link } = program();
    const secret = await link();
    for (const other of ['', 'x', secret.slice(1), `${secret}x`, secret.toUpperCase(), '../etc/passwd', 'a'.repeat(43)])
      expect(await behind(other)).toBeUndefined();
  });
});
