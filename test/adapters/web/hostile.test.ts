import { Agent } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECRET, served, TEXT } from './served.ts';

const AT_ONCE = 20;
const REQUESTS = 10_000;

/** What Node's own client lets through in a path. */
const path = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'/.%?#&=\\:@;,+~*\'"<>|{}[]()0aAzZ_-'), maxLength: 60 }).map((text) => `/${text}`),
  fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 2_500 }).map((text) => `/${text}`),
  fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 42, maxLength: 44 }).map((secret) => `/calendar/${secret}.ics`),
  fc.constantFrom('*', '//', '/calendar/..%2f..%2fdata%2fsteward.db', `/calendar/${'%53'.repeat(43)}.ics`, `http://other.example/calendar/${SECRET}.ics`),
);
const header = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
  maxLength: 200,
});
const headers = fc.record(
  {
    'if-none-match': header,
    'x-forwarded-for': header,
    accept: header,
    range: fc.constantFrom('bytes=0-', 'bytes=-1', 'x'),
    expect: fc.constantFrom('100-continue'),
    upgrade: fc.constantFrom('websocket', 'h2c'),
    'content-length': fc.constantFrom('0'),
    host: fc.constantFrom('', 'evil.example', '127.0.0.1'),
  },
  { requiredKeys: [] },
);
const asked = fc.record({ path, method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'OPTIONS', 'TRACE', 'PURGE'), headers });

describe('hostile requests', () => {
  it(`${REQUESTS.toLocaleString('en-GB')} of them over kept connections are each answered, and with nothing`, async () => {
    const { get, log } = await served();
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const waiting = fc.sample(asked, REQUESTS);
    const statuses = new Map<number, number>();
    const lanes = Array.from({ length: AT_ONCE }, async () => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
        const { status, body } = await get(one.path, { method: one.method, headers: one.headers, agent });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (body.includes('VCALENDAR')) throw new Error(`given away: ${JSON.stringify(one)}`);
      }
    });
    await Promise.all(lanes);
    agent.destroy();
    expect([...statuses.values()].reduce((sum, count) => sum + count)).toBe(REQUESTS);
    expect([...statuses.keys()].filter((status) => ![200, 400, 404, 405, 414, 429].includes(status))).toEqual([]);
    expect((await get(`/calendar/${SECRET}.ics`, { headers: { 'x-forwarded-for': '192.0.2.1' } })).body).toBe(TEXT);
    expect(log.lines.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
  }, 120_000);

  it('any bytes at all are answered or cut off', async () => {
    const { send, get } = await served();
    const line = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(`GET /${text} HTTP/1.1\r\nHost: x\r\n\r\n`)),
      fc
        .constantFrom(
          'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\n\r\n',
          'GET / HTTP/9.9\r\n\r\n',
          'GET /\r\n',
          'CONNECT / HTTP/1.1\r\nHost: x\r\n\r\n',
          'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n',
          'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
          '\u0016\u0003\u0001\u0002',
        )
        .map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(line, async (bytes) => {
        const back = await send(Buffer.concat([bytes, Buffer.from('\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')]));
        expect(back).not.toContain('VCALENDAR');
        expect(back === '' || back.startsWith('HTTP/1.1 ')).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect((await get('/health')).status).toBe(200);
  }, 60_000);

  it('what is too long is refused', async () => {
    const { send, get } = await served();
    expect((await get(`/${'x'.repeat(2_001)}`)).status).toBe(414);
    expect(await send(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
    expect(await send(`GET / HTTP/1.1\r\nHost: x\r\n${'x-a: b\r\n'.repeat(5_000)}\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('a body is not read: the answer ends the connection', async () => {
    const { send } = await served();
    for (const method of ['GET', 'POST']) {
      expect(await send(`${method} / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nabc`)).toMatch(/^HTTP\/1\.1 (200|405) [\s\S]*connection: close/i);
      expect(await send(`${method} / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`)).toMatch(
        /^HTTP\/1\.1 (200|405) [\s\S]*connection: close/i,
      );
    }
  });

  it('a request without end is cut off', async () => {
    const { send } = await served();
    expect(await send('GET / HTTP/1.1\r\nHost: x\r\n')).toMatch(/^(HTTP\/1\.1 408 .*)?/);
  }, 40_000);
});
