import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backOff } from '../../../src/adapters/discord/gateway-guard.ts';
import { readPacket } from '../../../src/adapters/discord/packets.ts';
import { startFailure } from '../../../src/adapters/discord/start-failure.ts';

it('takes whole packets only', () => {
  expect(readPacket('{"op":11}')).toMatchObject({ op: 11 });
  expect(readPacket('{"op":10,"d":{"heartbeat_interval":41250}}')).toBeDefined();
  for (const bad of [
    '',
    '{',
    'null',
    '[]',
    '7',
    '{"op":"0"}',
    '{"op":10}',
    '{"op":10,"d":{"heartbeat_interval":0}}',
    '{"op":9,"d":null}',
    '{"op":0,"t":"X"}',
    '{"op":0,"t":"READY","s":1,"d":{}}',
  ]) {
    expect(readPacket(bad), bad).toBeUndefined();
  }
  const ready = { session_id: 's', resume_gateway_url: 'https://not-a-socket', user: { id: '1' }, application: { id: '1' }, guilds: [] };
  expect(readPacket(JSON.stringify({ op: 0, t: 'READY', s: 1, d: ready }))).toBeUndefined();
  expect(readPacket(JSON.stringify({ op: 0, t: 'READY', s: 1, d: { ...ready, resume_gateway_url: 'wss://gateway.example' } }))).toBeDefined();
});

it('never throws on what comes over the socket', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (data) => void readPacket(data)),
    { numRuns: 1_000 },
  );
});

it('tries again at growing intervals, and never more often than Discord allows in a day', () => {
  expect([1, 2, 3, 4, 5, 20].map(backOff)).toEqual([0, 0, 1_000, 2_000, 4_000, 120_000]);
  expect((24 * 3_600_000) / backOff(50)).toBeLessThan(1_000);
});

it.each([
  [Object.assign(new Error('An invalid token was provided.'), { code: 'TokenInvalid' }), {}, 'DISCORD_TOKEN'],
  [new Error('Used disallowed intents'), {}, 'intents'],
  [new Error('Not enough sessions remaining to spawn 1 shards; only 0 remaining'), {}, 'too often today'],
  [new Error('Sharding is required'), {}, 'DISCORD_SHARDS'],
  [Object.assign(new Error('Missing Access'), { status: 403 }), { guildId: '1' }, 'DISCORD_GUILD_ID'],
  [Object.assign(new Error('x'), { status: 503 }), {}, 'Discord answered 503'],
  [new DOMException('late', 'TimeoutError'), { apiUrl: 'http://x' }, 'did not answer in time'],
  [Object.assign(new Error('x'), { code: 'ENOTFOUND' }), { apiUrl: 'http://x' }, 'DISCORD_API_URL could not be reached (ENOTFOUND)'],
  ['nonsense', {}, 'could not be reached'],
])('says what to do about a start that failed: %s', (error, settings, words) => {
  expect(startFailure(error, settings).message).toContain(words);
});
