import type { SentHere } from '../src/broadcasts/broadcasts.ts';
import type { Context } from '../src/core/command.ts';
import { type Block, button, buttons, confidentially, heading, type Reply, text } from '../src/core/reply.ts';
import { sentHereData, sentHereLine } from './sent-here-words.ts';
import type { Services } from './services.ts';

/** Each has a row of buttons of its own. */
const LISTED = 8;

const NEWEST = button('The newest', 'broadcasts here');

/** What was sent to this channel, for anybody in it, a page at a time. @throws {UserError} where no branch is */
export async function broadcastsHere(before: string | undefined, { services, request, clock }: Context<Services>): Promise<Reply> {
  const { branch, found, hasOlder } = await (await services.broadcasts()).here(request, LISTED, before);
  const older = hasOlder ? found.at(-1)?.broadcast.id : undefined;
  const data = { branch: branch.name, older: older ?? null, broadcasts: found.map(sentHereData) };
  if (found.length === 0)
    return before === undefined
      ? confidentially([text(`Nothing has been sent to ${branch.name} in this channel yet.`)], data)
      : confidentially([text('There are none older than that.'), ...buttons(NEWEST)], data);
  const sayer = { branch, regions: (await services.directory()).regions(), now: clock.now() };
  return confidentially(
    [
      heading(headingOf(found.length, hasOlder, before !== undefined)),
      ...found.flatMap((one): Block[] => [text(sentHereLine(one, sayer)), ...choices(one)]),
      ...buttons(...(older === undefined ? [] : [button('Older ones', `broadcasts here --before ${older}`)]), ...(before === undefined ? [] : [NEWEST])),
    ],
    data,
  );
}

/** Of one that was withdrawn there is nothing more to show. */
const choices = ({ broadcast: { id, state }, isAwaited }: SentHere): Block[] =>
  state === 'withdrawn'
    ? []
    : buttons(...(isAwaited ? [button('Acknowledge', `broadcast ack ${id}`, 'primary')] : []), button('Show it again', `broadcast show ${id}`));

function headingOf(count: number, hasOlder: boolean, isOlder: boolean): string {
  if (isOlder) return count === 1 ? 'One older message to this channel' : `${count} older messages to this channel, newest first`;
  if (count === 1) return 'One message was sent to this channel';
  return hasOlder ? `The newest ${count} messages to this channel` : `${count} messages were sent to this channel, newest first`;
}
