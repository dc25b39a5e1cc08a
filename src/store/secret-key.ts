import { hkdfSync, scrypt } from 'node:crypto';
import { StoreError } from './store-error.ts';

/** What a secret becomes under one salt. */
export interface DerivedKey {
  /** 32 bytes, for AES-256. */
  readonly key: Buffer;
  /** Tells which secret it came from, and nothing of the secret: 8 letters of base64url. */
  readonly id: string;
}

/** Derives the same key from the same salt. */
export type SecretKey = (salt: Buffer) => Promise<DerivedKey>;

const KEY_BYTES = 32;
const ID_BYTES = 6;
const SHORTEST_PASSPHRASE = 16;

/** About 0.2 s and 32 MiB: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt */
const SCRYPT = { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 };

/**
 * @param secret 32 bytes in base64, which are used as they are, or a passphrase, which is stretched
 * @throws {StoreError} `key` when it is too short to be either
 */
export function createSecretKey(secret: string): SecretKey {
  const text = secret.trim().normalize('NFC');
  const isRandomKey = /^[\w+/-]{43}=?$/.test(text);
  if (!isRandomKey && text.length < SHORTEST_PASSPHRASE) {
    throw new StoreError(
      'key',
      `STEWARD_SECRET_KEY is too short to keep a secret. Give it 32 random bytes in base64 (openssl rand -base64 32 makes them), or a passphrase of at least ${SHORTEST_PASSPHRASE} characters.`,
    );
  }
  const known = new Map<string, Promise<DerivedKey>>();
  return (salt) => {
    const name = salt.toString('base64url');
    const derived = known.get(name) ?? derive(isRandomKey ? Promise.resolve(Buffer.from(text, 'base64')) : stretch(text, salt), salt);
    known.set(name, derived);
    return derived;
  };
}

async function derive(master: Promise<Buffer>, salt: Buffer): Promise<DerivedKey> {
  const bytes = Buffer.from(hkdfSync('sha256', await master, salt, 'steward seal v1', KEY_BYTES + ID_BYTES));
  return { key: bytes.subarray(0, KEY_BYTES), id: bytes.subarray(KEY_BYTES).toString('base64url') };
}

const stretch = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase, salt, KEY_BYTES, SCRYPT, (error, key) => (error ? reject(error) : resolve(key)));
  });
