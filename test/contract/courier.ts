import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Address, Courier, Delivered, Unreachable } from '../../src/core/courier.ts';
import { privately, type Reply, text } from '../../src/core/reply.ts';

/** What a platform does wrong with one message that is sent to it, or edited. */
export interface Misbehaviour {
  /**
   * `answer lost`: it takes the message, and the connection ends without an answer. `cut`: the connection ends before it took it.
   * `rate limited`: it says to wait. `down`: it answers with a 5xx, and did not take it. `none`: forget what was ordered.
   */
  readonly kind: 'answer lost' | 'cut' | 'rate limited' | 'down' | 'none';
  /** How many messages go well before; 0 when left out. */
  readonly after?: number;
  /** How long to wait, for `rate limited`; 1 when left out. */
  readonly seconds?: number;
  /** The next that is edited, not the next that is sent. */
  readonly ofEdit?: boolean;
}

/** A courier on its platform, started, and what a person in the platform sees. */
export interface CourierHarness {
  readonly courier: Courier;
  /** Another place that Steward may write to: nothing was said there. */
  makePlace(kind: 'channel' | 'person'): Address;
  /** Another place that cannot be reached. */
  makeUnreachable(why: 'gone' | 'forbidden' | 'removed'): Address;
  /** All that can be read in each message there now, oldest first; of a message that was sent as a file, what is in the file. */
  shownIn(place: Address): readonly string[];
  /** What the platform does to a message that is sent next; takes the place of what was ordered before. */
  misbehave(how: Misbehaviour): void;
  /** Whatever the platform refused that was not told to. */
  refusals(): readonly unknown[];
  /** Stops the adapter, and with it the courier; and the platform. May be called twice. */
  stop(): Promise<void>;
}

interface Subject {
  readonly start: () => Promise<CourierHarness>;
  /** Anything a command could answer, without what cannot be sent by a courier of this platform. */
  readonly replies: fc.Arbitrary<Reply>;
  /** How many paragraphs of 1,400 characters make several messages there, and no file yet; 12 when left out. */
  readonly long?: number;
  /** Why a place cannot be reached, as far as this platform tells it before anything is sent. */
  readonly foreseen: readonly Unreachable[];
}

let keys = 0;
const newKey = (): string => `test:reminder-${keys++}.1`;

const saying = (...words: readonly string[]): Reply =>
  privately(
    words.map((one) => text(one)),
    null,
  );

/** A reply of several messages wherever it goes: each paragraph begins with a mark of its own. */
const paragraphs = (count: number): Reply =>
  saying(...Array.from({ length: count }, (_, nth) => `Paragraph-${nth}-mark. ${'We meet at the town hall and go through the papers together. '.repeat(24)}`));
const marksIn = (shown: readonly string[]): number[] => [...shown.join('\n').matchAll(/Paragraph-(\d+)-mark/g)].map(([, nth]) => Number(nth));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, nth) => nth);

const messageOf = (delivered: Delivered): string => (delivered.status === 'sent' ? delivered.message : '');

