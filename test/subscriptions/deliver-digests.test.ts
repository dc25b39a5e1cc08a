import { beforeEach, describe, expect, it } from 'vitest';
import type { Address, Courier, Delivered, Delivery } from '../../src/core/courier.ts';
import type { Block, Reply } from '../../src/core/reply.ts';
import { knownEntriesInStore } from '../../src/store/known-entries.ts';
import { subscriptionsInStore } from '../../src/store/subscriptions.ts';
import { deliverDigests } from '../../src/subscriptions/deliver-digests.ts';
import type { Outline } from '../../src/subscriptions/outline.ts';
import type { Subscription } from '../../src/subscriptions/subscription.ts';
import { sqliteDatabase, useStore } from '../contract/stores.ts';
import { after, DAILY, DAY, HOUR, known, MINUTE, NOW, subscription } from './made-up.ts';

interface Taken {
  readonly to: Address;
  readonly words: string;
  readonly delivery: Delivery;
}

/** A platform that takes what it is given unless told otherwise, and shows a key once. */
function platform() {
  const taken: Taken[] = [];
  const answers: ((to: Address) => Delivered | undefined)[] = [];
  const courier: Courier = {
    async deliver(to, reply, delivery) {
      const answer = answers.shift()?.(to);
      const isShown = taken.some((one) => one.delivery.key === delivery.key);
      if ((answer === undefined || (answer.status === 'later' && answer.mayHaveArrived)) && !isShown) taken.push({ to, words: wordsOf(reply), delivery });
      return answer ?? { status: 'sent', message: `M${taken.length}` };
    },
    replace: async () => ({ status: 'sent', message: 'M' }),
    canReach: async () => 'yes',
    find: async () => 'unknown',
    preview: () => [],
  };
  return { courier, taken, answering: (...next: typeof answers) => void answers.splice(0, answers.length, ...next) };
}

const wordsOf = ({ blocks }: Reply): string =>
  blocks
    .flatMap((block: Block) => {
      if (block.kind === 'text' || block.kind === 'heading') return [block.text];
      if (block.kind === 'list') return block.items;
      return block.kind === 'buttons' ? block.buttons.map(({ request }) => `[${request}]`) : [];
    })
    .join('\n');

/** 9 am on the Monday after: a weekly one is due. */
const DUE = new Date('2026-11-30T09:00:00Z');

