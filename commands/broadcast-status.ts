import { z } from 'zod';
import type { Standing } from '../src/broadcasts/broadcasts.ts';
import { regionOf } from '../src/broadcasts/shown/preview.ts';
import { isAwaited, REASONS, stateWords } from '../src/broadcasts/shown/reasons.ts';
import { statusReply } from '../src/broadcasts/shown/status.ts';
import { byRegion, byServiceGroup, statusChart } from '../src/broadcasts/shown/status-chart.ts';
import { toWall } from '../src/calendar/zone.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { confidentially, type Picture, text } from '../src/core/reply.ts';
import type { Directory } from '../src/directory/directory.ts';
import { deskOf, idMeant, OFFICERS, shortName } from './broadcast-desk.ts';
import type { Services } from './services.ts';
import { SHORT_NAME } from './short-name.ts';

type Run = Context<Services>;

export const status = defineCommand({
  name: 'broadcast status',
  aliases: ['status', 'status of'],
  afterAlias: SHORT_NAME,
  summary: 'Who has acknowledged it, who has not, and who could not be reached and why, with a picture',
  input: z.object({ broadcast: shortName() }),
  allow: OFFICERS,
  examples: ['broadcast status k3m9xq'],
  async run({ broadcast: said }, context: Run) {
    const [broadcasts, asker] = await deskOf(context);
    const standing = await broadcasts.standing(await idMeant(said, [broadcasts, asker], 'broadcast status'), asker);
    const directory = await context.services.directory();
    return statusReply(standing, directory.regions(), await picturesOf(standing, directory));
  },
});

/** By region, and by service group where there is more than one. */
async function picturesOf(standing: Standing, directory: Directory): Promise<readonly Picture[]> {
  const charts = [
    statusChart(standing, 'By region', directory.regions(), byRegion),
    statusChart(standing, 'By service group', directory.serviceGroups(), byServiceGroup),
  ].filter((chart) => chart.kind === 'stacks' && chart.bars.length > 0);
  if (charts.length === 0) return [];
  // Heavy, and needed by nobody who only asks.
  const { drawChart } = await import('../src/charts/draw.ts');
  return Promise.all(charts.map(drawChart));
}

export const exportStatus = defineCommand({
  name: 'broadcast export',
  summary: 'How every branch stands, as a spreadsheet (CSV)',
  input: z.object({ broadcast: shortName() }),
  allow: OFFICERS,
  examples: ['broadcast export k3m9xq'],
  async run({ broadcast: said }, context: Run) {
    const [broadcasts, asker] = await deskOf(context);
    const standing = await broadcasts.standing(await idMeant(said, [broadcasts, asker], 'broadcast export'), asker);
    const { csv } = await import('../src/exports/csv.ts');
    const { id, title, zone } = standing.broadcast;
    const day = toWall(context.clock.now(), zone).slice(0, 10);
    const bytes = csv(rowsOf(standing, await context.services.directory()));
    const fileName = `broadcast-${id}-${day}.csv`;
    return confidentially([text(`“${title}”, as it stands now.`), { kind: 'file', bytes, fileName, mediaType: 'text/csv', about: 'How every branch stands' }], {
      broadcast: id,
      rows: standing.branches.length,
      file: fileName,
    });
  },
});

function rowsOf({ broadcast, branches }: Standing, directory: Directory): (string | number)[][] {
  const { zone } = broadcast;
  const groups = new Map(directory.serviceGroups().map(({ id, name }) => [id, name]));
  return [
    ['Branch', 'Code', 'Region', 'Service groups', 'State', 'Reason', 'At', 'Late', 'People'],
    ...branches.map(({ branch, region, state, why, at, isLate, people }) => [
      ...[branch.name, branch.code ?? '', regionOf({ region }, directory.regions())],
      ...[branch.serviceGroups.map((one) => groups.get(one) ?? one).join('; '), stateWords(state, isAwaited(broadcast))],
      ...[why === undefined ? '' : REASONS[why], at === undefined ? '' : toWall(at, zone).replace('T', ' '), isLate ? 'late' : '', people],
    ]),
  ];
}
