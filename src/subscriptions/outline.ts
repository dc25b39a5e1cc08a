import { createHash } from 'node:crypto';
import { z } from 'zod';
import { citationLine } from '../core/reply.ts';
import type { Entry, Passage } from '../knowledge/entry.ts';
import { figureFact } from '../knowledge/figure-fact.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { STATUSES } from '../knowledge/schema.ts';
import { topicSchema, topicsOf } from './topic.ts';

const labelled = z.object({ label: z.string(), value: z.string() });

/** What tells one version of an entry from another, and what is said of it. */
export const outlineSchema = z.object({
  title: z.string(),
  summary: z.string(),
  /** `law/tupe.md` */
  file: z.string(),
  status: z.enum(STATUSES),
  topics: z.array(topicSchema),
  /** One line that says where its first passage comes from. */
  source: z.string(),
  /** Digests of the passages, by heading. */
  sections: z.array(z.object({ heading: z.string(), hash: z.string() })),
  figures: z.array(labelled),
  dates: z.array(labelled),
  /** What has changed since, and the other side. */
  notes: z.array(z.string()),
});

export type Outline = z.output<typeof outlineSchema>;

export function outlineOf(entry: Entry): Outline {
  const { title, summary, file, status, passages, figures, dates, since, counter } = entry;
  const [first] = passages.flatMap(({ sources }) => sources);
  return {
    ...{ title, summary, file, status, topics: [...new Set(topicsOf(entry))] },
    source: first === undefined ? '' : citationLine(first),
    sections: passages.map((passage) => ({ heading: passage.heading, hash: digest(readIn(passage)) })),
    figures: figures.map(({ note, ...figure }) => ({ label: figure.label, value: `${figureFact(figure).value}${note === undefined ? '' : ` (${note})`}` })),
    dates: dates.map(({ date, event }) => ({ label: date, value: event })),
    notes: [...since, ...counter].map(({ note }) => note),
  };
}

/** How a passage can be asked for is searched and never shown; a source is named by its id, for mending its title in the list of sources changes no entry. */
const readIn = ({ text, sources }: Passage): unknown => [text.replace(/\s+/gu, ' '), sources.map(({ id, locator }) => [id, locator])];

/** Of what people read, in whatever order: what only helps to find an entry (its topics, other names, neighbours) is not in it. */
export const hashOf = ({ title, summary, status, sections, figures, dates, notes }: Outline): string =>
  digest([title, summary, status, ...[sections, figures, dates, notes].map((parts) => [...new Set(parts.map((part) => JSON.stringify(part)))].sort())]);

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

export const outlinesOf = ({ entries }: Pick<KnowledgeBase, 'entries'>): ReadonlyMap<string, Outline> =>
  new Map(Array.from(entries, ([id, entry]) => [id, outlineOf(entry)]));