describe('a digest', () => {
  const opened = useStore(sqliteDatabase);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  let home = platform();
  let now = NOW;
  const kept = () => subscriptionsInStore(opened().db);
  const entries = () => knownEntriesInStore(opened().db);
  const look = async (at: Date, ...subscriptions: readonly Subscription[]) => {
    now = at;
    const worker = deliverDigests({ store: kept(), known: entries(), noteChanges: async () => {}, courier: home.courier, clock: { now: () => now }, log });
    return worker(subscriptions.map(({ id }) => ({ key: id, runAt: at, attempt: 1 })));
  };
  const follow = async (given: Partial<Subscription> = {}): Promise<Subscription> => {
    const one = subscription({ since: await entries().last(), ...given });
    await kept().add(one, { at: NOW, platform: 'test', workspace: 'W1', person: 'U1', action: 'topics followed', subject: `subscription:${one.id}` });
    return one;
  };
  const knowledge = async (state: Readonly<Record<string, Partial<Outline>>>, at = NOW) => entries().note(known({ still: {}, ...state }), new Set(), at);
  const stands = async ({ id }: Subscription): Promise<Subscription | undefined> => (await kept().findAll([id]))[0];

  beforeEach(async () => {
    home = platform();
    await knowledge({ one: {}, two: { topics: ['everything', 'theme:pensions'] }, old: {} });
  });

  it('tells what is new, changed and no longer current, with summary, source and a button, and goes on with the next', async () => {
    const weekly = await follow();
    await knowledge({
      one: { figures: [{ label: 'Cost', value: '£4m' }], sections: [{ heading: 'Who paid', hash: 'two' }] },
      ...{ three: { title: 'A hospital in Leeds' }, old: { status: 'historical' } },
    });
    expect(await look(DUE, weekly)).toEqual([{ key: weekly.id, status: 'again', at: after(7 * DAY, DUE) }]);
    expect(home.taken).toHaveLength(1);
    const [{ to, words, delivery } = { to: {}, words: '', delivery: { key: '' } }] = home.taken;
    expect(to).toEqual({ platform: 'test', workspace: 'W1', channel: weekly.channel });
    expect(delivery.key).toBe(`g.${weekly.id}.2026-11-30T09:00`);
    expect(words).toContain('What changed on PFI');
    expect(words).toContain('New (1)\nA hospital in Leeds. What it cost.\nSource: A report, UNISON, 2008 (grade C).\n[show three]');
    expect(words).toContain(
      'Changed (1)\nAbout one. What it cost.\nWhat is different: Cost: was £3m, now £4m; new section “Who paid”; section taken out, “What it cost”.',
    );
    expect(words).toContain('No longer current (1)\nAbout old. What it cost.\nWhat is different: it is history now');
    expect(words).toContain('every Monday at 9 am, when something has changed. Next: Monday 7 December 2026, 9 am.');
    expect(words).not.toContain('Late by');
  });

  it('of an entry that is gone has no button for it', async () => {
    const weekly = await follow();
    await knowledge({ one: {}, two: {} });
    await look(DUE, weekly);
    expect(home.taken[0]?.words).toContain('it is no longer in the knowledge base');
    expect(home.taken[0]?.words).not.toContain('[show old]');
  });

  it('tells each change once', async () => {
    const daily = await follow({ schedule: DAILY });
    await knowledge({ one: { summary: 'Other.' }, old: {} });
    const first = new Date('2026-11-26T09:00:00Z');
    await look(first, daily);
    await look(after(DAY, first), daily);
    expect(home.taken).toHaveLength(1);
    await knowledge({ one: { summary: 'Yet another.' }, old: {} });
    await look(after(2 * DAY, first), daily);
    expect(home.taken).toHaveLength(2);
    expect(home.taken[1]?.words).toContain('Changed (1)');
  });

  it('is not sent when nothing has changed on its topics, and that is kept', async () => {
    const weekly = await follow();
    await knowledge({ one: {}, two: { topics: ['everything', 'theme:pensions'], summary: 'Other.' }, old: {} });
    expect(await look(DUE, weekly)).toEqual([{ key: weekly.id, status: 'again', at: after(7 * DAY, DUE) }]);
    expect(home.taken).toEqual([]);
    expect(await stands(weekly)).toMatchObject({ last: { at: DUE, entries: 0 } });
  });

  it('is of nothing that changed before the channel followed, nor of what changed and changed back', async () => {
    await knowledge({ one: { summary: 'Before.' }, old: {} });
    const weekly = await follow();
    await knowledge({ one: { summary: 'Between.' }, old: {} });
    await knowledge({ one: { summary: 'Before.' }, old: {} });
    await look(DUE, weekly);
    expect(home.taken).toEqual([]);
  });

  it('of everything tells of every topic, of one topic what left it too', async () => {
    const [everything, pensions] = [await follow({ topics: ['everything'] }), await follow({ topics: ['theme:pensions'] })];
    await knowledge({ one: {}, two: { topics: ['everything'], summary: 'No longer on pensions.' }, old: {} });
    await look(DUE, everything, pensions);
    expect(home.taken.map(({ words }) => words.includes('No longer on pensions.'))).toEqual([true, true]);
    expect(home.taken[0]?.words).toContain('What changed in the knowledge base');
  });

  it('is not brought before its time', async () => {
    const weekly = await follow();
    await knowledge({ one: { summary: 'Other.' }, old: {} });
    expect(await look(after(-1, DUE), weekly)).toEqual([{ key: weekly.id, status: 'again', at: DUE }]);
    expect(home.taken).toEqual([]);
  });

  it('that was missed several times is one, and says how late it is', async () => {
    const daily = await follow({ schedule: DAILY });
    await knowledge({ one: { summary: 'Other.' }, old: {} }, after(DAY));
    await knowledge({ one: { summary: 'Other.' }, old: {}, new: {} }, after(3 * DAY));
    await look(after(4 * DAY + 2 * HOUR), daily);
    expect(home.taken).toHaveLength(1);
    expect(home.taken[0]?.words).toContain('Late by 2 hours 30 minutes: it was due on Sunday 29 November 2026, 9 am.');
    expect(home.taken[0]?.words).toContain('New (1)');
    expect(home.taken[0]?.words).toContain('Changed (1)');
    expect(await stands(daily)).toMatchObject({ dueAt: new Date('2026-11-30T09:00:00Z') });
  });

  it('stays at nine when the clocks change', async () => {
    const daily = await follow({ schedule: DAILY, dueAt: new Date('2027-03-27T09:00:00Z') });
    expect(await look(new Date('2027-03-27T09:00:00Z'), daily)).toMatchObject([{ at: new Date('2027-03-28T08:00:00Z') }]);
    const autumn = await follow({ schedule: DAILY, dueAt: new Date('2027-10-30T08:00:00Z') });
    expect(await look(new Date('2027-10-30T08:00:00Z'), autumn)).toMatchObject([{ at: new Date('2027-10-31T09:00:00Z') }]);
  });

  it('of very much tells of ten in full and names the others', async () => {
    const weekly = await follow();
    await knowledge({ one: {}, two: {}, old: {}, ...Object.fromEntries(Array.from({ length: 40 }, (_, nth) => [`new-${nth}`, {}])) });
    await look(DUE, weekly);
    expect(home.taken[0]?.words.match(/\[show /g)).toHaveLength(10);
    expect(home.taken[0]?.words).toContain('New (40)');
    expect(home.taken[0]?.words).toContain('And 30 more');
    expect(home.taken[0]?.words).toContain('New: About new-');
    expect(home.taken[0]?.words).toContain('and 10 others');
  });

  describe('that the platform does not take now', () => {
    it('comes once and tells the same, though more changes meanwhile: that comes with the next', async () => {
      const weekly = await follow();
      await knowledge({ one: { summary: 'Other.' }, old: {} });
      home.answering(() => ({ status: 'later', mayHaveArrived: true }));
      const [outcome] = await look(DUE, weekly);
      expect(outcome).toEqual({ key: weekly.id, status: 'again', at: after(10_000, DUE) });
      await knowledge({ one: { summary: 'Other.' }, old: {}, late: {} });
      expect(await look(after(10_000, DUE), weekly)).toMatchObject([{ status: 'again', at: after(7 * DAY, DUE) }]);
      expect(home.taken).toHaveLength(1);
      await look(after(7 * DAY, DUE), weekly);
      expect(home.taken).toHaveLength(2);
      expect(home.taken[1]?.words).toContain('[show late]');
      expect(home.taken[1]?.words).not.toContain('[show one]');
    });

    it('is asked about first when its process died, though the next is due already', async () => {
      const daily = await follow({ schedule: DAILY });
      await knowledge({ one: { summary: 'Other.' }, old: {} });
      const due = new Date('2026-11-26T09:00:00Z');
      home.answering(() => ({ status: 'later', mayHaveArrived: true }));
      await look(due, daily);
      await knowledge({ one: { summary: 'Other.' }, old: {}, late: {} });
      expect(await look(after(DAY, due), daily)).toEqual([{ key: daily.id, status: 'again', at: due }]);
      expect(home.taken).toHaveLength(1);
      await look(after(DAY, due), daily);
      expect(home.taken.map(({ words }) => words.includes('[show one]'))).toEqual([true, false]);
      expect(home.taken[1]?.words).toContain('[show late]');
      expect(await stands(daily)).toMatchObject({ dueAt: after(2 * DAY, due) });
    });
  });

  describe('for a channel that is gone', () => {
    const gone = (to: Address): Delivered | undefined => ('channel' in to ? { status: 'unreachable', why: 'gone' } : undefined);

    it('is told to who subscribed, once, and pauses with its reason', async () => {
      const weekly = await follow();
      await knowledge({ one: { summary: 'Other.' }, old: {} });
      home.answering(gone, gone);
      expect(await look(DUE, weekly)).toEqual([{ key: weekly.id, status: 'done' }]);
      expect(home.taken).toMatchObject([{ to: { person: 'U1' } }]);
      expect(home.taken[0]?.words).toContain(`I could not bring the digest on PFI to <#${weekly.channel}>: the channel is not there any more.`);
      expect(home.taken[0]?.words).toContain('[subscribe "PFI" --when "every Monday at 9 am"]');
      expect(await stands(weekly)).toMatchObject({ state: 'paused', trouble: 'gone' });
      await look(after(7 * DAY, DUE), weekly);
      expect(home.taken).toHaveLength(1);
    });

    it('is tried again when who subscribed cannot be told now', async () => {
      const weekly = await follow();
      await knowledge({ one: { summary: 'Other.' }, old: {} });
      home.answering(gone, () => ({ status: 'later', mayHaveArrived: false, afterMs: 1_000 }));
      expect(await look(DUE, weekly)).toEqual([{ key: weekly.id, status: 'again', at: after(1_000, DUE) }]);
      expect(await stands(weekly)).toMatchObject({ state: 'active' });
    });
  });

  it('is brought once when several processes look at once', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => follow()));
    await knowledge({ one: { summary: 'Other.' }, old: {} });
    await Promise.all([1, 2, 3, 4].map(() => look(DUE, ...many)));
    expect(home.taken).toHaveLength(20);
    expect(new Set(home.taken.map(({ delivery }) => delivery.key)).size).toBe(20);
    await look(after(MINUTE, DUE), ...many);
    expect(home.taken).toHaveLength(20);
  });
});
