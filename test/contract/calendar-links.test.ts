import { describe, expect, it } from 'vitest';
import type { CalendarLink, CalendarLinks } from '../../src/feeds/calendar-links.ts';
import { newSecret, secretHash } from '../../src/feeds/secret.ts';
import type { AuditEntry } from '../../src/reminders/reminder-store.ts';
import { calendarLinksInStore } from '../../src/store/calendar-links.ts';
import { remindersInStore } from '../../src/store/reminders.ts';
import { after, NOW } from '../reminders/made-up.ts';
import { describeOnEveryEngine, useStore } from './stores.ts';

const entry = (subject: string, action = 'calendar link made'): AuditEntry => ({ at: NOW, platform: 'test', workspace: 'W1', person: 'U1', action, subject });
const newHash = (): string => secretHash(newSecret()) ?? '';
let made = 0;
const link = (given: Partial<CalendarLink> = {}): CalendarLink => {
  made += 1;
  return { id: `link${made}`, platform: 'test', workspace: 'W1', channel: `C${made}`, createdAt: NOW, ...given };
};

describeOnEveryEngine('CalendarLinks', (create) => {
  const opened = useStore(create);
  const links = (): CalendarLinks => calendarLinksInStore(opened().db);
  const history = (subject: string) => remindersInStore(opened().db).history(subject, 10);

  it('finds a link by the hash of its secret, and by nothing else', async () => {
    const [kept, hash] = [link(), newHash()];
    await links().add(kept, hash, entry(`calendar:${kept.id}`));
    expect(await links().find(hash)).toEqual(kept);
    for (const other of [newHash(), '', kept.id, hash.toLowerCase(), `${hash} `, `' or 1=1 --`]) expect(await links().find(other)).toBeUndefined();
    expect(await history(`calendar:${kept.id}`)).toEqual([entry(`calendar:${kept.id}`)]);
  });

  it('lists those of one channel, the oldest first', async () => {
    const place = { channel: 'C-list' };
    const [second, first] = [link({ ...place, createdAt: after(2) }), link({ ...place, createdAt: after(1) })];
    for (const one of [second, first, link({ ...place, workspace: 'W2' }), link({ ...place, platform: 'other' }), link()])
      await links().add(one, newHash(), entry(one.id));
    expect(await links().list(first)).toEqual([first, second]);
  });

  it('ends all of a channel at once and none of another', async () => {
    const place = { channel: 'C-revoke' };
    const mine = [link(place), link(place)].map((one) => ({ one, hash: newHash() }));
    const other = { one: link({ ...place, workspace: 'W2' }), hash: newHash() };
    for (const { one, hash } of [...mine, other]) await links().add(one, hash, entry(one.id));
    const revoked = entry('calendar:C-revoke', 'calendar links revoked');
    expect(await links().revokeAll({ platform: 'test', workspace: 'W1', ...place }, revoked)).toBe(2);
    for (const { hash } of mine) expect(await links().find(hash)).toBeUndefined();
    expect(await links().find(other.hash)).toEqual(other.one);
    expect(await links().revokeAll({ platform: 'test', workspace: 'W1', ...place }, revoked)).toBe(0);
    expect(await history('calendar:C-revoke')).toEqual([revoked]);
  });

  it('keeps no link whose secret another has', async () => {
    const [kept, hash] = [link(), newHash()];
    await links().add(kept, hash, entry(kept.id));
    const second = link();
    await expect(links().add(second, hash, entry(`calendar:${second.id}`))).rejects.toThrow();
    expect(await history(`calendar:${second.id}`)).toEqual([]);
    expect(await links().find(hash)).toEqual(kept);
  });

  it('keeps no secret', async () => {
    const secret = newSecret();
    const kept = link();
    await links().add(kept, secretHash(secret) ?? '', entry(kept.id));
    expect(JSON.stringify(await opened().db.selectFrom('calendar_links').selectAll().execute())).not.toContain(secret);
  });
});

describe('a secret', () => {
  it('is 43 letters of base64url, another each time', () => {
    const secrets = Array.from({ length: 1_000 }, newSecret);
    expect(new Set(secrets).size).toBe(1_000);
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
  });

  it.each(['', 'x', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}=`, `${'a'.repeat(42)}/`, '\n'.repeat(43), `${'a'.repeat(43)}\n`])(
    '%j was never one',
    (text) => {
      expect(secretHash(text)).toBeUndefined();
    },
  );
});
