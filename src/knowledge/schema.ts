import { z } from 'zod';

/** What an entry is: also the folder it lies in. */
export const KINDS = ['motion', 'risk', 'case-study', 'argument', 'question', 'principle', 'guidance', 'law', 'method', 'organisation'] as const;
export const MECHANISMS = [
  'ssp',
  'jvc',
  'pfi',
  'ppp',
  'lsp',
  'laa',
  'shared-services',
  'outsourcing',
  'commissioning',
  'framework-agreement',
  'public-public',
  'in-house',
  'insourcing',
  'spin-out',
] as const;
export const THEMES = [
  'jobs',
  'pay-and-conditions',
  'pensions',
  'accountability',
  'transparency',
  'democracy',
  'equality',
  'cost',
  'savings',
  'investment',
  'risk',
  'quality',
  'local-economy',
  'consultation',
  'procurement',
  'staff-involvement',
  'third-sector',
  'technology',
  'social-care',
  'schools',
  'benefits',
  'highways',
  'policing',
  'health',
  'training',
  'organising',
  'legal-challenge',
  'privacy',
  'appraisal',
] as const;
export const STATUSES = ['current', 'historical', 'planned', 'contested'] as const;

export type Kind = (typeof KINDS)[number];
export type Status = (typeof STATUSES)[number];

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const line = z.string().trim().min(1);
const day = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'must be 2005, 2005-08 or 2005-08-31'));

/** A link to another entry with the sentence that an answer shows. */
const noteLink = z.strictObject({ entry: id, note: line });

const figure = z.strictObject({
  label: line,
  /** A number, a word such as `a third`, or a [low, high] range. */
  value: z.union([z.number(), line, z.tuple([z.number(), z.number()])]),
  unit: z.string().trim().optional(),
  period: line.optional(),
  /** Id of the source that gives the figure. */
  source: id,
  note: line.optional(),
});

/** The front matter of an entry: what `knowledge/<kind>/<id>.md` carries between its `---` lines. */
export const frontMatterSchema = z.strictObject({
  id,
  kind: z.enum(KINDS),
  title: line,
  summary: line.max(240),
  /** Other ways people say it: searched, not shown. */
  aliases: z.array(line).default([]),
  mechanisms: z.array(z.enum(MECHANISMS)).default([]),
  themes: z.array(z.enum(THEMES)).min(1),
  authorities: z.array(line).default([]),
  contractors: z.array(line).default([]),
  dates: z.array(z.strictObject({ date: day, event: line })).default([]),
  status: z.enum(STATUSES),
  figures: z.array(figure).default([]),
  /** What changed since the statement was made. */
  since: z.array(noteLink).default([]),
  /** The best evidence on the other side. */
  counter: z.array(noteLink).default([]),
  related: z.array(id).min(1, 'needs at least one related entry').max(5),
});

/** `knowledge/sources.yml`: every source an entry may cite, once. */
export const sourceSchema = z.strictObject({
  id,
  title: line,
  publisher: line,
  author: line.optional(),
  date: z.union([z.string(), z.number()]).transform(String),
  url: z.url().optional(),
  grade: z.enum(['A', 'B', 'C']),
  /** The parts of a document that entries must cover, for the documents that have them. */
  places: z.array(line).default([]),
});
export const sourcesSchema = z.array(sourceSchema).min(1);

/** `knowledge/lexicon.yml`: abbreviations, and the words people use instead. Every list means the same thing all through. */
export const lexiconSchema = z.strictObject({
  abbreviations: z.record(line, line),
  sayings: z.record(line, z.array(line).min(1)),
});

/** `knowledge/not-covered.yml`: what people ask that the knowledge base has nothing on, and who can help instead. */
export const notCoveredSchema = z.array(
  z.strictObject({
    /** Completes "That sounds like a question about". */
    subject: line,
    instead: line,
    /** Ways people ask about it: compared with, never shown. */
    asked: z.array(line).min(1),
  }),
);

export type NotCovered = z.output<typeof notCoveredSchema>[number];
export type FrontMatter = z.output<typeof frontMatterSchema>;
export type Source = z.output<typeof sourceSchema>;
export type LexiconFile = z.output<typeof lexiconSchema>;
