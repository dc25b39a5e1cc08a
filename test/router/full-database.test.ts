import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Command, defineCommand } from '../../src/core/command.ts';
import { privately, text } from '../../src/core/reply.ts';
import { createRouter } from '../../src/router/router.ts';
import { openStore } from '../../src/store/store.ts';
import { sqliteDatabase, surroundings } from '../contract/stores.ts';
import { logInMemory } from '../e2e/program.ts';

describe('a database that is full', () => {
  it('tells whoever asked that it was not kept, and the log what to do; what was kept before is still there', async () => {
    const made = await sqliteDatabase();
    const store = await openStore(made.address, surroundings);
    const keep = defineCommand({
      name: 'keep',
      summary: 'Keeps words',
      input: z.object({ words: z.string().meta({ description: 'Words', rest: true }) }),
      allow: 'anyone',
      examples: ['keep this'],
      async run({ words }) {
        await store.db
          .insertInto('installations')
          .values({ id: words.slice(0, 20), sealed: words })
          .execute();
        return privately([text('Kept.')], null);
      },
    });
    const log = logInMemory();
    const router = createRouter({
      commands: [keep] as Command<unknown>[],
      services: {},
      clock: surroundings.clock,
      log,
      guards: [],
      fallback: 'keep',
      isKnownWord: () => true,
    });
    const say = (words: string) =>
      router.handle({
        person: { id: 'U1', roles: [] },
        place: { platform: 'test', workspace: 'W1', channel: 'C1' },
        said: { kind: 'command', name: 'keep', args: { words } },
        locale: 'en-GB',
        timeZone: 'Europe/London',
      });
    expect((await say('something short')).status).toBe('answered');
    await sql`pragma max_page_count = 20`.execute(store.db);
    const { status, reply } = await say('Zebedee '.repeat(100_000));
    const shown = JSON.stringify(reply.blocks);
    expect(status).toBe('failed');
    expect(shown).toContain('There is no room left to keep that, so I could not do it. What was kept before is safe.');
    const [, incident = 'none'] = /with this number: ([0-9a-f]{8})/.exec(shown) ?? [];
    expect(JSON.stringify(log.lines)).toMatch(new RegExp(`${incident}.*Free some space where STEWARD_DATA is`));
    expect(JSON.stringify(log.lines)).not.toContain('Zebedee');
    expect(await store.db.selectFrom('installations').select('id').execute()).toEqual([{ id: 'something short' }]);
    await store.close();
    await made.drop();
  });
});
