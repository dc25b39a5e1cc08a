import { expect, it } from 'vitest';
import { UserError } from '../../src/core/user-error.ts';
import type { CalendarLink, CalendarLinks } from '../../src/feeds/calendar-links.ts';
import type { FeedEntries } from '../../src/feeds/feed-entries.ts';
import { createFeeds } from '../../src/feeds/feeds.ts';
import { NOW } from '../reminders/made-up.ts';
import { dated, request } from './made-up.ts';

const ADDRESS = { url: 'https://steward.example', isLocal: false };

function made(entries: FeedEntries, address: () => typeof ADDRESS | undefined = () => ADDRESS) {
  const kept = new Map<string, CalendarLink>();
  const links: CalendarLinks = {
    add: async (link, hash) => void kept.set(hash, link),
    find: async (hash) => kept.get(hash),
    list: async () => [...kept.values()],
    revokeAll: async () => kept.size,
  };
  let now = NOW;
  const feeds = createFeeds({ links, entries, clock: { now: () => now }, address, citationOf: () => undefined });
  const later = (ms: number): void => {
    now = new Date(now.getTime() + ms);
  };
  return { feeds, later };
}

const secretOf = ({ url }: { url: string }): string => /([\w-]{43})\.ics$/.exec(url)?.[1] ?? '';

it('however often programs ask, a calendar is made twice a minute at most, and then anew', async () => {
  let asked = 0;
  const { feeds, later } = made({ of: async () => ({ reminders: [dated({ words: `asked ${++asked} times` })], deadlines: [] }) });
  const secret = secretOf(await feeds.link(request()));
  for (let nth = 0; nth < 10; nth++) expect(await feeds.read(secret)).toContain('asked 1 times');
  later(30_000);
  expect(await feeds.read(secret)).toContain('asked 2 times');
});

it('a calendar that could not be made is made for the next who asks', async () => {
  let fails = true;
  const entries: FeedEntries = {
    of: async () => {
      if (fails) throw new Error('the database is away');
      return { reminders: [], deadlines: [] };
    },
  };
  const { feeds } = made(entries);
  const secret = secretOf(await feeds.link(request()));
  await expect(feeds.read(secret)).rejects.toThrow('the database is away');
  fails = false;
  expect(await feeds.read(secret)).toContain('BEGIN:VCALENDAR');
});

it('no link without an address: says which settings give one', async () => {
  const { feeds } = made({ of: async () => ({ reminders: [], deadlines: [] }) }, () => undefined);
  const refusal = await feeds.link(request()).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(UserError);
  expect(refusal).toMatchObject({ remedy: expect.stringMatching(/STEWARD_PUBLIC_URL.*STEWARD_WEB_PORT/) });
});
