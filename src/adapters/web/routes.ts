import { createHash } from 'node:crypto';
import { type Answer, answer, NOT_FOUND, plain } from './answer.ts';
import { FRONT_PAGE } from './front-page.ts';
import type { Misses } from './misses.ts';

/** What is asked, as far as it matters. */
export interface Asked {
  readonly method: string;
  /** As it stands in the request's first line: whatever a stranger writes there. */
  readonly target: string;
  /** The tags of the versions that they have. */
  readonly ifNoneMatch: string | undefined;
  /** Who asks: an address. */
  readonly from: string;
}

interface Needs {
  /** The calendar behind a secret; undefined when there is none. */
  readonly calendar: (secret: string) => Promise<string | undefined>;
  readonly misses: Misses;
}

const LONGEST_TARGET = 2_000;
const CALENDAR = /^\/calendar\/([\w-]{43})\.ics$/;

export type Route = (asked: Asked) => Promise<Answer>;

/** @throws whatever `calendar` throws */
export function createRoutes({ calendar, misses }: Needs): Route {
  return async ({ method, target, ifNoneMatch, from }) => {
    if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Only GET and HEAD are answered here.', { allow: 'GET, HEAD' });
    if (target.length > LONGEST_TARGET) return plain(414, 'That address is too long.');
    const [path = ''] = target.split('?');
    if (path === '/') return answer(200, 'text/html', FRONT_PAGE);
    if (path === '/health') return plain(200, 'ok');
    const secret = CALENDAR.exec(path)?.[1];
    return secret === undefined ? NOT_FOUND : calendarAnswer(secret, ifNoneMatch, from);
  };

  async function calendarAnswer(secret: string, ifNoneMatch: string | undefined, from: string): Promise<Answer> {
    if (!misses.mayAsk(from)) return plain(429, 'Too many addresses that are not there. Try again in a minute.', { 'retry-after': '60' });
    const text = await calendar(secret);
    if (text === undefined) {
      misses.note(from);
      return NOT_FOUND;
    }
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    // Kept by whoever asked only, and never without asking again: a link that was revoked is over at once.
    const headers = { etag, 'cache-control': 'private, no-cache', 'content-disposition': 'inline; filename="steward.ics"' };
    return hasTag(ifNoneMatch, etag) ? answer(304, 'text/calendar', '', headers) : answer(200, 'text/calendar', text, headers);
  }
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
const hasTag = (ifNoneMatch = '', etag: string): boolean => ifNoneMatch.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
