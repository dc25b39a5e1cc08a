import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { checkBackup } from '../../src/upkeep/read-backup.ts';
import { describeOnEveryEngine, type TestDatabase } from '../contract/stores.ts';
import { startSteward, steward, temporaryFolder } from '../program.ts';
import { contents, database, fill, settingsFor, using } from './databases.ts';

const ROWS = 30_000;
const FEW = 3;
const KILLS = 6;

describeOnEveryEngine('a kill -9', (create) => {
  it('during a backup leaves a whole one or none', { timeout: 120_000 }, async () => {
    const from = await database(create);
    await fill(from, ROWS);
    const folder = temporaryFolder();
    const unfinished = () => readdirSync(folder).filter((name) => name.includes('.unfinished-'));
    let whole = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const file = join(folder, `${kill}.backup`);
      const program = startSteward(['backup', file], settingsFor(from));
      const exit = once(program, 'exit');
      while (unfinished().length === kill - whole && program.exitCode === null) await pause(1);
      await pause(kill * 10);
      program.kill('SIGKILL');
      await exit;
      if (!existsSync(file)) continue;
      whole++;
      expect((await checkBackup(file)).tables.find(({ name }) => name === 'installations')?.rows).toBe(ROWS);
    }
    expect(unfinished()).toHaveLength(KILLS - whole);
    expect(whole).toBeLessThan(KILLS);
    expect((await steward(['backup', join(folder, 'last.backup')], { env: settingsFor(from) })).status).toBe(0);
  });

  it('is not needed: a backup that is told to stop leaves nothing', async () => {
    const from = await database(create);
    await fill(from, ROWS);
    const folder = temporaryFolder();
    const program = startSteward(['backup', join(folder, 'branch.backup')], settingsFor(from));
    const exit = once(program, 'exit');
    let said = '';
    program.stderr.on('data', (chunk) => {
      said += chunk;
    });
    while (readdirSync(folder).length === 0 && program.exitCode === null) await pause(1);
    program.kill('SIGINT');
    expect(await exit).toEqual([1, null]);
    expect(said).toContain('Stopped, so no backup was made');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('during a restore leaves all that was there, or all that was to come', { timeout: 120_000 }, async () => {
    const [from, to] = [await database(create), await database(create)];
    await fill(from, ROWS);
    const file = join(temporaryFolder(), 'branch.backup');
    await steward(['backup', file], { env: settingsFor(from) });
    const words = ['restore', file, '--force'];
    const env = { STEWARD_DATA: temporaryFolder(), ...settingsFor(to) };
    const began = performance.now();
    await steward(words, { env });
    const takesMs = performance.now() - began;
    let undone = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      await fillAnew(to, FEW);
      const program = startSteward(words, env);
      const exit = once(program, 'exit');
      await Promise.race([exit, pause(takesMs * (0.4 + (0.6 * kill) / KILLS))]);
      program.kill('SIGKILL');
      await exit;
      const now = await workspaces(to);
      expect([FEW, ROWS]).toContain(now);
      if (now === FEW) undone++;
    }
    expect(undone).toBeGreaterThan(0);
    expect(await steward(words, { env })).toMatchObject({ status: 0, err: '' });
    expect(await contents(to)).toEqual(await contents(from));
  });
});

const workspaces = async (made: TestDatabase): Promise<number> => (await contents(made)).installations?.length ?? 0;

async function fillAnew(made: TestDatabase, rows: number): Promise<void> {
  await using(made, ({ db }) => db.transaction().execute((transaction) => sql`delete from installations`.execute(transaction)));
  await fill(made, rows);
}
