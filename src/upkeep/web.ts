/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** What JSON it sent, if any. */
  readonly json: unknown;
}

const WAIT_MS = 5_000;

/** Asks a server once. @returns undefined when nothing came back in five seconds */
export async function askServer(url: string, method: 'GET' | 'HEAD' | 'POST', authorization?: string): Promise<Answer | undefined> {
  try {
    const response = await fetch(url, {
      method,
      headers: authorization === undefined ? {} : { authorization },
      // A token is shown to the server that was named, and to none that it sends us to.
      redirect: 'manual',
      signal: AbortSignal.timeout(WAIT_MS),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: jsonOf(text) };
  } catch {
    return undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
