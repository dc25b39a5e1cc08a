import type { Broadcast } from '../src/broadcasts/broadcast.ts';
import { arrived } from '../src/broadcasts/shown/arrived.ts';
import type { Context } from '../src/core/command.ts';
import { button, buttons, list, privately, type Reply, text } from '../src/core/reply.ts';
import { anyOfRoles } from '../src/core/role-words.ts';
import { deskOf, OFFICERS } from './broadcast-desk.ts';
import type { Services } from './services.ts';

const HOW =
  /^how\s+(?:to|(?:do|can|could|should|would)\s+(?:i|we|you))\b.{0,30}\b(?:tell|send|message|write|contact|reach|broadcast|inform|notify|announce|let|get)\b.{0,40}\b(?:(?:all|every|the|my|our|other)\b.{0,30}\bbranch(?:es)?|branches|everyone|everybody)\b/iu;
const ANSWERED = '(?:acknowledged?|ack(?:ed)?|replied|responded|confirmed\\s+receipt|seen it|read (?:it|that|the (?:message|guidance|broadcast)))';
const GOT = '(?:g[eo]t|received?|had|seen?|read)\\s+(?:it|(?:the|my|our|that|this)\\s+(?:\\w+\\s+)?(?:message|broadcast|guidance|update|notice))';
const WHO = new RegExp(
  `^(?:(?:who|which (?:of the )?branch(?:es)?|how many(?: branches)?)\\b.{0,40}\\b${ANSWERED}\\b|(?:did|has|have|which branches?|who)\\b.{0,50}\\b(?:${GOT}|acknowledged?(?:\\s+(?:it|that|the\\s+\\w+))?)\\s*(?:yet)?\\s*[?.!]*$|who(?:['’]s| is)? (?:still )?(?:outstanding|missing|late)\\b)`,
  'iu',
);
const CHASE = new RegExp(
  `^(?:chase|nudge|ping|remind)\\b.{0,40}(?:\\bnot|n['’]t|\\byet to)\\b.{0,20}\\b(?:${ANSWERED}|acknowledge|reply|answered?|respond)`,
  'iu',
);
const LONGEST = 160;
const OFFERED = 3;

/**
 * What is asked about broadcasts themselves is answered by their commands, and not from the knowledge base.
 * @returns nothing for any other question
 */
export async function broadcastOffer(question: string, context: Context<Services>): Promise<Reply | undefined> {
  const { said } = context.request;
  if (said.kind !== 'line' || said.text.trim() !== question || question.length > LONGEST) return undefined;
  const wanted = HOW.test(question) ? 'how' : CHASE.test(question) ? 'chase' : WHO.test(question) ? 'status' : undefined;
  if (wanted === undefined) return undefined;
  const isOfficer = (await context.held()).some(({ role }) => OFFICERS.includes(role));
  if (!isOfficer) return notYours(wanted);
  return wanted === 'how' ? howTo() : offered(wanted, context);
}

function notYours(wanted: 'how' | 'chase' | 'status'): Reply {
  const what =
    wanted === 'how' ? 'Guidance to branches is sent with `broadcast`' : 'Who has acknowledged guidance that was sent is seen with `broadcast status`';
  return privately([text(`${what}, by ${anyOfRoles(OFFICERS)}: ask one of them.`), ...buttons(button('Who that is', 'roles'))], {
    ...{ answered: false, offered: 'broadcast' },
  });
}

const howTo = (): Reply =>
  privately(
    [
      text('With `broadcast`: say to whom, a heading and the text. You see whom it reaches before anything goes.'),
      list(['`broadcast to North West: The ballot opens on Monday.`', '`broadcast --title "Pay ballot" --regions all The ballot opens on Monday.`']),
      ...buttons(button('Write one', 'broadcast', 'primary'), button('All its options', 'help broadcast'), button('What was sent', 'broadcasts')),
    ],
    { answered: false, offered: 'broadcast' },
  );

async function offered(act: 'chase' | 'status', context: Context<Services>): Promise<Reply> {
  const [desk, asker] = await deskOf(context);
  const sent = (await desk.list(asker, OFFERED * 4)).found.filter(({ broadcast }) => isOut(broadcast)).slice(0, OFFERED);
  const data = { answered: false, offered: `broadcast ${act}`, broadcasts: sent.map(({ broadcast: { id } }) => id) };
  if (sent.length === 0) return privately([text('Nothing has been sent to your branches yet.'), ...buttons(button('Write something', 'broadcast'))], data);
  const lines = sent.map(({ broadcast: { title, receipt }, counts }) => {
    const acknowledged = receipt.wanted === 'none' ? 'nobody is asked to acknowledge it' : `${counts.acknowledged.toLocaleString('en-GB')} acknowledged`;
    return `${title}: in ${count(arrived(counts))}, ${acknowledged}`;
  });
  return privately(
    [
      text(act === 'chase' ? 'Which one? Those who have not acknowledged it are reminded.' : 'Of which one? Its status names every branch and how it stands.'),
      list(lines),
      ...buttons(...sent.map(({ broadcast: { id, title } }) => button(title, `broadcast ${act} ${id}`)), button('All of them', 'broadcasts')),
    ],
    data,
  );
}

const count = (channels: number): string => (channels === 1 ? 'one channel' : `${channels.toLocaleString('en-GB')} channels`);

const isOut = ({ state }: Broadcast): boolean => state === 'sending' || state === 'paused' || state === 'sent';
