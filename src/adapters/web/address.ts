import type { WebSettings } from './settings.ts';

/** Where the pages are reached. */
interface Address {
  /** Without a `/` at its end. */
  readonly url: string;
  /** From this computer, or its own network, only. */
  readonly isLocal: boolean;
}

/** Not addresses, but all of a machine's own. */
const ANY = new Set(['0.0.0.0', '::', '']);

/** @param listening the port that is listened on, while it is; without it, what the settings say. Undefined when neither knows. */
export function addressOf({ host, port, publicUrl }: WebSettings, listening?: number): Address | undefined {
  if (publicUrl !== undefined) return { url: publicUrl.replace(/\/+$/, ''), isLocal: false };
  const known = listening ?? port;
  if (known === 0) return undefined;
  const name = ANY.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${known}`, isLocal: true };
}
