import { z } from 'zod';
import { sayDay } from '../src/calendar/dates.ts';
import { toWall } from '../src/calendar/zone.ts';
import { type Context, defineCommand } from '../src/core/command.ts';
import { type Attachment, type Picture, privately, text } from '../src/core/reply.ts';
import type { Shown } from './appraisal-reply.ts';
import { reportOf, rowsOf } from './appraisal-report.ts';
import { keptAs } from './kept-appraisal.ts';
import { recalculated } from './recalculated.ts';
import type { Services } from './services.ts';

const words = (most: number) => z.string().trim().max(most, `is too long: at most ${most} characters`);

export const exportCommand = defineCommand({
  name: 'appraise export',
  summary: 'A page for committee (PDF) and a spreadsheet (CSV) of a result',
  input: z.object({
    of: words(80).optional().meta({ description: 'Which result: its saved name or short name. Otherwise your last one here', rest: true }),
    as: z.enum(['both', 'pdf', 'csv']).default('both').meta({ description: 'The page, the spreadsheet, or both' }),
    title: words(150).optional().meta({ description: 'Title of the page' }),
    words: words(2_000).optional().meta({ description: 'Who presents it, to whom and why, in the branch’s own words' }),
  }),
  allow: 'anyone',
  examples: ['appraise export', 'appraise export "option A" --as pdf --words "Submission of the branch to the scrutiny committee"'],
  async run({ of, as, title, words: own }, context: Context<Services>) {
    const { services, request, clock } = context;
    const { calculator, inputs, name } = await keptAs(of, await services.appraisals(), request);
    const given = { calculator, inputs };
    const { appraisal, command } = recalculated(given, services.knowledge());
    const shown: Shown = { appraisal, given, fields: command.fields };
    const day = toWall(clock.now(), request.timeZone).slice(0, 10);
    const front = { title: title ?? (name === undefined ? appraisal.title : `${name}: ${appraisal.title}`), date: sayDay(day), words: own };
    const fileName = `${fileWords(name ?? calculator)}-${day}`;
    const files = await Promise.all([
      ...(as === 'csv' ? [] : [pdfFile(shown, front, fileName, context)]),
      ...(as === 'pdf' ? [] : [csvFile(shown, front, fileName, context)]),
    ]);
    const data = {
      calculator,
      inputs,
      title: front.title,
      files: files.map(({ fileName: file, mediaType, bytes }) => ({ fileName: file, mediaType, bytes: bytes.length })),
    };
    return privately([text(`${front.title}. ${appraisal.headline}`), ...files], data);
  },
});

type Front = Pick<Parameters<typeof reportOf>[1], 'title' | 'date' | 'words'>;

async function pdfFile(shown: Shown, front: Front, fileName: string, { services, clock }: Context<Services>): Promise<Attachment> {
  // Heavy, and needed by nobody who only asks.
  const [{ committeePage }, { drawChart }] = await Promise.all([import('../src/exports/committee-page.ts'), import('../src/charts/draw.ts')]);
  const chart: Picture | undefined = shown.appraisal.chart === undefined ? undefined : await drawChart(shown.appraisal.chart);
  const report = reportOf(shown, { ...front, chart }, services.knowledge());
  const bytes = await committeePage(report, clock.now());
  return { kind: 'file', bytes, fileName: `${fileName}.pdf`, mediaType: 'application/pdf', about: 'Page for committee' };
}

async function csvFile(shown: Shown, front: Front, fileName: string, { services }: Context<Services>): Promise<Attachment> {
  const { csv } = await import('../src/exports/csv.ts');
  return { kind: 'file', bytes: csv(rowsOf(shown, front, services.knowledge())), fileName: `${fileName}.csv`, mediaType: 'text/csv', about: 'Spreadsheet' };
}

/** `Option A (new)` -> `option-a-new`. */
function fileWords(name: string): string {
  const parts = name
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return (parts ?? ['appraisal']).join('-').slice(0, 60);
}
