import { z } from 'zod';
import type { Broadcast } from '../src/broadcasts/broadcast.ts';
import type { Asker, Broadcasts } from '../src/broadcasts/broadcasts.ts';
import { stateLine } from '../src/broadcasts/shown/state-line.ts';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { type Button, button, buttons, confidentially, text } from '../src/core/reply.ts';
import { deskOf, idAndRest, OFFICERS, shortName } from './broadcast-desk.ts';
import type { Services } from './services.ts';

/** A command that does one thing to a broadcast and says how it stands. */
function act(
  name: string,
  summary: string,
  example: string,
  run: (broadcasts: Broadcasts, id: string, asker: Asker) => Promise<Broadcast>,
  after: (broadcast: Broadcast) => readonly Button[],
): Command<Services> {
  return defineCommand({
    name: `broadcast ${name}`,
    summary,
    input: z.object({ broadcast: shortName() }),
    allow: OFFICERS,
    examples: [`broadcast ${name} ${example}`],
    async run({ broadcast: said }, context: Context<Services>) {
      const [broadcasts, asker] = await deskOf(context);
      const broadcast = await run(broadcasts, idAndRest(said).id, asker);
      return confidentially([text(stateLine(broadcast)), ...buttons(...after(broadcast))], { broadcast: broadcast.id, state: broadcast.state });
    },
  });
}

/** A command that says how many it reached. */
function count(
  name: string,
  summary: string,
  example: string,
  run: (broadcasts: Broadcasts, id: string, asker: Asker) => Promise<number>,
  said: (count: number) => string,
): Command<Services> {
  return defineCommand({
    name: `broadcast ${name}`,
    summary,
    input: z.object({ broadcast: shortName() }),
    allow: OFFICERS,
    examples: [`broadcast ${name} ${example}`],
    async run({ broadcast: words }, context: Context<Services>) {
      const [broadcasts, asker] = await deskOf(context);
      const { id } = idAndRest(words);
      const reached = await run(broadcasts, id, asker);
      return confidentially([text(said(reached)), ...buttons(status({ id }))], { broadcast: id, count: reached });
    },
  });
}

const status = ({ id }: Pick<Broadcast, 'id'>): Button => button('Status', `broadcast status ${id}`);

const pause = act(
  'pause',
  'Stop sending for now: what has not gone waits',
  'k3m9xq',
  (broadcasts, id, asker) => broadcasts.pause(id, asker),
  ({ id }) => [button('Go on', `broadcast resume ${id}`, 'primary'), status({ id }), button('Cancel the rest', `broadcast cancel ${id}`, 'danger')],
);

const resume = act(
  'resume',
  'Go on with one that was paused',
  'z8y2vu',
  (broadcasts, id, asker) => broadcasts.resume(id, asker),
  ({ id }) => [status({ id }), button('Pause', `broadcast pause ${id}`)],
);

const cancel = act(
  'cancel',
  'Throw a draft away, or stop one: what has not gone does not go',
  'p7w4dn',
  (broadcasts, id, asker) => broadcasts.cancel(id, asker),
  (broadcast) => (broadcast.regions.length === 0 ? [] : [status(broadcast)]),
);

const retry = count(
  'retry',
  'Try again where it failed, and where a channel was linked since',
  'z8y2vu',
  (broadcasts, id, asker) => broadcasts.retry(id, asker),
  (channels) => `It is tried again in ${channels === 1 ? 'one channel' : `${channels.toLocaleString('en-GB')} channels`}.`,
);

const chase = count(
  'chase',
  'Remind those who have not acknowledged it, at most as often as was set',
  'k3m9xq',
  (broadcasts, id, asker) => broadcasts.chase(id, asker),
  (branches) =>
    `${branches === 1 ? 'One branch is' : `${branches.toLocaleString('en-GB')} branches are`} reminded, in ${branches === 1 ? 'its' : 'their'} channels.`,
);

/** What is done with one broadcast while it is on its way. */
export const broadcastActs: readonly Command<Services>[] = [pause, resume, cancel, retry, chase];
