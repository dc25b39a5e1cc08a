import { z } from 'zod';
import { type Context, defineCommand } from '../src/core/command.ts';
import { button, buttons, heading, list, privately, type Reply, text } from '../src/core/reply.ts';
import type { Branch, Recipient } from '../src/directory/branch.ts';
import type { Directory } from '../src/directory/directory.ts';
import { findDivision } from '../src/directory/names.ts';
import { branchData, placedName, regionName } from './branch-blocks.ts';
import { regionNamed } from './directory-refusals.ts';
import type { Services } from './services.ts';

const PAGE = 25;
const FOUND = 25;
const BUTTONS = 5;
/** Where: `in the North West`, `of Scotland`; or nothing. */
const PLACE = /^(?:(?:in|of|from|for)\s+(?:the\s+)?(?<place>[^?]+?)\??)?$/iu;
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
    page: z.coerce.number().int().min(1).default(1).meta({ description: 'Which page of a long list' }),
  }),
  allow: 'anyone',
  examples: ['branches', 'branches bolton', 'branches --region "North West"'],
  async run({ words, region: said, page }, { services }: Context<Services>) {
    const directory = await services.directory();
    const place = words === '' ? undefined : (PLACE.exec(words)?.groups?.place ?? words);
    const meant = said === undefined && place !== undefined ? findDivision(place, directory.regions())?.id : undefined;
    const region = said === undefined || said === '' ? meant : regionNamed(said, directory, (id) => `branches --region ${id}`).id;
    if (words !== '' && meant === undefined) return search(words.replace(/^"(.*)"$/u, '$1'), region, directory);
    const found = await directory.audience({ ...EVERYONE, regions: region === undefined ? [] : [region] });
    return region === undefined ? overview(found, directory) : ofRegion(region, found, page, directory);
  },
});

async function search(words: string, region: string | undefined, directory: Directory): Promise<Reply> {
  const found = (await directory.find(words, FOUND)).filter((branch) => region === undefined || branch.region === region);
  const data = { branches: found.map(branchData) };
  if (found.length === 0)
    return privately(
      [
        text(`I know of no branch like “${words}”${region === undefined ? '' : ` in ${regionName(directory, region)}`}.`),
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
