import { z } from 'zod';
import type { Broadcast } from '../src/broadcasts/broadcast.ts';
import type { Asker, Broadcasts } from '../src/broadcasts/broadcasts.ts';
import { stateLine } from '../src/broadcasts/shown/state-line.ts';
import { type Command, type Context, defineCommand } from '../src/core/command.ts';
import { type Button, button, buttons, confidentially, text } from '../src/core/reply.ts';
import { deskOf, idAndRest, OFFICERS, shortName } from './broadcast-desk.ts';
import type { Services } from './services.ts';

/** What an officer hears: a sentence, the same as data, and what may be done next. */
interface Done {
  readonly said: string;
  readonly data: { readonly state: Broadcast['state'] } | { readonly count: number };
  readonly next: readonly Button[];
}

/** A command that does one thing to a broadcast and says what became of it. Its aliases are what somebody in a hurry says, with its short name or without. */
function act(
  name: string,
  aliases: readonly string[],
  summary: string,
  example: string,
  run: (broadcasts: Broadcasts, id: string, asker: Asker) => Promise<Done>,
): Command<Services> {
  return defineCommand({
    name: `broadcast ${name}`,
    aliases: [`${name} broadcast`, `${name} the broadcast`, ...aliases],
    afterAlias: /^\S*$/u,
    summary,
    input: z.object({ broadcast: shortName() }),
    allow: OFFICERS,
    examples: [`broadcast ${name} ${example}`],
    async run({ broadcast: said }, context: Context<Services>) {
      const [broadcasts, asker] = await deskOf(context);
      const { id } = idAndRest(said);
      const done = await run(broadcasts, id, asker);
      return confidentially([text(done.said), ...buttons(...done.next)], { broadcast: id, ...done.data });
    },
  });
}

const standing = (broadcast: Broadcast, ...next: readonly Button[]): Done => ({ said: stateLine(broadcast), data: { state: broadcast.state }, next });
const reached = (count: number, id: string, said: string): Done => ({ said, data: { count }, next: [status(id)] });

const status = (id: string): Button => button('Status', `broadcast status ${id}`);

const pause = act('pause', ['stop sending', 'pause sending'], 'Stop sending for now: what has not gone waits', 'k3m9xq', async (broadcasts, id, asker) =>
  standing(
    await broadcasts.pause(id, asker),
    button('Go on', `broadcast resume ${id}`, 'primary'),
    status(id),
    button('Cancel the rest', `broadcast cancel ${id}`, 'danger'),
  ),
);

const resume = act('resume', ['resume sending'], 'Go on with one that was paused or held back', 'z8y2vu', async (broadcasts, id, asker) =>
  standing(await broadcasts.resume(id, asker), status(id), button('Pause', `broadcast pause ${id}`)),
);

const cancel = act(
  'cancel',
  ['stop broadcast', 'stop the broadcast'],
  'Throw a draft away, or stop one: what has not gone does not go',
  'p7w4dn',
  async (broadcasts, id, asker) => {
    const { broadcast, isFirst } = await broadcasts.cancel(id, asker);
    const done = standing(broadcast, ...(broadcast.regions.length === 0 ? [] : [status(id)]));
    return isFirst ? done : { ...done, said: `“${broadcast.title}” was cancelled before, and nothing more is to be done: what had not gone does not go.` };
  },
);

const retry = act('retry', [], 'Try again where it failed, and where a channel was linked since', 'z8y2vu', async (broadcasts, id, asker) => {
  const channels = await broadcasts.retry(id, asker);
  return reached(channels, id, `It is tried again in ${channels === 1 ? 'one channel' : `${channels.toLocaleString('en-GB')} channels`}.`);
});

const chase = act('chase', [], 'Remind those who have not acknowledged it, at most as often as was set', 'k3m9xq', async (broadcasts, id, asker) => {
  const branches = await broadcasts.chase(id, asker);
  const who = branches === 1 ? 'One branch is' : `${branches.toLocaleString('en-GB')} branches are`;
  return reached(branches, id, `${who} reminded, in ${branches === 1 ? 'its' : 'their'} channels.`);
});

/** What is done with one broadcast while it is on its way. */
export const broadcastActs: readonly Command<Services>[] = [pause, resume, cancel, retry, chase];
