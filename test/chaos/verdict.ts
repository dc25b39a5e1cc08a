import { remindersInStore } from '../../src/store/reminders.ts';
import { openStore, type Store, type StoreAddress } from '../../src/store/store.ts';
import { surroundings } from '../contract/stores.ts';
import type { Platforms } from './platforms.ts';
import type { Kind, Subject } from './population.ts';

/** What became of the reminders of a run. */
export interface Verdict {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Where the database says otherwise than the platforms, or a message says something else. */
  readonly amiss: readonly string[];
  /** Of each that is lost, doubled or amiss: what was sent, and how it stands in the database. */
  readonly histories: readonly string[];
}

type Shown = Platforms['shown'][number];

/** Looks at the platforms first, then asks the database whether it says the same. */
export async function judge(subjects: readonly Subject[], platforms: Platforms, address: StoreAddress): Promise<Verdict> {
  const store = await openStore(address, surroundings);
  try {
    const byWords = shownByWords(platforms);
    const verdict = { lost: [] as string[], doubled: [] as string[], amiss: [] as string[], histories: [] as string[] };
    for (const subject of subjects) {
      const messages = byWords.get(subject.words) ?? [];
      const times = platforms.timesShown(subject.place, subject.key);
      if (messages.length === 0 || times === 0) verdict.lost.push(subject.key);
      if (messages.length > 1 || times > 1) verdict.doubled.push(subject.key);
      const faults = messages.length === 1 && times === 1 ? await faultsOf(subject, messages, store) : [];
      verdict.amiss.push(...faults.map((fault) => `${subject.key}: ${fault}`));
      if (messages.length !== 1 || times !== 1 || faults.length > 0) verdict.histories.push(await historyOf(subject, messages, platforms, store));
    }
    verdict.amiss.push(...strays(subjects, byWords));
    return verdict;
  } finally {
    await store.close();
  }
}

function strays(subjects: readonly Subject[], byWords: ReturnType<typeof shownByWords>): string[] {
  const known = new Set(subjects.map(({ words }) => words));
  return [...byWords].flatMap(([words, messages]) => (known.has(words) ? [] : [`${messages.length} messages that are no reminder: "${words}"`]));
}

/** Each message by the words that no other has. */
export function shownByWords({ shown }: Pick<Platforms, 'shown'>): ReadonlyMap<string, readonly Shown[]> {
  const found = new Map<string, Shown[]>();
  for (const message of shown) {
    const [words = ''] = /Chaos \d+ of \d+\./.exec(message.content) ?? [];
    found.set(words, [...(found.get(words) ?? []), message]);
  }
  return found;
}

async function faultsOf({ reminder, kind, key, place, says }: Subject, [message]: readonly Shown[], store: Store): Promise<string[]> {
  const kept = remindersInStore(store.db);
  const [now, last] = [await kept.find(reminder.id), await kept.lastShown(reminder.id)];
  const showings = await store.db.selectFrom('showings').selectAll().where('reminder', '=', reminder.id).execute();
  const [showing] = showings;
  return [
    ...(showings.length === 1 && showing?.state === 'sent' && showing.key === key ? [] : ['the database has other showings of it']),
    ...(message !== undefined && last?.message.includes(message.id) === true ? [] : ['the database knows another message']),
    ...(now !== undefined && STANDS[kind](now.state, now.dueAt, now.again?.at) ? [] : ['the reminder does not stand as it should']),
    ...(message?.channel === place.channel ? [] : ['it is in another channel']),
    ...(says === undefined || message?.content.includes(says) === true ? [] : [`it does not say "${says}"`]),
  ];
}

const isAhead = (at: Date | undefined): boolean => at !== undefined && at.getTime() > Date.now();

const comesAgain = (state: string, due: Date | undefined, again: Date | undefined): boolean => state === 'active' && isAhead(due) && again === undefined;
const asksAgain = (state: string, due: Date | undefined, again: Date | undefined): boolean => state === 'active' && due === undefined && isAhead(again);

const STANDS: Readonly<Record<Kind, (state: string, due: Date | undefined, again: Date | undefined) => boolean>> = {
  once: (state, due, again) => state === 'ended' && due === undefined && again === undefined,
  repeats: comesAgain,
  missed: comesAgain,
  nags: asksAgain,
  nagging: asksAgain,
};

async function historyOf({ key, kind, words, reminder }: Subject, messages: readonly Shown[], platforms: Platforms, store: Store): Promise<string> {
  const row = await store.db.selectFrom('reminders').selectAll().where('id', '=', reminder.id).executeTakeFirst();
  const showings = await store.db.selectFrom('showings').selectAll().where('reminder', '=', reminder.id).execute();
  const time = (at: number | null | undefined): string => (at == null ? 'never' : new Date(at).toISOString().slice(11, 23));
  return [
    `${key} (${kind}), due ${time((reminder.dueAt ?? reminder.again?.at)?.getTime())}`,
    ...platforms.historyOf(words).map((line) => `  ${line}`),
    ...messages.map(({ at, id }) => `  ${time(at)} shown as ${id}`),
    ...showings.map((one) => `  showing ${one.key}: ${one.state} since ${time(one.began_at)}, lease until ${time(one.lease_until)}, ${one.failures} failures`),
    `  reminder: ${row?.state}, to be looked at ${time(row?.look_at)}`,
  ].join('\n');
}
