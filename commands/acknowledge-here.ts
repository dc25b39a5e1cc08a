import type { SentHere } from '../src/broadcasts/broadcasts.ts';
import { describeMoment } from '../src/calendar/schedule.ts';
import type { Context } from '../src/core/command.ts';
import { button, buttons, confidentially, list, type Reply, text } from '../src/core/reply.ts';
import { sentHereData, sentHereLine } from './sent-here-words.ts';
import type { Services } from './services.ts';

/** Offered at once: more do not fit a screen. */
const OFFERED = 10;

/**
 * An acknowledgement that names nothing: the id of the only one that waits for one in this channel, or what is answered where there are several or none.
 * @throws {UserError} where no branch is
 */
export async function onlyAwaited({ services, request, clock }: Context<Services>): Promise<string | Reply> {
  const { branch, awaited, last } = await (await services.broadcasts()).awaitedHere(request);
  const [only, ...more] = awaited;
  if (only === undefined) return nothingWaits(last, branch.name);
  if (more.length === 0) return only.broadcast.id;
  const offered = awaited.slice(0, OFFERED);
  const sayer = { branch, regions: (await services.directory()).regions(), now: clock.now() };
  return confidentially(
    [
      text(`${awaited.length} messages to this channel are not acknowledged yet, so nothing was recorded. Which one do you mean?`),
      list(offered.map((one) => sentHereLine(one, sayer))),
      ...buttons(...offered.map(({ broadcast: { id, title } }) => button(title, `broadcast ack ${id}`))),
      ...(awaited.length > offered.length ? buttons(ALL) : []),
    ],
    { acknowledged: false, broadcasts: awaited.map(sentHereData) },
  );
}

const ALL = button('All that was sent here', 'broadcasts here');

function nothingWaits(last: SentHere | undefined, branch: string): Reply {
  const data = { acknowledged: false, broadcasts: [], last: last?.broadcast.id ?? null };
  const nothing = 'Nothing that was sent to this channel waits for an acknowledgement';
  if (last?.acknowledged === undefined) return confidentially([text(`${nothing}.`), ...buttons(ALL)], data);
  const { broadcast, acknowledged } = last;
  const who = broadcast.receipt.wanted === 'person' ? `you, for ${branch},` : branch;
  const said = `${nothing}: the last one, “${broadcast.title}”, was acknowledged by ${who} on ${describeMoment(acknowledged.at, broadcast.zone)}.`;
  return confidentially([text(said), ...buttons(ALL)], data);
}
