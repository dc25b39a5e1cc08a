import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createSecretKey, type DerivedKey } from './secret-key.ts';
import { StoreError } from './store-error.ts';

/** Seals text so that it can be read only with a key, and changed by nobody unnoticed. */
export interface Keyring {
  /** @param label what the text belongs to (a table and a row): it opens under no other */
  seal(text: string, label: string): Promise<string>;
  /** @throws {StoreError} `key` when no key opens it or it was changed, `damaged` when it is no sealed text */
  open(sealed: string, label: string): Promise<string>;
  /** Whether it was sealed with the first key, the one that is in use. */
  isCurrent(sealed: string): Promise<boolean>;
}

const CIPHER = 'aes-256-gcm';
const SALT_BYTES = 16;
/** What GCM is made for: NIST SP 800-38D, 8.2. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** `v1.salt.key id.iv.ciphertext and tag`, each in base64url. The part before the ciphertext is authenticated with it. */
const SEALED = /^(?<head>v1\.(?<salt>[\w-]{22})\.(?<id>[\w-]{8})\.(?<iv>[\w-]{16}))\.(?<body>[\w-]+)$/;

/**
 * @param secrets STEWARD_SECRET_KEY first, which seals; then earlier ones, which only open
 * @throws {StoreError} `key` when there is none or one is too short
 */
export function createKeyring(secrets: readonly string[]): Keyring {
  const [current, ...earlier] = secrets.map(createSecretKey);
  if (!current) throw new StoreError('key', 'STEWARD_SECRET_KEY is missing. Give it 32 random bytes in base64: openssl rand -base64 32 makes them.');
  // One salt a process: a passphrase is stretched once for all that this process seals.
  const salt = randomBytes(SALT_BYTES);

  return {
    async seal(text, label) {
      return encrypt(text, label, await current(salt), salt);
    },
    async open(sealed, label) {
      const parts = parse(sealed);
      for (const secretKey of [current, ...earlier]) {
        const derived = await secretKey(parts.salt);
        if (derived.id === parts.id) return decrypt(parts, label, derived.key);
      }
      throw new StoreError(
        'key',
        'The database holds something that was sealed with another key than the ones in STEWARD_SECRET_KEY and STEWARD_SECRET_KEY_OLD. Put the key it was sealed with into one of them. If that key is lost, remove the app from the workspace and install it again.',
      );
    },
    async isCurrent(sealed) {
      const parts = parse(sealed);
      return (await current(parts.salt)).id === parts.id;
    },
  };
}

interface SealedParts {
  readonly head: string;
  readonly salt: Buffer;
  readonly id: string;
  readonly iv: Buffer;
  readonly body: Buffer;
}

function parse(sealed: string): SealedParts {
  const { head = '', salt = '', id = '', iv = '', body = '' } = SEALED.exec(sealed)?.groups ?? {};
  const bytes = Buffer.from(body, 'base64url');
  // The last letter of base64 may hold bits that mean nothing: only one spelling is ours.
  const isOurs = bytes.length >= TAG_BYTES && bytes.toString('base64url') === body;
  if (!isOurs) throw new StoreError('damaged', 'The database holds a sealed text that is not whole. Keep a copy of the database, and restore a backup.');
  return { head, salt: Buffer.from(salt, 'base64url'), id, iv: Buffer.from(iv, 'base64url'), body: bytes };
}

function encrypt(text: string, label: string, { key, id }: DerivedKey, salt: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const head = ['v1', salt.toString('base64url'), id, iv.toString('base64url')].join('.');
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(`${head}|${label}`));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${head}.${body.toString('base64url')}`;
}

function decrypt({ head, iv, body }: SealedParts, label: string, key: Buffer): string {
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(`${head}|${label}`));
  decipher.setAuthTag(body.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new StoreError('key', 'Something sealed in the database was changed by another program. Find out by whom, and restore a backup.', { cause: error });
  }
}
