import type { Preview } from '../src/broadcasts/broadcasts.ts';
import { PAGE, previewReply, regionOf } from '../src/broadcasts/shown/preview.ts';
import { REASONS } from '../src/broadcasts/shown/reasons.ts';
import type { Context } from '../src/core/command.ts';
import type { Block, Reply } from '../src/core/reply.ts';
import { mayAccept } from '../src/roles/directory-authority.ts';
import type { Services } from './services.ts';

interface Options {
  readonly page?: number | undefined;
  readonly asks?: 'confirm' | 'approve' | undefined;
  readonly changed?: readonly string[] | undefined;
}

/** What will happen when it is confirmed; where recipients are many, all of them as a file. */
export async function previewOf(
  preview: Preview,
  { services, held }: Context<Services>,
  { page = 1, asks = 'confirm', changed }: Options = {},
): Promise<Reply> {
  const regions = (await services.directory()).regions();
  const isLong = page === 1 && preview.reached.length + preview.unreachable.length > PAGE;
  const canAccept = mayAccept(await held());
  return previewReply(preview, { regions, page, asks, changed, mayAccept: canAccept, file: isLong ? await recipientsFile(preview, regions) : undefined });
}

async function recipientsFile({ broadcast, reached, unreachable }: Preview, regions: Parameters<typeof regionOf>[1]): Promise<Block> {
  const { csv } = await import('../src/exports/csv.ts');
  const rows = [
    ['Branch', 'Code', 'Region', 'Gets it', 'Channels', 'Why not'],
    ...reached.map(({ branch, links }) => [branch.name, branch.code ?? '', regionOf(branch, regions), 'yes', links.length, '']),
    ...unreachable.map(({ branch, why }) => [branch.name, branch.code ?? '', regionOf(branch, regions), 'no', 0, REASONS[why]]),
  ];
  return { kind: 'file', bytes: csv(rows), fileName: `recipients-${broadcast.id}.csv`, mediaType: 'text/csv', about: 'Everyone it is for' };
}
