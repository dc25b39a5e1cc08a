import { z } from 'zod';
import { type Context, defineCommand, type Given } from '../src/core/command.ts';
import { type Block, button, buttons, heading, list, privately, type Reply, text } from '../src/core/reply.ts';
import type { Branch, Recipient } from '../src/directory/branch.ts';
import type { Directory } from '../src/directory/directory.ts';
import { isNamed } from '../src/directory/find-branches.ts';
import { findDivision } from '../src/directory/names.ts';
import { branchData, choiceName, placedName, regionName } from './branch-blocks.ts';
import { regionNamed } from './directory-refusals.ts';
import type { Services } from './services.ts';

const PAGE = 25;
const FOUND = 25;
const BUTTONS = 5;
/** Where: `in the North West`, `of Scotland`; or nothing. */
const PLACE = /^(?:(?:in|of|from|for)\s+(?:the\s+)?(?<place>[^?]+?)\??)?$/iu;
const CLOSED = /^(?:(?:that|which)\s+)?(?:(?:are|were)\s+)?closed\b\s*(?<after>[\s\S]*)$/iu;
/** Looked through for those of a region. */
const MOST_ENDED = 1_000;
const EVERYONE = { all: true, regions: [], serviceGroups: [], tags: [], branches: [], except: [] } as const;

export const branches = defineCommand({
  name: 'branches',
  aliases: [
    'list branches',
    'list all branches',
    'show branches',
    'show all branches',
    'show me the branches',
    'which branches have no channel',
    'which branches cannot be reached',
    'branches without a channel',
  ],
  afterAlias: PLACE,
  summary: 'The branches there are, by region, or those of a name',
  input: z.object({
    words: z.string().trim().max(120).default('').meta({ description: 'A name or code, or a part of one', rest: true, suggest: 'branch' }),
    region: z.string().trim().optional().meta({ description: 'Only those of a region', suggest: 'region' }),
    closed: z.boolean().default(false).meta({ description: 'Those that were closed or merged instead' }),
    page: z.coerce.number().int().min(1).default(1).meta({ description: 'Which page of a long list' }),
  }),
  allow: 'anyone',
  examples: ['branches', 'branches bolton', 'branches --region "North West"', 'branches --closed'],
  heard: closedHeard,
  async run({ words, region: said, closed, page }, { services }: Context<Services>) {
    const directory = await services.directory();
    const place = words === '' ? undefined : (PLACE.exec(words)?.groups?.place ?? words);
    const meant = said === undefined && place !== undefined ? findDivision(place, directory.regions())?.id : undefined;
    const region = said === undefined || said === '' ? meant : regionNamed(said, directory, (id) => `branches --region ${id}`).id;
    const typed = meant === undefined ? words.replace(/^"(.*)"$/u, '$1') : '';
    if (closed) return ended(typed, region, directory);
    if (typed !== '') return search(typed, region, directory);
    const found = await directory.audience({ ...EVERYONE, regions: region === undefined ? [] : [region] });
    return region === undefined ? overview(found, directory) : ofRegion(region, found, page, directory);
  },
});

/** `branches closed`, `branches that were closed in the North West`. */
function closedHeard(given: Given): Given {
  const { words } = given;
  const after = typeof words === 'string' ? CLOSED.exec(words)?.groups?.after : undefined;
  return after === undefined ? given : { ...given, words: after, closed: true };
}

/** Those that are no more: by name, or all. */
async function ended(words: string, region: string | undefined, directory: Directory): Promise<Reply> {
  const found = (await directory.findEnded(words, MOST_ENDED)).filter((branch) => region === undefined || branch.region === region);
  const like = `${words === '' ? '' : ` like “${words}”`}${region === undefined ? '' : ` in ${regionName(directory, region)}`}`;
  const data = { branches: found.map(branchData) };
  if (found.length === 0) return privately([text(`No branch${like} was closed or merged.`), ...buttons(button('Those there are', 'branches'))], data);
  const into = await mergedInto(found, directory);
  const more = found.length - FOUND;
  return privately(
    [
      heading(
        found.length === 1
          ? `One branch${like} that was closed or merged`
          : `${found.length.toLocaleString('en-GB')} branches${like} that were closed or merged`,
      ),
      list(found.slice(0, FOUND).map((branch) => `${lineOf(branch, placedName(branch, directory))}: ${into(branch)}`)),
      ...(more > 0 ? [text(`And ${more.toLocaleString('en-GB')} more: say a part of the name, as \`branches --closed bolton\`.`, 'muted')] : []),
      ...buttons(...found.slice(0, BUTTONS).map((branch) => button(placedName(branch, directory), `branch show ${branch.id}`))),
    ],
    data,
  );
}

