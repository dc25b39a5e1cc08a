import { afterAll, describe, expect, it } from 'vitest';
import { postgresDatabase, postgresServer, sqliteDatabase } from '../contract/stores.ts';
import { reportBroadcasts } from './broadcast-report.ts';
import { type BroadcastOutcome, type BroadcastScenario, runBroadcast } from './broadcast-run.ts';
import { changedMidway, databaseAway, kills, MIDWAY, noKills, oneAfterTheOther, oneOfSeveral } from './disturbances.ts';
import { reachable } from './officer.ts';

/**
 * The real program is killed and cut off while a broadcast goes out, both platforms misbehave, some channels cannot be written to and some workspaces
 * remove Steward midway: every channel that can have it has it once, every other is listed with why, and the counts add up at every moment.
 * `npm run chaos` is the long form. CHAOS_SEED repeats a run, as far as a machine does the same twice.
 */
const isLong = process.env.CHAOS === 'long';
const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 1_000_000));
const size = isLong ? { channels: 5_000, kills: 100, removed: 2, slow: 1, awayMs: 30_000 } : { channels: 200, kills: 10, removed: 1, slow: 1, awayMs: 5_000 };
/** Of one that is corrected and one that is withdrawn: kills after each. */
const changed = isLong ? { channels: 5_000, workspaces: 20, kills: 20 } : { channels: 80, workspaces: 8, slow: 0, kills: 2 };
/** A node that is killed sends for half as long as a start takes. */
const A_KILL = 0.5;

const WITHIN_MS = isLong ? 60 * 60_000 : 600_000;
const outcomes: BroadcastOutcome[] = [];
const say = (what: string): void => void (isLong && process.stdout.write(`${what}\n`));

const common = { seed, channels: size.channels, workspaces: 20, removed: size.removed, slow: size.slow, span: A_KILL * size.kills };
const onSqlite = { ...common, create: sqliteDatabase };
const server = postgresServer ?? '';
const onPostgres = { ...common, create: () => postgresDatabase(server) };
/** What is left to send when it is changed takes longer than the kills, and than the officer on a busy machine. */
const whenChanged = { ...changed, span: (2 * A_KILL * changed.kills) / (1 - MIDWAY), disturb: changedMidway(kills(changed.kills)) };

async function arrivesOnce(scenario: BroadcastScenario): Promise<BroadcastOutcome> {
  const outcome = await runBroadcast(scenario, (what) => say(`${scenario.name}: ${what}`));
  outcomes.push(outcome);
  const { verdict, counted, exits } = outcome;
  const { lost, doubled, amiss, histories } = verdict;
  expect({ lost, doubled, amiss }, `seed ${seed}\n${histories.slice(0, 10).join('\n')}`).toEqual({ lost: [], doubled: [], amiss: [] });
  expect(counted.wrong, 'the counts add up').toEqual([]);
  expect(counted.times).toBeGreaterThan(outcome.nodes.length);
  expect(outcome.settledMs, 'in the end nothing is left to do').toBeDefined();
  expect(exits.every((status) => status === 0)).toBe(true);
  return outcome;
}

/** The first is corrected and the second withdrawn while some of it is there and some is not. */
async function saysWhatItIsToSay(scenario: BroadcastScenario): Promise<void> {
  const { sent, edits } = await arrivesOnce(scenario);
  expect(sent.map(({ broadcast }) => broadcast.state)).toEqual(['sending', 'withdrawn']);
  for (const one of sent) {
    expect(one.thereWhenChanged).toBeGreaterThan(0);
    expect(one.thereWhenChanged).toBeLessThan(reachable(one).length);
  }
  expect(edits).toBeGreaterThan(0);
}

describe.concurrent('a broadcast arrives once in every channel that can have it, and every other is listed', { timeout: WITHIN_MS }, () => {
  afterAll(() => void process.stdout.write(`\nbroadcasts, seed ${seed}\n${reportBroadcasts(outcomes)}\n`));

  it('on SQLite, when the process is killed again and again', () => arrivesOnce({ ...onSqlite, name: 'kills, SQLite', disturb: kills(size.kills) }));
  it('on SQLite, and what is corrected or withdrawn meanwhile says so everywhere, and nothing of what it said', () =>
    saysWhatItIsToSay({ ...onSqlite, ...whenChanged, name: 'changed, SQLite' }));

  describe.skipIf(postgresServer === undefined)('on PostgreSQL (skipped without a server: install postgresql, or set TEST_DATABASE_URL)', () => {
    it('when the process is killed again and again', () => arrivesOnce({ ...onPostgres, name: 'kills, PostgreSQL', disturb: kills(size.kills) }));

    if (isLong) {
      it('and what is corrected or withdrawn meanwhile says so everywhere, and nothing of what it said', () =>
        saysWhatItIsToSay({ ...onPostgres, ...whenChanged, name: 'changed, PostgreSQL' }));
      it('when two nodes share the work, one is killed and the database goes away', () =>
        arrivesOnce({
          ...onPostgres,
          name: 'nodes, database away',
          disturb: oneAfterTheOther(oneOfSeveral(2), databaseAway(server, size.awayMs)),
        }));
      it('when it is not killed', () => arrivesOnce({ ...onPostgres, name: 'no kills, PostgreSQL', disturb: noKills }));
    }
  });
});
