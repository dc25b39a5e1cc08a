import { setTimeout as sleep } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { Reply } from '../../core/reply.ts';
import { refusalCode } from './failures.ts';
import { withPictures } from './pictures.ts';
import type { Message } from './render.ts';
import type { Place } from './requests.ts';
import { respond } from './response-url.ts';

type Visibility = Reply['visibleTo'];

/** Somewhere that messages can be sent to. */
export interface Destination {
  /** False where nobody else is: then there is nothing to share. */
  readonly isShared: boolean;
  /** @throws {Error} when no way to the place took it. */
  send(message: Message, visibleTo: Visibility): Promise<void>;
}

type Way = (message: Message) => Promise<unknown>;

/** A picture that was just uploaded cannot be shown for a moment; Slack says `invalid_blocks` until then. https://github.com/slackapi/java-slack-sdk/issues/1349 */
const PICTURE_WAITS_MS = [500, 1_000, 2_000, 4_000];

/** The ways to a place, the best first. One that Slack refuses is not tried again for the rest of an answer. */
export function destinationOf(place: Place, client: webApi.WebClient): Destination {
  const isShared = !place.isDirect && place.channel !== undefined && !place.channel.startsWith('D');
  const ways = { asker: privateWays(place, client), channel: openWays(place, client) };
  return {
    isShared,
    async send(message, visibleTo) {
      const ready = await withPictures(message, client);
      await firstThatWorks(ways[isShared ? visibleTo : 'asker'], ready);
    },
  };
}

async function firstThatWorks(ways: Way[], message: Message): Promise<void> {
  for (;;) {
    const [way] = ways;
    if (way === undefined) throw new Error('no way to the place is left');
    try {
      await whenPicturesAreReady(way, message);
      return;
    } catch (error) {
      // Without Slack's refusal it may have arrived: sending it another way could say it twice.
      if (refusalCode(error) === undefined || ways.length === 1) throw error;
      ways.shift();
    }
  }
}

async function whenPicturesAreReady(way: Way, message: Message): Promise<void> {
  for (const wait of message.pictures.length === 0 ? [] : PICTURE_WAITS_MS) {
    try {
      await way(message);
      return;
    } catch (error) {
      if (!/^invalid_blocks$|^response_url_(?:400|404|500)$/.test(refusalCode(error) ?? '')) throw error;
      await sleep(wait);
    }
  }
  await way(message);
}

const post =
  (client: webApi.WebClient, channel: string, thread?: string): Way =>
  ({ text, blocks }) =>
    client.chat.postMessage({ channel, text, blocks: [...blocks], ...QUIET, ...inThread(thread) });

const viaUrl = ({ responseUrl, thread }: Place, response_type: 'ephemeral' | 'in_channel'): Way[] =>
  responseUrl === undefined ? [] : [({ text, blocks }) => respond(responseUrl, { text, blocks, response_type, ...inThread(thread) })];

/** Last of all in a direct message: whoever asked is told, even where the app is not a member. */
function privateWays(place: Place, client: webApi.WebClient): Way[] {
  const { person, channel, thread, isDirect } = place;
  const toPerson = post(client, person);
  if (channel === undefined) return [toPerson];
  if (isDirect) return [post(client, channel, thread), ...viaUrl(place, 'ephemeral'), toPerson];
  const ephemerally: Way = ({ text, blocks }) => client.chat.postEphemeral({ channel, user: person, text, blocks: [...blocks], ...inThread(thread) });
  return [...viaUrl(place, 'ephemeral'), ephemerally, toPerson];
}

function openWays(place: Place, client: webApi.WebClient): Way[] {
  const { channel, thread } = place;
  return channel === undefined ? [] : [post(client, channel, thread), ...viaUrl(place, 'in_channel')];
}

const inThread = (thread: string | undefined): { thread_ts?: string } => (thread === undefined ? {} : { thread_ts: thread });

/** Links are not shown as previews: an answer is long enough without them. */
const QUIET = { unfurl_links: false, unfurl_media: false } as const;
