import { type Block, quote, text } from '../src/core/reply.ts';
import type { CitedSource, Entry, Passage } from '../src/knowledge/entry.ts';
import type { Status } from '../src/knowledge/schema.ts';

const STATUS_WORDS: Readonly<Record<Exclude<Status, 'current'>, string>> = {
  historical: 'Historical: true of its time, not of today.',
  planned: 'Planned: announced, and not confirmed here to have started.',
  contested: 'Contested: sources disagree, so quote it with its source.',
};

/** A warning for an entry that is not simply current. */
export const statusNote = (entry: Entry): Block[] => (entry.status === 'current' ? [] : [text(STATUS_WORDS[entry.status], 'muted')]);

/** What has changed since the entry's statements were made. */
export const changesSince = (entry: Entry): Block[] => entry.since.map(({ note }) => text(`What has changed since: ${note}`, 'warning'));

/** The best evidence on the other side, at most `limit` links. */
export const otherSide = (entry: Entry, limit = Number.POSITIVE_INFINITY): Block[] =>
  entry.counter.slice(0, limit).map(({ note }) => text(`The other side: ${note}`));

const BUTTON_TITLE = 60;

/** A title short enough for a button, cut between words. */
export function shortTitle({ title }: Pick<Entry, 'title'>): string {
  if (title.length <= BUTTON_TITLE) return title;
  return `${title.slice(0, title.lastIndexOf(' ', BUTTON_TITLE - 1)).replace(/[,:;]$/, '')}…`;
}

/** A passage with its sources: a source cited for several of its places is named once, with all of them. @param most sources to name */
export function passageQuote({ text: body, sources }: Passage, most = Number.POSITIVE_INFINITY): Block[] {
  const byId = new Map<string, CitedSource>();
  for (const source of sources) {
    const before = byId.get(source.id);
    byId.set(
      source.id,
      before?.locator === undefined || source.locator === undefined ? source : { ...source, locator: `${before.locator}; ${source.locator}` },
    );
  }
  const cited = [...byId.values()];
  const left = cited.length - most;
  return [quote(body, cited.slice(0, most)), ...(left > 0 ? [text(`And ${left} more ${left === 1 ? 'source' : 'sources'}: see all of it.`, 'muted')] : [])];
}