/** What became of each, in words. */
async function mergedInto(found: readonly Branch[], directory: Directory): Promise<(branch: Branch) => string> {
  const ids = found.flatMap(({ state }) => (typeof state === 'string' ? [] : [state.mergedInto]));
  const names = new Map((await directory.branches(ids)).map((branch) => [branch.id, placedName(branch, directory)]));
  return ({ state }) => (typeof state === 'string' ? state : `merged into ${names.get(state.mergedInto) ?? state.mergedInto}`);
}

async function search(words: string, region: string | undefined, directory: Directory): Promise<Reply> {
  const found = (await directory.find(words, FOUND)).filter((branch) => region === undefined || branch.region === region);
  const data = { branches: found.map(branchData) };
  if (found.length === 0)
    return privately(
      [
        text(`I know of no branch like “${words}”${region === undefined ? '' : ` in ${regionName(directory, region)}`}.`),
        ...closedBlocks(words, await directory.findEnded(words, BUTTONS), directory),
        ...buttons(button('All regions', 'branches')),
      ],
      data,
    );
  return privately(
    [
      heading(found.length === 1 ? `One branch like “${words}”` : `${found.length} branches like “${words}”`),
      list(found.map((branch) => lineOf(branch, placedName(branch, directory)))),
      ...buttons(...found.slice(0, BUTTONS).map((branch) => button(placedName(branch, directory), `branch show ${branch.id}`))),
    ],
    data,
  );
}

/** One that is looked for may have been closed. */
function closedBlocks(words: string, found: readonly Branch[], directory: Directory): Block[] {
  const named = found.filter((branch) => isNamed(branch, words));
  if (named.length === 0) return [];
  return [
    text(named.length === 1 ? 'One of that name was closed or merged:' : 'Some of that name were closed or merged:'),
    ...buttons(...named.map((branch) => button(choiceName(branch, directory), `branch show ${branch.id}`))),
  ];
}

function overview(found: readonly Recipient[], directory: Directory): Reply {
  const counts = directory.regions().map(({ id, name }) => ({ id, name, ...countsOf(found.filter(({ branch }) => branch.region === id)) }));
  const total = found.length === 1 ? 'One branch' : `${found.length.toLocaleString('en-GB')} branches`;
  return privately(
    [
      heading(found.length === 0 ? 'No branches yet' : total),
      ...(found.length === 0 ? [text('Add one with `branch add`, or a region’s list with `directory import`.')] : []),
      list(counts.map(({ name, count, without }) => `${name}: ${count}${without === 0 ? '' : `, ${without} without a channel`}`)),
      ...buttons(...counts.filter(({ count }) => count > 0).map(({ id, name }) => button(name, `branches --region ${id}`))),
    ],
    { total: found.length, regions: counts },
  );
}

function ofRegion(region: string, found: readonly Recipient[], asked: number, directory: Directory): Reply {
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(asked, pages);
  const shown = found.slice((page - 1) * PAGE, page * PAGE);
  const turning = [
    ...(page > 1 ? [button('Previous page', `branches --region ${region} --page ${page - 1}`)] : []),
    ...(page < pages ? [button('Next page', `branches --region ${region} --page ${page + 1}`)] : []),
  ];
  const count = found.length === 1 ? 'one branch' : `${found.length.toLocaleString('en-GB')} branches`;
  return privately(
    [
      heading(`${regionName(directory, region)}: ${found.length === 0 ? 'no branches yet' : count}${pages > 1 ? ` · page ${page} of ${pages}` : ''}`),
      ...(shown.length === 0
        ? []
        : [list(shown.map(({ branch, links }) => `${lineOf(branch, branch.name)}${links.length === 0 ? ': no channel is linked to it' : ''}`))]),
      ...buttons(...turning, button('All regions', 'branches')),
    ],
    { region, total: found.length, page, pages, branches: shown.map(({ branch }) => branchData(branch)) },
  );
}

const countsOf = (found: readonly Recipient[]) => ({ count: found.length, without: found.filter(({ links }) => links.length === 0).length });

const lineOf = ({ code, id }: Branch, name: string): string => `${name}${code === undefined ? '' : ` (${code})`} [${id}]`;
