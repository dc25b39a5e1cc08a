import type { webApi } from '@slack/bolt';
import type { Reply } from '../../core/reply.ts';
import { refusalCode } from './failures.ts';
import { uploadFiles } from './files.ts';
import { whenPicturesAreReady, withPictures } from './pictures.ts';
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

/** The ways to a place, the best first. One that Slack refuses is not tried again for the rest of an answer. */
export function destinationOf(place: Place, client: webApi.WebClient): Destination {
  const isShared = !place.isDirect && place.channel !== undefined && !place.channel.startsWith('D');
  const ways = { asker: privateWays(place, client), channel: openWays(place, client) };
  return {
    isShared,
    async send(message, visibleTo) {
      const ready = await withPictures(message, client);
      const sendFiles = await uploadFiles(message, client);
      await firstThatWorks(ways[isShared ? visibleTo : 'asker'], ready);
      await sendFiles({ person: place.person, channel: place.channel, open: openPlace(place, visibleTo) });
    },
  };
}

/** The conversation whose people all see what is said: the channel of an open answer, and a conversation of two. */
function openPlace({ channel, thread, isDirect }: Place, visibleTo: Visibility): { channel: string; thread?: string | undefined } | undefined {
  return channel !== undefined && (isDirect || (visibleTo === 'channel' && !channel.startsWith('D'))) ? { channel, thread } : undefined;
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
