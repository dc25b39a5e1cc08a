import { createServer } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { SECRET, served, TEXT } from './served.ts';

const LINK = `/calendar/${SECRET}.ics`;
const unknown = (nth: number): string => `/calendar/${String(nth).padStart(43, 'x')}.ics`;

describe('a calendar link', () => {
  it('gives the calendar, kept by whoever asks only', async () => {
    const { get } = await served();
    const { status, headers, body } = await get(LINK);
    expect(status).toBe(200);
    expect(body).toBe(TEXT);
    expect(headers).toMatchObject({
      ...{ 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-cache', 'content-length': String(Buffer.byteLength(TEXT)) },
      ...{ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' },
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('is the same with what programs put after a question mark', async () => {
    expect((await (await served()).get(`${LINK}?nocache=1`)).body).toBe(TEXT);
  });

  it('gives its headers alone to HEAD', async () => {
    const { get } = await served();
    const [whole, head] = [await get(LINK), await get(LINK, { method: 'HEAD' })];
    expect(head.body).toBe('');
    expect(head.status).toBe(200);
    for (const name of ['etag', 'content-length', 'content-type']) expect(head.headers[name]).toBe(whole.headers[name]);
  });

  it('is not sent again to whoever has this version', async () => {
    let text = TEXT;
    const { get } = await served({ calendar: async () => text });
    const etag = (await get(LINK)).headers.etag ?? '';
    for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, body, headers } = await get(LINK, { headers: { 'if-none-match': tags } });
      expect({ status, body, etag: headers.etag }).toEqual({ status: 304, body: '', etag });
    }
    text = TEXT.replace('Größe', 'Other');
    const changed = await get(LINK, { headers: { 'if-none-match': etag } });
    expect(changed.status).toBe(200);
    expect(changed.body).toBe(text);
    expect(changed.headers.etag).not.toBe(etag);
  });

  it('that is none, or none any more, is not told from any other address', async () => {
    const { get } = await served();
    const paths = [
      unknown(1),
      '/calendar/',
      '/calendar',
      LINK.slice(0, -5),
      `${LINK}/`,
      `/x${LINK}`,
      LINK.toUpperCase(),
      '/.env',
      '/../../etc/passwd',
      '//',
      '/%00',
      '/data/steward.db',
    ];
    const answers = await Promise.all(paths.map((path) => get(path)));
    const seen = answers.map(({ status, body, headers: { date: _, ...headers } }) => ({ status, body, headers }));
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(seen[0]?.status).toBe(404);
    expect(seen[0]?.headers).not.toHaveProperty('etag');
  });

  it('is not looked up for whoever has missed thirty times in a minute, and is for everybody else', async () => {
    let now = new Date('2026-11-23T09:00:00Z');
    const looked: string[] = [];
    const calendar = async (secret: string) => {
      looked.push(secret);
      return secret === SECRET ? TEXT : undefined;
    };
    const { get } = await served({ calendar, clock: { now: () => now } });
    const guess = async (path: string, from = '203.0.113.7') => (await get(path, { headers: { 'x-forwarded-for': `spoofed, ${from}` } })).status;
    for (let nth = 0; nth < 30; nth++) expect(await guess(unknown(nth))).toBe(404);
    expect(await guess(unknown(30))).toBe(429);
    expect(await guess(LINK)).toBe(429);
    expect(looked).toHaveLength(30);
    expect(await guess(LINK, '198.51.100.1')).toBe(200);
    now = new Date(now.getTime() + 60_000);
    expect(await guess(LINK)).toBe(200);
  });

  it('that cannot be looked up says so, and the log does not say which', async () => {
    const { get, log } = await served({ calendar: async () => Promise.reject(new Error(`no such row: ${SECRET}`)) });
    const { status, headers, body } = await get(LINK);
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('60');
    expect(body).toContain('Try again');
    expect(log.lines.map(({ level }) => level)).toContain('error');
    expect(JSON.stringify(log.lines)).not.toContain('SSS');
  });

  it('leaves nothing of itself in the log', async () => {
    const { get, log } = await served();
    for (const path of [LINK, unknown(1), '/']) await get(path);
    expect(JSON.stringify(log.lines)).not.toMatch(/calendar\/|SSS|xxx/);
  });
});

describe('the other pages', () => {
  it('`/` says what this is, and loads nothing from anywhere', async () => {
    const { status, headers, body } = await (await served()).get('/');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(body).toContain('trade-union branch organisers');
    expect(body).not.toMatch(/<script|src=|href=|http/);
  });

  it('`/health` is ok', async () => {
    expect(await (await served()).get('/health')).toMatchObject({ status: 200, body: 'ok\n' });
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('%s is not answered', async (method) => {
    const { status, headers } = await (await served()).get(LINK, { method });
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
  });
});

describe('a port', () => {
  it('that another program has is said to be taken, with the setting, and holds nothing up', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await vi.waitFor(() => expect(other.listening).toBe(true));
    const port = Number(Object(other.address()).port);
    const { server, log } = await served({ settings: { port } });
    expect(log.lines).toMatchObject([
      { level: 'warn', fields: { port, code: 'EADDRINUSE' }, message: expect.stringMatching(/another program has it.*STEWARD_WEB_PORT/) },
    ]);
    expect(server.address()).toEqual({ url: `http://127.0.0.1:${port}`, isLocal: true });
  });

  it('that another program gives up is had a minute later', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => other.once('listening', listening));
    const port = Number(Object(other.address()).port);
    const { get } = await served({ settings: { port } });
    await new Promise((closed) => other.close(closed));
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    await vi.waitFor(async () => expect((await get('/health')).status).toBe(200));
  });

  it.each([
    [{ host: '203.0.113.1' }, /STEWARD_HOST/],
    [{ host: 'no-such-host.invalid' }, /all else goes on/],
  ])('on an address that is not ours (%j) is said so', async (settings, message) => {
    const { log } = await served({ settings });
    expect(log.lines).toMatchObject([{ level: 'warn', message: expect.stringMatching(message) }]);
  });
});

describe('its address', () => {
  it.each([
    [{ publicUrl: 'https://steward.example/' }, 'https://steward.example', false],
    [{ publicUrl: 'https://example.org/steward' }, 'https://example.org/steward', false],
    [{ host: '0.0.0.0' }, /^http:\/\/localhost:\d+$/, true],
    [{}, /^http:\/\/127\.0\.0\.1:\d+$/, true],
  ])('with %j', async (settings, url, isLocal) => {
    const { server } = await served({ settings });
    expect(server.address()).toEqual({ url: typeof url === 'string' ? url : expect.stringMatching(url), isLocal });
  });
});

describe('it stops', () => {
  it('at once when nobody is being answered, and within seconds when somebody dawdles', async () => {
    const { server, base, get } = await served();
    const { hostname, port } = new URL(base());
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n'));
    socket.on('error', () => {});
    await get('/health');
    const at = performance.now();
    await server.stop();
    expect(performance.now() - at).toBeLessThan(3_000);
    expect(await isRefused(hostname, Number(port))).toBe(true);
  });
});

const isRefused = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port }, () => resolve(false));
    socket.on('error', () => resolve(true));
  });
