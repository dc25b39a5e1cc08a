import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { seeded } from '../../bench/random.ts';
import { sqliteDatabase } from '../contract/stores.ts';
import { type Node, startNode } from './node.ts';
import { startPlatforms } from './platforms.ts';
import { populate } from './population.ts';
import { shownByWords } from './verdict.ts';
import { badWeather } from './weather.ts';

let cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.reverse()) await step();
  cleanUp = [];
});

/** Takes connections and says nothing. @returns its address */
async function silence(): Promise<string> {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  cleanUp.push(() => server.close());
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/`;
}

it('what is due on Discord does not wait for a Slack that does not answer at the start', async () => {
  const weather = badWeather(seeded(1));
  weather.calm();
  const platforms = await startPlatforms({ channels: 4 }, weather);
  const database = await sqliteDatabase();
  cleanUp.push(database.drop, platforms.stop);
  const onDiscord = platforms.places.filter(({ platform }) => platform === 'discord');
  const subjects = await populate(database.address, onDiscord, { count: 8, from: new Date(), spanMs: 1 }, seeded(1));
  const node: Node = startNode({ ...platforms.settings, SLACK_API_URL: await silence(), STEWARD_DATA: dirname(database.file) });
  cleanUp.push(node.kill);
  await vi.waitFor(() => expect(shownByWords(platforms).size).toBe(subjects.length), { timeout: 60_000, interval: 50 });
  expect(node.said, 'Slack is still being tried').not.toContain('Steward answers on');
}, 90_000);
