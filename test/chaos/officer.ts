import type { StoreAddress } from '../../src/store/store.ts';
import { asOfficer } from './as-officer.ts';
import { type Fate, FIRST, type Population, type Sent, send } from './broadcast-population.ts';
import { correctedFace, type Words, withdrawnFace } from './face.ts';
import type { Place, Platforms } from './platforms.ts';

/** Sends broadcasts and thinks better of them, while others see to it that they arrive. */
export interface Officer {
  /** All that was sent, as it stands now, oldest first. */
  readonly sent: readonly Sent[];
  /** Another broadcast, to half of the regions. */
  sendAnother(): Promise<void>;
  /** The last one says something else from now on. */
  correct(): Promise<void>;
  /** The last one. */
  withdraw(): Promise<void>;
  /** In how many of the channels that can have it one of these was shown, whatever it said. */
  shownOf(sent: Sent): number;
  /** Which part of the last one that is. */
  shownOfLast(): number;
}

const CORRECTED: Words = { title: 'Pay claim: what branches do first', line: 'book a hall' };
const ANOTHER: Words = { title: 'Leisure centres: what the council asks', line: 'answer by Friday' };
const REASON = 'The council took its paper back';

/** One who has sent a broadcast to all of these branches. */
export async function createOfficer(address: StoreAddress, population: Population, platforms: Platforms, fateOf: (place: Place) => Fate): Promise<Officer> {
  const sent = [await send(address, population, FIRST, undefined, fateOf)];
  const last = (): Sent => {
    const found = sent.at(-1);
    if (found === undefined) throw new Error('nothing was sent');
    return found;
  };
  const channelsOf = watchShown(platforms);
  const shownOf = (one: Sent): number => reachable(one).filter(({ place }) => channelsOf(one.broadcast.id).has(place.channel)).length;
  const change = (changed: Partial<Sent>): void => void sent.splice(-1, 1, { ...last(), ...changed });

  return {
    sent,
    async sendAnother() {
      const half = population.regions.filter((_, nth) => nth < population.regions.length / 2);
      sent.push(await send(address, population, ANOTHER, half, fateOf));
    },
    async correct() {
      const { broadcast, face } = last();
      const words = { title: CORRECTED.title, body: broadcast.body.replace(FIRST.line, CORRECTED.line) };
      const corrected = await asOfficer(address, population.home, (broadcasts, asker) => broadcasts.correct(broadcast.id, words, asker));
      change({ broadcast: corrected, thereWhenChanged: shownOf(last()), face: correctedFace(face, CORRECTED) });
    },
    async withdraw() {
      const { broadcast, face } = last();
      const changed = await asOfficer(address, population.home, async (broadcasts, asker, kept) => {
        const withdrawn = await broadcasts.withdraw(broadcast.id, REASON, asker);
        const listed = await kept.deliveries(broadcast.id, undefined, population.links.length + population.branches.length);
        return { broadcast: withdrawn, isOff: new Set(listed.filter(({ state }) => state === 'withdrawn').map(({ key }) => key)) };
      });
      change({ ...changed, thereWhenChanged: shownOf(last()), face: withdrawnFace(face, REASON) });
    },
    shownOf,
    shownOfLast: () => shownOf(last()) / reachable(last()).length,
  };
}

export const reachable = ({ addressees }: Sent): Sent['addressees'] => addressees.filter(({ fate }) => fate === 'sent');

/** Tells in which channels a broadcast was shown first. Each message is read once: there are thousands, and it is asked often. */
function watchShown({ shown }: Platforms): (id: string) => ReadonlySet<string> {
  const channels = new Map<string, Set<string>>();
  let read = 0;
  return (id) => {
    for (const { channel, content } of shown.slice(read)) {
      const of = /broadcast ack (\w{6})/.exec(content)?.[1] ?? '';
      channels.set(of, (channels.get(of) ?? new Set()).add(channel));
    }
    read = shown.length;
    return channels.get(id) ?? new Set();
  };
}
