import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Installations, installationsInMemory } from '../../src/core/installations.ts';
import { installationsInStore } from '../../src/store/installations.ts';
import { createKeyring } from '../../src/store/keyring.ts';
import { describeOnEveryEngine, useStore } from './stores.ts';

const TEAM = { id: 'T0001', details: { team: { id: 'T0001' }, bot: { token: 'xoxb-very-secret', scopes: ['commands'] }, isEnterpriseInstall: false } };

/** What every Installations does. */
function contract(create: () => Installations): void {
  it('finds what was saved', async () => {
    const installations = create();
    await installations.save(TEAM);
    expect(await installations.find(TEAM.id)).toEqual(TEAM);
  });

  it('finds nothing where nothing was saved', async () => {
    expect(await create().find('T9999')).toBeUndefined();
  });

  it('replaces what was saved under the same id', async () => {
    const installations = create();
    await installations.save(TEAM);
    await installations.save({ id: TEAM.id, details: { bot: { token: 'xoxb-newer' } } });
    expect(await installations.find(TEAM.id)).toEqual({ id: TEAM.id, details: { bot: { token: 'xoxb-newer' } } });
  });

  it('forgets the one that is removed, and no other', async () => {
    const installations = create();
    await installations.save(TEAM);
    await installations.save({ ...TEAM, id: 'E0002' });
    await installations.remove(TEAM.id);
    await installations.remove(TEAM.id);
    expect(await installations.find(TEAM.id)).toBeUndefined();
    expect(await installations.find('E0002')).toBeDefined();
  });

  it('keeps whatever JSON can hold, and gives out copies', async () => {
    const installations = create();
    const details = fc
      .dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { maxKeys: 5, noNullPrototype: true })
      // zod leaves that key out of whatever it reads, lest it change what objects are; Slack has none of that name.
      .filter((some) => !JSON.stringify(some).includes('"__proto__"'));
    await fc.assert(
      fc.asyncProperty(details, async (kept) => {
        await installations.save({ id: 'T0003', details: kept });
        expect(JSON.stringify((await installations.find('T0003'))?.details)).toBe(JSON.stringify(kept));
      }),
      { numRuns: 50 },
    );
  });

  it.each(['', '\0', '../T1', 'T 1', 'x'.repeat(256), '\ud800'])('has nothing under an id that no platform gives out: %j', async (id) => {
    const installations = create();
    await expect(installations.save({ id, details: {} })).rejects.toThrow(TypeError);
    expect(await installations.find(id)).toBeUndefined();
    await installations.remove(id);
  });
}

describe('Installations in memory', () => contract(installationsInMemory));

describeOnEveryEngine('Installations', (create) => {
  const store = useStore(create);
  const oldKey = randomBytes(32).toString('base64');
  const newKey = randomBytes(32).toString('base64');
  const withKeys = (...secrets: string[]) => installationsInStore(store().db, createKeyring(secrets));
  const sealedOf = (id: string) => store().db.selectFrom('installations').select('sealed').where('id', '=', id).executeTakeFirstOrThrow();

  contract(() => withKeys(oldKey));

  it('keeps no token readable', async () => {
    await withKeys(oldKey).save(TEAM);
    expect((await sealedOf(TEAM.id)).sealed).toMatch(/^v1\.[\w.-]+$/);
  });

  it('refuses what was sealed for another workspace', async () => {
    const installations = withKeys(oldKey);
    await installations.save(TEAM);
    await installations.save({ ...TEAM, id: 'T0004' });
    await store()
      .db.updateTable('installations')
      .set(await sealedOf(TEAM.id))
      .where('id', '=', 'T0004')
      .execute();
    await expect(installations.find('T0004')).rejects.toMatchObject({ name: 'StoreError', fault: 'key' });
    await installations.remove('T0004');
  });

  it('names the setting, and no secret, when the key is the wrong one', async () => {
    await withKeys(oldKey).save(TEAM);
    const failure = await withKeys(newKey)
      .find(TEAM.id)
      .catch((error: Error) => error.message);
    expect(failure).toContain('STEWARD_SECRET_KEY');
    expect(failure).not.toContain(newKey);
    expect(failure).not.toContain('xoxb');
  });

  it('rotates from an old key to a new one', async () => {
    await store().db.deleteFrom('installations').execute();
    await withKeys(oldKey).save(TEAM);
    const both = withKeys(newKey, oldKey);
    expect(await both.find(TEAM.id)).toEqual(TEAM);
    await both.save({ ...TEAM, id: 'T0005' });
    expect(await both.rotate()).toEqual({ rotated: 1, unreadable: 0 });
    expect(await both.rotate()).toEqual({ rotated: 0, unreadable: 0 });
    expect(await withKeys(newKey).find(TEAM.id)).toEqual(TEAM);
    await expect(withKeys(oldKey).find(TEAM.id)).rejects.toMatchObject({ fault: 'key' });
  });

  it('rotates what it can read when there is something it cannot', async () => {
    await store().db.deleteFrom('installations').execute();
    await withKeys(randomBytes(32).toString('base64')).save(TEAM);
    await store().db.insertInto('installations').values({ id: 'T0006', sealed: 'v1.no.sense' }).execute();
    await withKeys(oldKey).save({ ...TEAM, id: 'T0007' });
    expect(await withKeys(newKey, oldKey).rotate()).toEqual({ rotated: 1, unreadable: 2 });
    expect(await withKeys(newKey).find('T0007')).toEqual({ ...TEAM, id: 'T0007' });
  });
});
