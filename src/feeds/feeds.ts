import { randomBytes } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { Citation } from '../core/reply.ts';
import type { Place, Request } from '../core/request.ts';
import { UserError } from '../core/user-error.ts';
import { entryOf } from '../reminders/reminders.ts';
import type { CalendarLinks } from './calendar-links.ts';
import { calendarOf } from './calendar-of.ts';
import type { FeedEntries } from './feed-entries.ts';
import { newSecret, secretHash } from './secret.ts';

/** What commands and the web page may do with the calendars of channels. */
export interface Feeds {
  /** The calendar of the place that the request came from, now. */
  file(request: Request): Promise<CalendarFile>;
  /**
   * Makes a secret link to it. Only its answer ever has the secret.
   * @throws {UserError} when nobody knows this program's address, or there are too many links
   */
  link(request: Request): Promise<MadeLink>;
  /** Ends every link of that place at once. @returns how many there were */
  revoke(request: Request): Promise<number>;
  /** The calendar behind a secret; undefined when there is none (any more). It may be half a minute old. */
  read(secret: string): Promise<string | undefined>;
}

export interface CalendarFile {
  /** iCalendar. */
  readonly text: string;
  readonly reminders: number;
  readonly deadlines: number;
}

export interface MadeLink {
  readonly url: string;
  /** It is reached from this computer only. */
  readonly isLocal: boolean;
  /** The links of the place, with this one. */
  readonly inUse: number;
}

/** Where this program's pages are reached. */
export interface WebAddress {
  /** Without a `/` at its end. */
  readonly url: string;
  readonly isLocal: boolean;
}

interface Needs {
  readonly links: CalendarLinks;
  readonly entries: FeedEntries;
  readonly clock: Clock;
  /** Undefined while nobody knows it. */
  readonly address: () => WebAddress | undefined;
  readonly citationOf: (source: string) => Citation | undefined;
}

const NAME = 'Steward: reminders and deadlines';
/** Enough for everyone in a branch committee to have their own. */
const MOST_LINKS = 30;
/** However often programs ask, a calendar is made once in this time. */
const FRESH_MS = 30_000;
const MOST_FRESH = 100;

export function createFeeds({ links, entries, clock, address, citationOf }: Needs): Feeds {
  const fresh = new Map<string, { readonly at: number; readonly text: Promise<string> }>();

  async function make(place: Place): Promise<CalendarFile> {
    const { reminders, deadlines } = await entries.of(place);
    return { text: calendarOf(reminders, deadlines, { now: clock.now(), name: NAME, citationOf }), reminders: reminders.length, deadlines: deadlines.length };
  }

  function freshText(place: Place): Promise<string> {
    const key = JSON.stringify([place.platform, place.workspace, place.channel]);
    const at = clock.now().getTime();
    const known = fresh.get(key);
    if (known && at - known.at < FRESH_MS) return known.text;
    const text = make(place).then((made) => made.text);
    fresh.delete(key);
    fresh.set(key, { at, text });
    const [oldest] = fresh.keys();
    if (fresh.size > MOST_FRESH && oldest !== undefined) fresh.delete(oldest);
    // What failed is tried again by the next who asks.
    text.catch(() => fresh.delete(key));
    return text;
  }

  return {
    file: ({ place }) => make(place),
    async link(request) {
      const { place } = request;
      const base = address();
      if (base === undefined)
        throw new UserError(
          'I cannot make a link, because I do not know the address that my pages are reached at.',
          'Whoever runs Steward can set STEWARD_PUBLIC_URL to it, or STEWARD_WEB_PORT to a port of its own. Until then, `calendar file` gives a file.',
          { tryThese: ['calendar file'] },
        );
      const before = await links.list(place);
      if (before.length >= MOST_LINKS)
        throw new UserError(
          `There are ${before.length} links to this calendar already, and I keep no more than ${MOST_LINKS}.`,
          'Say `calendar revoke` to end them all, and give new ones to those who need one.',
          { tryThese: ['calendar revoke'] },
        );
      const secret = newSecret();
      const createdAt = clock.now();
      const id = randomBytes(9).toString('base64url');
      await links.add({ ...place, id, createdAt }, hashOf(secret), entryOf(`calendar:${id}`, 'calendar link made', request, createdAt));
      return { url: `${base.url}/calendar/${secret}.ics`, isLocal: base.isLocal, inUse: before.length + 1 };
    },
    revoke: (request) => links.revokeAll(request.place, entryOf(`calendar:${request.place.channel}`, 'calendar links revoked', request, clock.now())),
    async read(secret) {
      const hash = secretHash(secret);
      const link = hash === undefined ? undefined : await links.find(hash);
      return link && freshText(link);
    },
  };
}

function hashOf(secret: string): string {
  const hash = secretHash(secret);
  if (hash === undefined) throw new Error('a new secret is not one');
  return hash;
}
