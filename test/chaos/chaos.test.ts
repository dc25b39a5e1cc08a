import { afterAll, describe, expect, it } from 'vitest';
import { postgresDatabase, postgresServer, sqliteDatabase } from '../contract/stores.ts';
import { databaseAway, kills, noKills, oneAfterTheOther, oneOfSeveral } from './disturbances.ts';
import { report } from './report.ts';
import { type Outcome, run, type Scenario } from './run.ts';

/**
 * The real program is killed and cut off while reminders fall due, and both platforms misbehave meanwhile: each reminder is shown once all the same.
 * `npm run chaos` is the long form. CHAOS_SEED repeats a run, as far as a machine does the same twice.
 */
const isLong = process.env.CHAOS === 'long';
const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 1_000_000));
const size = isLong ? { reminders: 1_000, channels: 50, kills: 200, awayMs: 30_000 } : { reminders: 40, channels: 10, kills: 10, awayMs: 5_000 };
/** A kill and the start after it take about so many times as long as a start alone. */
const A_KILL = 1.5;

const WITHIN_MS = isLong ? 60 * 60_000 : 600_000;
const outcomes: Outcome[] = [];
const say = (what: string): void => void (isLong && process.stdout.write(`${what}\n`));

const common = { seed, reminders: size.reminders, channels: size.channels, span: 5 };
const onSqlite = { ...common, create: sqliteDatabase };
const server = postgresServer ?? '';
const onPostgres = { ...common, create: () => postgresDatabase(server) };

async function shownOnce(scenario: Scenario): Promise<void> {
  const outcome = await run(scenario, (what) => say(`${scenario.name}: ${what}`));
  outcomes.push(outcome);
  const { verdict, exits } = outcome;
  const { lost, doubled, amiss, histories } = verdict;
  expect({ lost, doubled, amiss }, `seed ${seed}\n${histories.slice(0, 10).join('\n')}`).toEqual({ lost: [], doubled: [], amiss: [] });
  expect(outcome.settledMs, 'in the end nothing is left to do').toBeDefined();
  expect(exits.every((status) => status === 0)).toBe(true);
}

describe.concurrent('each reminder is shown once', { timeout: WITHIN_MS }, () => {
  afterAll(() => void process.stdout.write(`\nchaos, seed ${seed}\n${report(outcomes)}\n`));

  it('on SQLite, when the process is killed again and again', () =>
    shownOnce({ ...onSqlite, name: 'kills, SQLite', span: A_KILL * size.kills, disturb: kills(size.kills) }));

  describe.skipIf(postgresServer === undefined)('on PostgreSQL (skipped without a server: install postgresql, or set TEST_DATABASE_URL)', () => {
    it('when the process is killed again and again', () =>
      shownOnce({ ...onPostgres, name: 'kills, PostgreSQL', span: A_KILL * size.kills, disturb: kills(size.kills) }));

    if (isLong) {
      it.each([2, 4])('when %i nodes share the work and one is killed', (nodes) =>
        shownOnce({ ...onPostgres, name: `${nodes} nodes`, disturb: oneOfSeveral(nodes) }),
      );
      it('when the database is away for a while', () => shownOnce({ ...onPostgres, name: 'database away', disturb: databaseAway(server, size.awayMs) }));
      it('when it is not killed', () => shownOnce({ ...onPostgres, name: 'no kills, PostgreSQL', disturb: noKills }));
    } else {
      it('when two nodes share the work, one is killed and the database goes away', () =>
        shownOnce({ ...onPostgres, name: 'nodes, database away', disturb: oneAfterTheOther(oneOfSeveral(2), databaseAway(server, size.awayMs)) }));
    }
  });

  if (isLong) it('on SQLite, when it is not killed', () => shownOnce({ ...onSqlite, name: 'no kills, SQLite', disturb: noKills }));
});