/** What every courier does: with a caller that tries again, each thing is shown once. */
export function courierContract(name: string, { start, replies, long = 12, foreseen }: Subject): void {
  describe(`a courier: ${name}`, () => {
    let on: CourierHarness;
    beforeEach(async () => {
      on = await start();
    });
    afterEach(() => on.stop());

    const deliver = (to: Address, reply: Reply, key: string, maybeSince?: Date): Promise<Delivered> => on.courier.deliver(to, reply, { key, maybeSince });
    const timesShown = (place: Address, words: string): number => on.shownIn(place).join('\n').split(words).length - 1;

    /** Tries as a queue does: again while it is told `later`, in doubt from when an attempt may first have arrived. Each attempt meets its trouble, the last meets none. */
    async function untilSent(place: Address, reply: Reply, key: string, [trouble, ...more]: readonly Misbehaviour[], maybeSince?: Date): Promise<Delivered> {
      const began = new Date();
      on.misbehave(trouble ?? { kind: 'none' });
      const delivered = await deliver(place, reply, key, maybeSince);
      if (delivered.status !== 'later' || trouble === undefined) return delivered;
      return untilSent(place, reply, key, more, delivered.mayHaveArrived ? (maybeSince ?? began) : maybeSince);
    }

    it.each(['channel', 'person'] as const)('brings a reply to a %s, once, and to nobody else', async (kind) => {
      const [place, others] = [on.makePlace(kind), [on.makePlace('channel'), on.makePlace('person')]];
      const delivered = await deliver(place, saying('Bring the scrutiny papers.'), newKey());
      expect(delivered).toMatchObject({ status: 'sent', message: expect.stringMatching(/./) });
      expect(on.shownIn(place)).toEqual([expect.stringContaining('Bring the scrutiny papers.')]);
      for (const other of others) expect(on.shownIn(other)).toEqual([]);
      expect(on.refusals()).toEqual([]);
    });

    it('brings a long reply in parts, in their order', async () => {
      const place = on.makePlace('channel');
      expect(await deliver(place, paragraphs(long), newKey())).toMatchObject({ status: 'sent' });
      expect(on.shownIn(place).length).toBeGreaterThan(1);
      expect(marksIn(on.shownIn(place))).toEqual(upTo(long));
      expect(on.refusals()).toEqual([]);
    });

    it('shows beforehand what each message will say, and sends nothing', async () => {
      const place = on.makePlace('channel');
      const preview = on.courier.preview(paragraphs(long));
      expect(on.shownIn(place)).toEqual([]);
      await deliver(place, paragraphs(long), newKey());
      expect(preview.map((message) => marksIn([message]))).toEqual(on.shownIn(place).map((message) => marksIn([message])));
    });

    it('brings the same words twice under two keys', async () => {
      const place = on.makePlace('channel');
      for (const key of [newKey(), newKey()]) await deliver(place, saying('The same words.'), key);
      expect(timesShown(place, 'The same words.')).toBe(2);
    });

    it.each(['channel', 'person'] as const)('says that it may have arrived when no answer came, and then shows nothing twice to a %s', async (kind) => {
      const [place, key, began] = [on.makePlace(kind), newKey(), new Date()];
      on.misbehave({ kind: 'answer lost' });
      expect(await deliver(place, saying('Only once, please.'), key)).toMatchObject({ status: 'later', mayHaveArrived: true });
      expect(timesShown(place, 'Only once, please.')).toBe(1);
      const delivered = await deliver(place, saying('Only once, please.'), key, began);
      expect(delivered).toMatchObject({ status: 'sent' });
      expect(timesShown(place, 'Only once, please.')).toBe(1);
      expect(await on.courier.replace(place, messageOf(delivered), saying('Done.'))).toMatchObject({ status: 'sent' });
      expect(timesShown(place, 'Only once, please.')).toBe(0);
    });

    it('sends what did not arrive when the first attempt is in doubt', async () => {
      const [place, key, began] = [on.makePlace('channel'), newKey(), new Date()];
      on.misbehave({ kind: 'cut' });
      const first = await deliver(place, saying('Not lost.'), key);
      expect(first).toMatchObject({ status: 'later' });
      expect(on.shownIn(place)).toEqual([]);
      expect(await deliver(place, saying('Not lost.'), key, began)).toMatchObject({ status: 'sent' });
      expect(timesShown(place, 'Not lost.')).toBe(1);
    });

    it.each(['answer lost', 'cut', 'rate limited', 'down'] as const)('completes a long reply of which a part met "%s"', async (kind) => {
      const [place, key, began] = [on.makePlace('channel'), newKey(), new Date()];
      on.misbehave({ kind, after: 1 });
      expect(await deliver(place, paragraphs(long), key)).toMatchObject({ status: 'later', mayHaveArrived: true });
      expect(await deliver(place, paragraphs(long), key, began)).toMatchObject({ status: 'sent' });
      expect(marksIn(on.shownIn(place))).toEqual(upTo(long));
    });

    it('sends nothing again that is there, however often it is in doubt', async () => {
      const [place, key, began] = [on.makePlace('channel'), newKey(), new Date()];
      const first = await deliver(place, paragraphs(8), key);
      for (const _ of upTo(2)) expect(await deliver(place, paragraphs(8), key, began)).toMatchObject({ status: 'sent', message: messageOf(first) });
      expect(marksIn(on.shownIn(place))).toEqual(upTo(8));
    });

    it('finds its message among many others', async () => {
      const [place, key, began] = [on.makePlace('channel'), newKey(), new Date()];
      await deliver(place, saying('Long ago.'), key);
      for (const nth of upTo(30)) await deliver(place, saying(`Another ${nth}.`), newKey());
      await deliver(place, saying('Long ago.'), key, began);
      expect(timesShown(place, 'Long ago.')).toBe(1);
    });

    it('obeys a rate limit by saying how long it is, and sends nothing', async () => {
      const [place, key] = [on.makePlace('channel'), newKey()];
      on.misbehave({ kind: 'rate limited', seconds: 3 });
      const delivered = await deliver(place, saying('In a while.'), key);
      expect(delivered).toMatchObject({ status: 'later', mayHaveArrived: false });
      expect(delivered.status === 'later' ? delivered.afterMs : undefined).toBeGreaterThanOrEqual(3_000);
      expect(delivered).toMatchObject({ budget: { scope: expect.stringMatching(/^(?:channel|workspace|global)$/), remaining: 0 } });
      expect(delivered.status === 'later' ? delivered.budget?.resetMs : undefined).toBeGreaterThanOrEqual(3_000);
      expect(on.shownIn(place)).toEqual([]);
      expect(await deliver(place, saying('In a while.'), key)).toMatchObject({ status: 'sent' });
      expect(timesShown(place, 'In a while.')).toBe(1);
    });

    it('waits when the platform is down', async () => {
      const [place, key, began] = [on.makePlace('channel'), newKey(), new Date()];
      on.misbehave({ kind: 'down' });
      expect(await deliver(place, saying('Later then.'), key)).toMatchObject({ status: 'later' });
      expect(await deliver(place, saying('Later then.'), key, began)).toMatchObject({ status: 'sent' });
      expect(timesShown(place, 'Later then.')).toBe(1);
    });

    it.each(['gone', 'forbidden', 'removed'] as const)('says that a place is "%s", however often it is tried', async (why) => {
      const place = on.makeUnreachable(why);
      const [key, began] = [newKey(), new Date()];
      expect(await deliver(place, saying('Anybody?'), key)).toEqual({ status: 'unreachable', why });
      expect(await deliver(place, saying('Anybody?'), key, began)).toEqual({ status: 'unreachable', why });
      if (foreseen.includes(why)) expect(await on.courier.canReach(place)).toBe(why);
    });

    it.each(['channel', 'person'] as const)('knows a %s that can be reached, and shows nothing there', async (kind) => {
      const place = on.makePlace(kind);
      expect(await on.courier.canReach(place)).toBe('yes');
      expect(on.shownIn(place)).toEqual([]);
    });

    it.each(['channel', 'person'] as const)('puts a reply in the place of another, in a %s', async (kind) => {
      const place = on.makePlace(kind);
      const message = messageOf(await deliver(place, saying('Ring the region.'), newKey()));
      expect(await on.courier.replace(place, message, saying('Done: the region was rung.'))).toMatchObject({ status: 'sent' });
      expect(on.shownIn(place)).toEqual([expect.stringContaining('Done: the region was rung.')]);
      expect(timesShown(place, 'Ring the region.')).toBe(0);
      expect(on.refusals()).toEqual([]);
    });

    it('says that an edit may have been made when no answer came: it could still arrive on top of the next', async () => {
      const place = on.makePlace('channel');
      const message = messageOf(await deliver(place, saying('Ring the region.'), newKey()));
      on.misbehave({ kind: 'answer lost', ofEdit: true });
      expect(await on.courier.replace(place, message, saying('Done.'))).toMatchObject({ status: 'later', mayHaveArrived: true });
      expect(on.shownIn(place)).toEqual([expect.stringContaining('Done.')]);
      on.misbehave({ kind: 'rate limited', ofEdit: true });
      expect(await on.courier.replace(place, message, saying('Again.'))).toMatchObject({ status: 'later', mayHaveArrived: false });
      expect(await on.courier.replace(place, message, saying('Again.'))).toMatchObject({ status: 'sent' });
      expect(on.shownIn(place)).toEqual([expect.stringContaining('Again.')]);
    });

    it('loses no word of a long reply that takes the place of a short one', async () => {
      const place = on.makePlace('channel');
      const message = messageOf(await deliver(place, saying('Short.'), newKey()));
      expect(await on.courier.replace(place, message, paragraphs(8))).toMatchObject({ status: 'sent' });
      expect(marksIn(on.shownIn(place))).toEqual(upTo(8));
      expect(timesShown(place, 'Short.')).toBe(0);
    });

    it('does not replace what is no message of its own', async () => {
      const place = on.makePlace('channel');
      expect(await on.courier.replace(place, 'nonsense', saying('Hello.'))).toEqual({ status: 'unreachable', why: 'gone' });
      expect(on.shownIn(place)).toEqual([]);
    });

    it.each(['channel', 'person'] as const)('finds what arrived in a %s though no answer came, so that it can be replaced', async (kind) => {
      const [place, key, began] = [on.makePlace(kind), newKey(), new Date()];
      on.misbehave({ kind: 'answer lost' });
      await deliver(place, saying('Vote by Friday.'), key);
      const found = await on.courier.find(place, { key, maybeSince: began }, saying('Vote by Friday.'));
      expect(await on.courier.replace(place, found ?? '', saying('Withdrawn.'))).toMatchObject({ status: 'sent' });
      expect(on.shownIn(place)).toEqual([expect.stringContaining('Withdrawn.')]);
    });

    it('finds as much of a long reply as arrived', async () => {
      const [place, key, began] = [on.makePlace('channel'), newKey(), new Date()];
      on.misbehave({ kind: 'cut', after: 1 });
      await deliver(place, paragraphs(long), key);
      const found = await on.courier.find(place, { key, maybeSince: began }, paragraphs(long));
      expect(await on.courier.replace(place, found ?? '', saying('Withdrawn.'))).toMatchObject({ status: 'sent' });
      expect(on.shownIn(place)).toEqual([expect.stringContaining('Withdrawn.')]);
    });

    it('finds nothing that did not arrive, and sends nothing while it looks', async () => {
      const [place, key, began] = [on.makePlace('channel'), newKey(), new Date()];
      on.misbehave({ kind: 'cut' });
      await deliver(place, saying('Vote by Friday.'), key);
      await deliver(place, saying('Vote by Friday.'), newKey());
      expect(await on.courier.find(place, { key, maybeSince: began }, saying('Vote by Friday.'))).toBeUndefined();
      expect(await on.courier.find(place, { key: newKey() }, saying('Vote by Friday.'))).toBeUndefined();
      expect(timesShown(place, 'Vote by Friday.')).toBe(1);
    });

    it.each([
      ['gone', undefined],
      ['removed', 'unknown'],
    ] as const)('looking in a place that is "%s" says %s', async (why, found) => {
      const place = on.makeUnreachable(why);
      expect(await on.courier.find(place, { key: newKey(), maybeSince: new Date() }, saying('Anybody?'))).toBe(found);
    });

    it('brings many at once, each to its place', async () => {
      const places = upTo(40).map((nth) => on.makePlace(nth % 4 === 0 ? 'person' : 'channel'));
      await Promise.all(places.map((place, nth) => deliver(place, saying(`For place ${nth}.`), newKey())));
      expect(places.map((place) => on.shownIn(place))).toEqual(places.map((_, nth) => [expect.stringContaining(`For place ${nth}.`)]));
    });

    it('brings anything that a command can answer, within every limit of the platform', { timeout: 60_000 }, async () => {
      const property = fc.asyncProperty(replies, async (reply) => {
        const [place, key, began] = [on.makePlace('channel'), newKey(), new Date()];
        expect(await deliver(place, reply, key)).toMatchObject({ status: 'sent' });
        const shown = on.shownIn(place);
        expect(shown.length).toBeGreaterThan(0);
        expect(on.courier.preview(reply)).toHaveLength(shown.length);
        expect(await deliver(place, reply, key, began)).toMatchObject({ status: 'sent' });
        expect(on.shownIn(place)).toEqual(shown);
        expect(on.refusals()).toEqual([]);
      });
      await fc.assert(property, { numRuns: 25, endOnFailure: true });
    });

    it('loses and doubles nothing, whatever goes wrong, for a caller that tries again', { timeout: 60_000 }, async () => {
      const wrong = fc.record({ kind: fc.constantFrom('answer lost', 'cut', 'rate limited', 'down'), after: fc.nat(4) });
      const property = fc.asyncProperty(fc.array(wrong, { maxLength: 4 }), fc.integer({ min: 1, max: 9 }), async (troubles, length) => {
        const place = on.makePlace('channel');
        expect(await untilSent(place, paragraphs(length), newKey(), troubles)).toMatchObject({ status: 'sent' });
        expect(marksIn(on.shownIn(place))).toEqual(upTo(length));
      });
      await fc.assert(property, { numRuns: 25, endOnFailure: true });
    });

    it('brings nothing once it is stopped, and says to try later', async () => {
      const place = on.makePlace('channel');
      const { courier } = on;
      await on.stop();
      expect(await courier.deliver(place, saying('Too late.'), { key: newKey() })).toEqual({ status: 'later', mayHaveArrived: false });
      expect(await courier.find(place, { key: newKey(), maybeSince: new Date() }, saying('Too late.'))).toBe('unknown');
      expect(courier.preview(saying('Too late.'))).toEqual(['Too late.']);
    });
  });
}
