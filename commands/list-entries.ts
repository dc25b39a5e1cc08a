import { z } from 'zod';
import { type Command, defineCommand } from '../src/core/command.ts';
import { type Block, button, buttons, heading, list, privately, type Reply, text } from '../src/core/reply.ts';
import { UserError } from '../src/core/user-error.ts';
import type { Entry } from '../src/knowledge/entry.ts';
import type { KnowledgeBase } from '../src/knowledge/knowledge-base.ts';
import { isSameName } from '../src/knowledge/names.ts';
import { type Kind, MECHANISMS, STATUSES, THEMES } from '../src/knowledge/schema.ts';
import { shortTitle } from './entry-blocks.ts';
import type { Services } from './services.ts';

const PER_PAGE = 5;

const input = z.object({
  about: z.string().trim().optional().meta({ description: 'Words to look for', rest: true }),
  mechanism: z.enum(MECHANISMS).optional().meta({ description: 'How it is done: ssp, pfi, shared-services…' }),
  theme: z.enum(THEMES).optional().meta({ description: 'What it touches: jobs, cost, accountability…' }),
  authority: z.string().trim().min(1).optional().meta({ description: 'A council or other authority', suggest: 'authority' }),
  contractor: z.string().trim().min(1).optional().meta({ description: 'A company', suggest: 'contractor' }),
  year: z
    .int()
    .min(1980, 'must be a year from 1980 on')
    .max(2100, 'must be a year such as 2008')
    .optional()
    .meta({ description: 'A year in which something happened' }),
  status: z.enum(STATUSES).optional().meta({ description: 'current, historical, planned or contested' }),
  page: z.int().min(1, 'must be 1 or more').max(999, 'must be a page number').default(1).meta({ description: 'Page of a long list' }),
});
type Filters = z.output<typeof input>;

/** The commands that list entries, each of one kind. */
export const LISTS = {
  cases: 'case-study',
  risks: 'risk',
  arguments: 'argument',
  law: 'law',
  questions: 'question',
  motions: 'motion',
} as const satisfies Record<string, Kind>;

interface ListOf {
  readonly name: keyof typeof LISTS;
  readonly summary: string;
  /** For "1 risk", "3 risks". */
  readonly noun: { readonly one: string; readonly many: string };
  readonly examples: readonly [string, ...string[]];
}

/** A command that lists entries of some kinds: free words, filters, pages, and names forgiven their spelling. */
export function listEntries({ name, summary, noun, examples }: ListOf): Command<Services> {
  return defineCommand({
    name,
    summary,
    input,
    allow: 'anyone',
    examples,
    run(filters, { services }: { services: Services }) {
      const knowledge = services.knowledge();
      const named = {
        ...filters,
        authority: nameOf('authority', filters.authority, knowledge),
        contractor: nameOf('contractor', filters.contractor, knowledge),
      };
      const entries = knowledge.find([LISTS[name]], filters.about ?? '').filter((entry) => matches(entry, named));
      return listReply(name, noun, named, entries);
    },
  });
}

interface Named extends Filters {
  authority: string | undefined;
  contractor: string | undefined;
}

/** The name as the knowledge base spells it. @throws {UserError} when nothing is near. */
function nameOf(what: 'authority' | 'contractor', typed: string | undefined, knowledge: KnowledgeBase): string | undefined {
  if (typed === undefined) return undefined;
  const nearest = knowledge.suggest(what, typed, CANDIDATES).find(({ value }) => isSameName(typed, value));
  if (nearest === undefined)
    throw new UserError(`I know of no ${what} called “${typed}”.`, 'Check the spelling, or search with free words instead.', { field: what });
  return nearest.value;
}

/** Names looked at for the one that was meant. */
const CANDIDATES = 20;

function matches(entry: Entry, { mechanism, theme, authority, contractor, year, status }: Named): boolean {
  return (
    (mechanism === undefined || entry.mechanisms.includes(mechanism)) &&
    (theme === undefined || entry.themes.includes(theme)) &&
    (authority === undefined || entry.authorities.includes(authority)) &&
    (contractor === undefined || entry.contractors.includes(contractor)) &&
    (status === undefined || entry.status === status) &&
    (year === undefined || entry.dates.some(({ date }) => date.startsWith(String(year))))
  );
}

function listReply(command: string, noun: ListOf['noun'], filters: Named, entries: readonly Entry[]): Reply {
  const pages = Math.max(1, Math.ceil(entries.length / PER_PAGE));
  const page = Math.min(filters.page, pages);
  const shown = entries.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const asked = describeFilters(filters);
  const data = {
    total: entries.length,
    page,
    pages,
    entries: shown.map(({ id, kind, title, summary, status, mechanisms, themes, authorities, contractors }) => ({
      id,
      kind,
      title,
      summary,
      status,
      mechanisms,
      themes,
      authorities,
      contractors,
    })),
  };
  if (entries.length === 0) return privately(nothing(command, noun.many, asked), data);
  const more = page < pages ? [button(`Page ${page + 1} of ${pages}`, `${lineOf(command, filters)} --page ${page + 1}`)] : [];
  return privately(
    [
      heading(
        `${entries.length} ${entries.length === 1 ? noun.one : noun.many}${asked === '' ? '' : ` · ${asked}`}${pages === 1 ? '' : ` · page ${page} of ${pages}`}`,
      ),
      list(shown.map((entry) => `${entry.title}. ${entry.summary}`)),
      ...buttons(...shown.map((entry) => button(shortTitle(entry), `show ${entry.id}`)), ...more),
    ],
    data,
  );
}

/** Nothing matched: says what was looked for, and what would widen it. */
function nothing(command: string, noun: string, asked: string): Block[] {
  return [
    text(`I have no ${noun} for ${asked === '' ? 'that' : asked}.`, 'warning'),
    text('Take a filter away, use other words, or see them all.'),
    ...buttons(button(`All ${noun}`, command)),
  ];
}

const FILTERS = ['mechanism', 'theme', 'authority', 'contractor', 'year', 'status'] as const;

function describeFilters(filters: Named): string {
  const named = FILTERS.flatMap((name) => (filters[name] === undefined ? [] : [`${name} ${filters[name]}`]));
  return [...(filters.about === undefined ? [] : [`“${filters.about}”`]), ...named].join(', ');
}

/** The command line that asks for the same list again. */
function lineOf(command: string, filters: Named): string {
  const options = FILTERS.flatMap((name) => (filters[name] === undefined ? [] : [`--${name}="${filters[name]}"`]));
  return [command, ...(filters.about === undefined ? [] : [filters.about]), ...options].join(' ');
}
