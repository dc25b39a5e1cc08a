import { z } from 'zod';
import type { Broadcast } from '../src/broadcasts/broadcast.ts';
import type { Standing } from '../src/broadcasts/broadcasts.ts';
import { arrivedOf, withoutWords } from '../src/broadcasts/shown/arrived.ts';
import { whyHeldBack } from '../src/broadcasts/shown/held-back.ts';
import { describeMoment } from '../src/calendar/schedule.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, confidentially, heading, list, text } from '../src/core/reply.ts';
import { anyOfRoles } from '../src/core/role-words.ts';
import { countsIn } from '../src/core/standing.ts';
import { UserError } from '../src/core/user-error.ts';
import { deskOf, OFFICERS } from './broadcast-desk.ts';
import { broadcastsHere } from './broadcasts-here.ts';
import type { Services } from './services.ts';

const LISTED = 15;
const BUTTONS = 5;

/** What people ask who do not know the word: nothing may follow, for `what was sent to us by Capita in 2014` asks something else. */
const ASKED = ['what was sent', 'what has been sent', "what's been sent", 'whats been sent', 'what was broadcast', 'messages sent'].flatMap((words) => [
  words,
  `${words} to us`,
  `${words} here`,
  `${words} to this channel`,
]);

export const broadcasts = defineCommand({
  name: 'broadcasts',
  aliases: [...ASKED, 'what did the region send', 'what did the region send us', 'messages from the region', 'messages from region'],
  afterAlias: /^$/u,
  summary: 'What was sent to this channel; for officers, all that was sent, what waits, and drafts',
  input: z.object({
    before: z.string().trim().toLowerCase().optional().meta({ description: 'Only those older than this one: its short name' }),
    here: z.boolean().default(false).meta({ description: 'Only what was sent to this channel' }),
  }),
  // Who sends nothing sees what was sent to the channel.
  allow: 'anyone',
  examples: ['broadcasts', 'broadcasts here'],
  async run({ before, here }, context: Context<Services>) {
    if (here || !(await isForOfficer(context))) return broadcastsHere(before, context);
    const [desk, asker] = await deskOf(context);
    const { found, hasOlder } = await desk.list(asker, LISTED, before);
    const older = hasOlder ? found.at(-1)?.broadcast.id : undefined;
    const data = {
      older: older ?? null,
      broadcasts: found.map(({ broadcast: { id, title, state }, counts }) => ({ id, title, state, channels: { ...counts } })),
    };
    if (found.length === 0)
      return before !== undefined
        ? confidentially([text('There are none older than that.'), ...buttons(NEWEST)], data)
        : confidentially(
            [
              text('Nothing has been sent to your branches yet.'),
              ...buttons(button('Send something', 'broadcast', 'primary'), button('How it is done', 'help broadcast')),
            ],
            data,
          );
    return confidentially(
      [
        heading(headingOf(found.length, hasOlder, before !== undefined)),
        list(found.map(lineOf)),
        text('`broadcast show` and the name in brackets shows one; `broadcast status` says who has acknowledged it.', 'muted'),
        ...buttons(
          ...found.slice(0, BUTTONS).map(({ broadcast }) => button(broadcast.title, `broadcast ${isOut(broadcast) ? 'status' : 'show'} ${broadcast.id}`)),
        ),
        ...buttons(...(older === undefined ? [] : [button('Older ones', `broadcasts --before ${older}`)]), ...(before === undefined ? [] : [NEWEST])),
      ],
      data,
    );
  },
});

/** @throws {UserError} for somebody else where no branch is */
async function isForOfficer({ services, request: { place }, held: find }: Context<Services>): Promise<boolean> {
  const held = (await find()).filter(({ role }) => OFFICERS.includes(role));
  if (held.some((one) => countsIn(one, place))) return true;
  if ((await (await services.directory()).branchAt(place)) !== undefined) return false;
  throw new UserError(
    held.length > 0 ? '`broadcasts` is not open to you here: your role counts in another workspace.' : '`broadcasts` is not open to you.',
    `It can be run by ${anyOfRoles(OFFICERS)}, and by anybody in a channel of a branch, for what was sent there.`,
  );
}

const NEWEST = button('The newest', 'broadcasts');

function headingOf(count: number, hasOlder: boolean, isOlder: boolean): string {
  if (isOlder) return count === 1 ? 'One older broadcast' : `${count} older broadcasts, newest first`;
  if (count === 1) return 'One broadcast';
  return hasOlder ? `The newest ${count} broadcasts` : `${count} broadcasts, newest first`;
}

const isOut = ({ state }: Broadcast): boolean => state !== 'draft' && state !== 'waiting';

function lineOf({ broadcast, counts, unreached }: Pick<Standing, 'broadcast' | 'counts' | 'unreached'>): string {
  const { id, title, state, createdAt, zone, sendAt, heldBack } = broadcast;
  const when = describeMoment(state === 'scheduled' ? (sendAt ?? createdAt) : createdAt, zone);
  const without = withoutWords(unreached);
  const reached =
    isOut(broadcast) && state !== 'scheduled'
      ? `: ${arrivedOf(counts, unreached)} channels have it${acknowledgedBy(broadcast, counts.acknowledged)}${without === '' ? '' : `; ${without}`}`
      : '';
  const stands = state === 'paused' && heldBack !== undefined ? `held back: ${whyHeldBack(broadcast, heldBack)}` : WORDS[state];
  return `${when}: ${title} (${stands})${reached} [${id}]`;
}

const acknowledgedBy = ({ receipt }: Broadcast, count: number): string => (receipt.wanted === 'none' ? '' : `, ${count.toLocaleString('en-GB')} acknowledged`);

const WORDS: Readonly<Record<Broadcast['state'], string>> = {
  draft: 'your draft',
  waiting: 'waits for a second officer',
  scheduled: 'to be sent then',
  sending: 'being sent',
  paused: 'paused',
  sent: 'sent',
  cancelled: 'cancelled',
  withdrawn: 'withdrawn',
};
