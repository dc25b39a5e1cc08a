import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { altOf } from '../../src/charts/alt.ts';
import { drawable } from '../../src/charts/chart-text.ts';
import { drawChart } from '../../src/charts/draw.ts';
import { chartSvg } from '../../src/charts/svg.ts';
import { anyChart, KINDS, labelsOf } from './any-chart.ts';
import { examples } from './examples.ts';

/** Width and height of a PNG, from the header that every PNG begins with: https://www.w3.org/TR/png/#11IHDR */
function sizeOf(png: Uint8Array): { width: number; height: number } {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

describe('drawing a chart', () => {
  it.each(Object.entries(examples))('%s: as a PNG, about a phone wide and twice as fine, no larger than a chat carries well', async (_, chart) => {
    const picture = await drawChart(chart);
    const { width, height } = sizeOf(picture.png);
    expect(width).toBe(1080);
    expect(height).toBeGreaterThan(300);
    expect(height).toBeLessThan(1600);
    expect(picture.png.length).toBeLessThan(200_000);
    expect(picture.kind).toBe('picture');
    expect(picture.fileName).toMatch(/^[a-z0-9-]+\.png$/);
  });

  it('tells each chart apart in the file name', async () => {
    expect((await drawChart(examples.pairs)).fileName).toBe('southwest-one-promised-and-received.png');
  });

  it.each(KINDS)('%s: draws whatever is in it', async (_, kind) => {
    await fc.assert(
      fc.asyncProperty(kind, async (chart) => {
        const { png } = await drawChart(chart);
        const { width, height } = sizeOf(png);
        expect(width).toBe(1080);
        expect(height).toBeGreaterThan(50);
      }),
      { numRuns: 8 },
    );
  });

  it('says all that it shows, for who cannot see it', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        const alt = altOf(chart);
        for (const label of labelsOf(chart)) expect(alt).toContain(drawable(label));
        expect(alt).not.toMatch(/NaN|Infinity|undefined|\[object/);
      }),
      { numRuns: 300 },
    );
  });

  it('does not say twice what the chart says itself', async () => {
    const { alt } = await drawChart(examples.signed);
    expect(alt).toBe(`Effects of the proposal. ${examples.signed.alt}`);
  });
});

/** All that our drawings are made of. */
const TAGS = new Set(['![CDATA[', 'svg', 'g', 'defs', 'clipPath', 'style', 'rect', 'path', 'circle', 'polygon', 'polyline', 'line', 'text', 'tspan']);

describe('the drawing', () => {
  it('holds no markup that somebody wrote', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        const svg = chartSvg(chart);
        const tags = [...svg.matchAll(/<\/?([^\s/>]*)/g)].map((match) => match[1] ?? '');
        expect(tags.filter((tag) => !TAGS.has(tag))).toEqual([]);
        expect(svg).not.toMatch(/NaN|Infinity/);
      }),
      { numRuns: 100 },
    );
  });

  it('shows what somebody wrote as they wrote it', () => {
    const svg = chartSvg({ kind: 'signed', title: 'A < B & "C"', alt: '', least: -3, most: 3, bars: [{ label: '<b>bold</b>', amount: 1 }] });
    expect(svg).toContain('A &lt; B &amp; &quot;C&quot;');
    expect(svg).toContain('&lt;b&gt;bold&lt;/b&gt;');
  });
});
