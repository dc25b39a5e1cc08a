/** What is sent back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** On every answer: it is what it says it is, no other page may hold it, and no address that is a secret is passed on. */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'x-robots-tag': 'noindex',
};

export function answer(status: number, mediaType: string, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, body, headers: { ...ALWAYS, 'cache-control': 'no-store', 'content-type': `${mediaType}; charset=utf-8`, ...headers } };
}

export const plain = (status: number, line: string, headers?: Readonly<Record<string, string>>): Answer => answer(status, 'text/plain', `${line}\n`, headers);

/** The same whatever was asked for and why it is not there. */
export const NOT_FOUND = plain(404, 'There is nothing here.');
