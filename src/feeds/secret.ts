import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;
const SECRET = /^[\w-]{43}$/;

/** 256 random bits in base64url: 43 letters that nobody guesses. */
export const newSecret = (): string => randomBytes(BYTES).toString('base64url');

/**
 * What is kept of a secret, and looked up by: SHA-256 in base64url. How long a look-up takes tells something of the hash at most, and so nothing of the
 * secret. Undefined for what was never one.
 */
export const secretHash = (secret: string): string | undefined => (SECRET.test(secret) ? createHash('sha256').update(secret).digest('base64url') : undefined);
