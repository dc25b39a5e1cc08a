import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyring } from '../../src/store/keyring.ts';

const newKey = (): string => randomBytes(32).toString('base64');
const keyFault = { name: 'StoreError', fault: 'key' };

describe('keyring', () => {
  it('opens what it sealed, whatever the text', async () => {
    const keyring = createKeyring([newKey()]);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (text, label) => {
        expect(await keyring.open(await keyring.seal(text, label), label)).toBe(text);
      }),
    );
  });

  it('never seals alike', async () => {
    const keyring = createKeyring([newKey()]);
    expect(await keyring.seal('same', 'row')).not.toBe(await keyring.seal('same', 'row'));
  });

  it('notices any change', async () => {
    const keyring = createKeyring([newKey()]);
    const sealed = await keyring.seal('xoxb-secret', 'row');
    const anyChange = fc.tuple(fc.nat(sealed.length - 1), fc.constantFrom(...'ABCabc019-_.', '\0', 'é', ''));
    await fc.assert(
      fc.asyncProperty(anyChange, async ([at, letter]) => {
        fc.pre(sealed[at] !== letter);
        const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
        await expect(keyring.open(changed, 'row')).rejects.toMatchObject({ name: 'StoreError' });
      }),
      { numRuns: 500 },
    );
  });

  it('refuses any text that it did not make', async () => {
    const keyring = createKeyring([newKey()]);
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        await expect(keyring.open(text, 'row')).rejects.toMatchObject({ fault: 'damaged' });
      }),
    );
  });

  it('opens under the same label only', async () => {
    const keyring = createKeyring([newKey()]);
    await expect(keyring.open(await keyring.seal('text', 'row 1'), 'row 2')).rejects.toMatchObject(keyFault);
  });

  it('stretches a passphrase to the same key in every process', async () => {
    const sealed = await createKeyring(['correct horse battery staple']).seal('text', 'row');
    expect(await createKeyring([' correct horse battery staple\n']).open(sealed, 'row')).toBe('text');
    await expect(createKeyring(['Correct horse battery staple']).open(sealed, 'row')).rejects.toMatchObject(keyFault);
  });

  it('takes base64 with and without padding, and its URL form, for the same key', async () => {
    const key = newKey();
    const sealed = await createKeyring([key]).seal('text', 'row');
    for (const form of [key.replace('=', ''), Buffer.from(key, 'base64').toString('base64url')]) {
      expect(await createKeyring([form]).open(sealed, 'row')).toBe('text');
    }
  });

  it('opens with earlier keys, and knows what they sealed', async () => {
    const [first, second] = [newKey(), newKey()];
    const sealed = await createKeyring([first]).seal('text', 'row');
    const both = createKeyring([second, first]);
    expect(await both.open(sealed, 'row')).toBe('text');
    expect(await both.isCurrent(sealed)).toBe(false);
    expect(await both.isCurrent(await both.seal('text', 'row'))).toBe(true);
  });

  it.each([[[]], [['']], [['hunter2']], [[newKey(), 'short']]])('refuses a missing or short key: it names the setting, not the value', (secrets) => {
    const attempt = (): unknown => createKeyring(secrets);
    expect(attempt).toThrow(/STEWARD_SECRET_KEY/);
    expect(attempt).not.toThrow(/hunter2/);
  });
});
