import { expect, it } from 'vitest';
import type { AuditEntry } from '../../src/reminders/reminder-store.ts';
import type { Grant } from '../../src/roles/grant.ts';
import type { GrantStore } from '../../src/roles/grant-store.ts';
import { remindersInStore } from '../../src/store/reminders.ts';
import { rolesInStore } from '../../src/store/roles.ts';
import { after, DAY, HOUR, NOW } from '../reminders/made-up.ts';
import { describeOnEveryEngine, useStore } from './stores.ts';

const HERE = { platform: 'test', workspace: 'W1' } as const;
const entry = (action: string, subject = 'role:x', at = NOW): AuditEntry => ({ at, ...HERE, person: 'U1', action, subject });
let made = 0;
function grant(given: Partial<Grant> = {}): Grant {
  made += 1;
  const base = { id: `grant${String(made).padStart(3, '0')}`, ...HERE, role: 'branch-officer', of: 'bolton', reach: 'everywhere', by: 'U1' } as const;
  return { ...base, subject: { kind: 'person', id: `U${made}00` }, grantedAt: NOW, endsAt: undefined, revokedAt: undefined, ...given };
}

describeOnEveryEngine('GrantStore', (create) => {
  const opened = useStore(create);
  const store = (): GrantStore => rolesInStore(opened().db);
  const keep = async (...grants: readonly Grant[]): Promise<void> => {
    for (const one of grants) await store().add(one, [], [entry('role granted', `role:${one.id}`)]);
  };
  const idsOf = (grants: readonly Grant[]): string[] => grants.map(({ id }) => id).sort();

  it('gives back what was kept, with an entry of who did it', async () => {
    const whole = grant({ endsAt: after(9 * HOUR), reach: HERE });
    await keep(whole);
    expect(await store().ofPerson(whole.subject.id, HERE, false, NOW)).toEqual([whole]);
    expect(await remindersInStore(opened().db).history(`role:${whole.id}`, 5)).toEqual([entry('role granted', `role:${whole.id}`)]);
  });

  it('finds those of a person in the workspace, or on the whole platform where ids are one person everywhere', async () => {
    const subject = { kind: 'person', id: 'U-two-homes' } as const;
    const [here, there, elsewhere] = [grant({ subject }), grant({ subject, workspace: 'W2' }), grant({ subject, platform: 'other' })];
    await keep(here, there, elsewhere);
    expect(idsOf(await store().ofPerson(subject.id, HERE, false, NOW))).toEqual([here.id]);
    expect(idsOf(await store().ofPerson(subject.id, HERE, true, NOW))).toEqual(idsOf([here, there]));
  });

  it('finds those of every group of the workspace, and of no other', async () => {
    const place = { platform: 'groups', workspace: 'W1' } as const;
    const group = (id: string, workspace = 'W1') => grant({ ...place, workspace, subject: { kind: 'group', id } });
    const [one, other, elsewhere] = [group('S1'), group('S2'), group('S1', 'W2')];
    await keep(one, other, elsewhere);
    expect(idsOf(await store().ofPerson('U1', place, true, NOW))).toEqual(idsOf([one, other]));
    // A person whose id is that of a group is no group.
    expect(idsOf(await store().ofPerson('S1', { ...place, workspace: 'W3' }, true, NOW))).toEqual([]);
  });

  it('finds those of a person that ended or were taken back, and none of a group', async () => {
    const place = { platform: 'over', workspace: 'W1' } as const;
    const whose = { ...place, subject: { kind: 'person', id: 'U-has-been' } } as const;
    const [ending, taken, elsewhere, still] = [
      grant({ ...whose, endsAt: after(HOUR) }),
      grant(whose),
      grant({ ...whose, workspace: 'W2', endsAt: after(HOUR) }),
      grant({ ...whose, endsAt: after(DAY) }),
    ];
    await keep(ending, taken, elsewhere, still, grant({ ...place, subject: { kind: 'group', id: whose.subject.id }, endsAt: after(HOUR) }));
    await store().revoke([taken.id], entry('role revoked'));
    const over = async (isEverywhere: boolean, at = after(HOUR)) => idsOf(await store().overOf(whose.subject.id, place, isEverywhere, at));
    expect(await over(false)).toEqual(idsOf([ending, taken]));
    expect(await over(true)).toEqual(idsOf([ending, taken, elsewhere]));
    expect(await over(false, after(HOUR - 1))).toEqual([taken.id]);
    expect((await store().overOf(whose.subject.id, place, false, after(HOUR))).find(({ id }) => id === taken.id)?.revokedAt).toEqual(NOW);
  });

  it('counts until the moment it ends', async () => {
    const ending = grant({ endsAt: after(HOUR) });
    await keep(ending);
    const inForceAt = async (ms: number) => idsOf(await store().ofPerson(ending.subject.id, HERE, false, after(ms)));
    expect(await inForceAt(HOUR - 1)).toEqual([ending.id]);
    expect(await inForceAt(HOUR)).toEqual([]);
    expect(idsOf(await store().inForce(after(HOUR)))).not.toContain(ending.id);
  });

  it('takes back at once, once, with one entry', async () => {
    const [one, other] = [grant(), grant()];
    await keep(one, other);
    const taken = entry('role revoked', `role:${one.id}`);
    expect(await store().revoke([one.id, other.id], taken)).toBe(2);
    expect(await store().revoke([one.id, other.id], taken)).toBe(0);
    expect(await store().revoke([], taken)).toBe(0);
    expect(await store().ofPerson(one.subject.id, HERE, false, NOW)).toEqual([]);
    expect((await store().history([one.id])).map(({ action }) => action).sort()).toEqual(['role granted', 'role revoked']);
    expect(await store().history([])).toEqual([]);
  });

  it('puts one in the place of others, all or nothing', async () => {
    const before = grant();
    await keep(before);
    const next = grant({ subject: before.subject, endsAt: after(DAY) });
    await store().add(next, [before.id], [entry('role granted', `role:${next.id}`), entry('role replaced', `role:${before.id}`)]);
    expect(await store().ofPerson(before.subject.id, HERE, false, NOW)).toEqual([next]);
    await expect(store().add(next, [next.id], [entry('role granted')])).rejects.toThrow();
    expect(await store().ofPerson(before.subject.id, HERE, false, NOW)).toEqual([next]);
  });

  it('still has those that are over, the latest first', async () => {
    const [over, open] = [grant({ grantedAt: after(5 * DAY), endsAt: after(6 * DAY) }), grant({ grantedAt: after(6 * DAY) })];
    await keep(over, open);
    await store().revoke([open.id], entry('role revoked', `role:${open.id}`, after(7 * DAY)));
    expect((await store().latest(2)).map(({ id }) => id)).toEqual([open.id, over.id]);
  });

  it('lists all in force, the latest first', async () => {
    const [early, late] = [grant({ grantedAt: after(1) }), grant({ grantedAt: after(2) })];
    await keep(early, late);
    const listed = (await store().inForce(NOW)).map(({ id }) => id).filter((id) => [early.id, late.id].includes(id));
    expect(listed).toEqual([late.id, early.id]);
  });

  it('forgets what has been over for three years, and nothing before', async () => {
    const [ended, endless] = [grant({ endsAt: after(1) }), grant()];
    await keep(ended, endless);
    const ids = async () => (await opened().db.selectFrom('role_grants').select('id').execute()).map(({ id }) => id);
    await store().purge(after(3 * 365 * DAY));
    expect(await ids()).toContain(ended.id);
    await store().purge(after(3 * 365 * DAY + 2));
    expect(await ids()).not.toContain(ended.id);
    expect(await ids()).toContain(endless.id);
  });
});
