import { describe, expect, it } from 'vitest';
import { committeePage } from '../../src/exports/committee-page.ts';
import type { Report } from '../../src/exports/report.ts';
import { pagesOf, raw, wordsOf } from './pdf-words.ts';

const MADE = new Date('2026-11-22T10:00:00Z');
/** One white dot. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==', 'base64');
const source = { title: 'A report', publisher: 'A publisher', date: '2002', grade: 'A' as const, url: 'https://example.org/report' };
const report: Report = {
  title: 'Jobs at risk',
  date: 'Sunday 22 November 2026',
  words: 'Submission of the branch to the scrutiny committee.',
  headline: '525 to 630 jobs would be lost.',
  results: [{ label: 'Jobs lost', value: '525 to 630 jobs' }],
  chart: { png: PNG, alt: 'Bars of jobs, each from low to high.' },
  certainty: { level: 'weak', why: 'It is one forecast.' },
  warnings: ['Ask for the staffing plan.'],
  question: 'How many jobs go before transfer?',
  working: [{ label: 'Jobs lost', formula: 'staff × rate', figures: '1,250 × 42% = 525', value: '525 jobs', from: 'worked out' }],
  evidence: [
    { statement: 'Middlesbrough lost 441 of 1,046.', weakness: 'One council.', sources: [source] },
    { statement: 'So did others.', weakness: 'Few.', sources: [source] },
  ],
};

describe('a page for committee', () => {
  it('says everything that the report says', async () => {
    const pdf = await committeePage(report, MADE);
    const words = wordsOf(pdf);
    for (const said of [
      report.title,
      report.date,
      'Submission of the branch to the scrutiny committee.',
      report.headline,
      '525 to 630 jobs',
      'Weak. It is one forecast.',
      'Ask for the staffing plan.',
      report.question,
      'staff × rate',
      '1,250 × 42% = 525',
      'Middlesbrough lost 441 of 1,046. [1]',
      'So did others. [1]',
      'Weakness: One council.',
      '[1] A report, A publisher, 2002 (grade A). https://example.org/report',
      `Page 1 of ${pagesOf(pdf)}`,
    ])
      expect(words).toContain(said);
  });

  it('names its language, its title and what its picture shows, and brings its fonts', async () => {
    const file = raw(await committeePage(report, MADE));
    expect(file).toMatch(/^%PDF-1\.7/);
    for (const part of ['/Lang (en-GB)', '/Marked true', '/DisplayDocTitle true', '/FontFile2', '/S /H1', '/S /Figure', '/S /TD']) expect(file).toContain(part);
    expect(file).toContain('/Alt (Bars of jobs, each from low to high.)');
  });

  it('goes over as many pages as it needs, and loses nothing: long tables, long words, a cell longer than a page', async () => {
    const line = (nth: number) => ({ label: `Line ${nth}.`, formula: 'as given', figures: 'x'.repeat(nth % 7 === 0 ? 300 : 5), value: '1', from: 'given' });
    const giant = {
      label: 'Giant',
      formula: Array.from({ length: 1_500 }, (_, nth) => `w${nth}`).join(' '),
      figures: '',
      value: 'end of giant',
      from: 'given',
    };
    const long = { ...report, headline: 'Long. '.repeat(900), working: [...Array.from({ length: 90 }, (_, nth) => line(nth)), giant] };
    const pdf = await committeePage(long, MADE);
    const words = wordsOf(pdf);
    const pages = pagesOf(pdf);
    expect(pages).toBeGreaterThan(5);
    for (let nth = 1; nth <= pages; nth += 1) expect(words).toContain(`Page ${nth} of ${pages}`);
    for (let nth = 0; nth < 90; nth += 1) expect(words).toContain(`Line ${nth}.`);
    for (const word of ['w0 ', 'w749 ', 'w1499', 'end of giant']) expect(words).toContain(word);
    // The head of the table stands on every page of it.
    expect(words.match(/What How Figures Value From/g)?.length ?? 0).toBeGreaterThan(2);
  });

  it('is made without a picture, words or evidence', async () => {
    expect(pagesOf(await committeePage({ ...report, chart: undefined, words: undefined, evidence: [], warnings: [] }, MADE))).toBe(1);
  });

  it('is the same for the same report', async () => {
    const [one, other] = await Promise.all([committeePage(report, MADE), committeePage(report, MADE)]);
    expect(raw(one).replace(/\/ID \[[^\]]*\]/, '')).toBe(raw(other).replace(/\/ID \[[^\]]*\]/, ''));
  });
});
