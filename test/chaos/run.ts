import type { Store } from '../../src/store/store.ts';
import type { CreateDatabase } from '../contract/stores.ts';
import type { Platforms } from './platforms.ts';
import { populate, type Subject } from './population.ts';
import { onStage, type Played, type World } from './stage.ts';
import { judge, shownByWords, type Verdict } from './verdict.ts';

export interface Scenario {
  readonly name: string;
  readonly seed: number;
  readonly reminders: number;
  /** On each platform. */
  readonly channels: number;
  /** The reminders fall due within so many times as long as the program takes to start. */
  readonly span: number;
  readonly create: CreateDatabase;
  /** Leaves at least one node running. */
  disturb(world: World): Promise<void>;
}

export interface Outcome extends Played {
  readonly scenario: Scenario;
  readonly verdict: Verdict;
  readonly attempts: number;
  readonly shown: number;
  /** How late each was shown first, in milliseconds. */
  readonly lateMs: readonly number[];
}

/** Reminders fall due while the program is disturbed; says what became of them. */
export async function run(scenario: Scenario, say: (what: string) => void): Promise<Outcome> {
  const { seed, channels, create, disturb } = scenario;
  return onStage({ seed, create, extent: { channels } }, async ({ address, platforms, random, startMs, play }) => {
    const due = { count: scenario.reminders, from: new Date(Date.now() + 2 * startMs), spanMs: scenario.span * startMs };
    const subjects = await populate(address, platforms.places, due, random);
    const played = await play({ total: subjects.length, shown: () => shownByWords(platforms).size, disturb, isBusy }, say);
    const verdict = await judge(subjects, platforms, address);
    const attempts = platforms.attempts.slack + platforms.attempts.discord;
    return { scenario, verdict, attempts, shown: platforms.shown.length, lateMs: lateness(subjects, platforms), ...played };
  });
}

async function isBusy({ db }: Store): Promise<boolean> {
  const due = db.selectFrom('reminders').select('id').where('look_at', '<=', Date.now());
  const inHand = db.selectFrom('showings').select('key').where('state', '=', 'sending');
  return (await due.executeTakeFirst()) !== undefined || (await inHand.executeTakeFirst()) !== undefined;
}

function lateness(subjects: readonly Subject[], platforms: Platforms): number[] {
  const byWords = shownByWords(platforms);
  return subjects.flatMap(({ words, kind, reminder }) => {
    const at = byWords.get(words)?.[0]?.at;
    const due = reminder.dueAt ?? reminder.again?.at;
    return at === undefined || due === undefined || kind === 'missed' ? [] : [at - due.getTime()];
  });
}
