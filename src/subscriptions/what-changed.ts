import type { EntryChange } from './known-entries.ts';
import { hashOf, type Outline } from './outline.ts';
import type { Topic } from './topic.ts';

/** What became of an entry from one moment to another, however often it changed between them. */
export interface Changed {
  readonly entry: string;
  /** Those that it belonged to before, and those that it belongs to. */
  readonly topics: readonly Topic[];
  /** `over`: it is not there any more, or is history now. */
  readonly what: 'new' | 'changed' | 'over';
  readonly title: string;
  readonly summary: string;
  readonly source: string;
  /** Whether it can be looked at. */
  readonly isThere: boolean;
  /** In short phrases, the most telling first; none for a new one. */
  readonly how: readonly string[];
}

/** Each entry once: what came and went again between is nothing. New ones first, then changed ones, by title. */
export function whatChanged(changes: readonly EntryChange[]): Changed[] {
  const byEntry = new Map<string, EntryChange>();
  for (const change of changes) byEntry.set(change.entry, { ...change, before: byEntry.has(change.entry) ? byEntry.get(change.entry)?.before : change.before });
  const found = [...byEntry.values()].flatMap(({ entry, before, after }) => {
    const told = became(before, after);
    return told === undefined ? [] : [{ entry, topics: [...(before?.topics ?? []), ...(after?.topics ?? [])], ...told }];
  });
  return found.sort((one, other) => ORDER.indexOf(one.what) - ORDER.indexOf(other.what) || one.title.localeCompare(other.title, 'en-GB'));
}

/** What of it is told to who follows these topics. */
export const onTopics = (changed: readonly Changed[], followed: readonly Topic[]): Changed[] =>
  changed.filter(({ topics }) => followed.some((topic) => topics.includes(topic)));

const ORDER: readonly Changed['what'][] = ['new', 'changed', 'over'];

function became(before: Outline | undefined, after: Outline | undefined): Omit<Changed, 'entry' | 'topics'> | undefined {
  if (before === undefined) return after && { what: 'new', ...said(after), isThere: true, how: [] };
  if (after === undefined) return { what: 'over', ...said(before), isThere: false, how: ['it is no longer in the knowledge base'] };
  if (hashOf(before) === hashOf(after)) return undefined;
  const isOver = after.status === 'historical' && before.status !== 'historical';
  return { what: isOver ? 'over' : 'changed', ...said(after), isThere: true, how: differences(before, after) };
}

const said = ({ title, summary, source }: Outline) => ({ title, summary, source });

const STATUS_WORDS: Readonly<Record<Outline['status'], string>> = {
  current: 'it is current now',
  historical: 'it is history now: true of its time, not of today',
  planned: 'it is planned, and not confirmed to have started',
  contested: 'sources disagree now',
};

function differences(before: Outline, after: Outline): string[] {
  const [figures, sections, dates, notes] = [
    parted(before.figures, after.figures),
    parted(before.sections, after.sections),
    parted(before.dates, after.dates),
    parted(before.notes, after.notes),
  ];
  return [
    ...(before.status === after.status ? [] : [STATUS_WORDS[after.status]]),
    ...sayFigures(figures),
    ...saySections(sections),
    ...(before.title === after.title ? [] : [`its title was “${before.title}”`]),
    ...(before.summary === after.summary ? [] : ['its summary is new']),
    ...(dates.come.length + dates.gone.length === 0 ? [] : ['its dates']),
    ...(notes.come.length + notes.gone.length === 0 ? [] : ['what has changed since, or the other side']),
  ];
}

interface Parted<Part> {
  readonly come: readonly Part[];
  readonly gone: readonly Part[];
}

function parted<Part>(before: readonly Part[], after: readonly Part[]): Parted<Part> {
  const without = (some: readonly Part[], others: readonly Part[]): Part[] => {
    const there = new Set(others.map((part) => JSON.stringify(part)));
    return some.filter((part) => !there.has(JSON.stringify(part)));
  };
  return { come: without(after, before), gone: without(before, after) };
}

function sayFigures({ come, gone }: Parted<Outline['figures'][number]>): string[] {
  return [
    ...come.map(({ label, value }) => {
      const was = gone.find((figure) => figure.label === label)?.value;
      return was === undefined ? `new figure, ${label}: ${value}` : `${label}: was ${was}, now ${value}`;
    }),
    ...gone.filter(({ label }) => !come.some((figure) => figure.label === label)).map(({ label }) => `figure taken out, ${label}`),
  ];
}

function saySections({ come, gone }: Parted<Outline['sections'][number]>): string[] {
  const [here, there] = [new Set(come.map(({ heading }) => heading)), new Set(gone.map(({ heading }) => heading))];
  return [
    ...[...here].map((heading) => (there.has(heading) ? `rewritten: “${heading}”` : `new section “${heading}”`)),
    ...[...there].filter((heading) => !here.has(heading)).map((heading) => `section taken out, “${heading}”`),
  ];
}
