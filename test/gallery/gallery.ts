import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { svgToPng } from '../../src/charts/png.ts';
import { chartSvg } from '../../src/charts/svg.ts';
import { examples } from '../charts/examples.ts';
import { findBrowser, openBrowser } from './browser.ts';
import { discordPage } from './discord-page.ts';
import { exhibits } from './exhibits.ts';
import { pictures } from './pictures.ts';
import { slackPage } from './slack-page.ts';
import { smallPng } from './small-png.ts';

/** Built by `npm run gallery` into dist/gallery, where its pages and pictures go too. */
const OUT = import.meta.dirname;
const README_PICTURES = resolve(OUT, '../../docs/pictures');

/** Which pictures the README shows. `npm run gallery -- --readme` takes them anew. */
const IN_README = ['slack-answer', 'discord-answer', 'slack-list'];

const shown = await exhibits();
const pages = { slack: slackPage(shown), discord: discordPage(shown) };
for (const [platform, html] of Object.entries(pages)) {
  writeFileSync(join(OUT, `${platform}.html`), html);
  process.stdout.write(`${join(OUT, `${platform}.html`)}\n`);
}

if (process.argv.includes('--readme')) await drawCharts();

const name = findBrowser();
if (name === undefined) process.stdout.write('There is no Chromium here, so no pictures were taken: open the pages in a browser.\n');
else await takePictures(name);

/** One chart of each kind, at half the size that a chat is sent: small enough to keep. */
async function drawCharts(): Promise<void> {
  for (const [kind, chart] of Object.entries(examples)) {
    const png = await svgToPng(chartSvg(chart), 1);
    writeFileSync(join(README_PICTURES, `chart-${kind}.png`), png);
  }
}

async function takePictures(browserName: string): Promise<void> {
  const browser = openBrowser(browserName);
  try {
    for (const platform of Object.keys(pages))
      for (const [exhibit, png] of await pictures(browser, join(OUT, `${platform}.html`))) save(`${platform}-${exhibit}`, png);
  } finally {
    await browser.close();
  }
}

function save(picture: string, taken: Buffer): void {
  const isWanted = process.argv.includes('--readme') && IN_README.includes(picture);
  if (isWanted) mkdirSync(README_PICTURES, { recursive: true });
  const file = join(isWanted ? README_PICTURES : OUT, `${picture}.png`);
  const png = isWanted ? smallPng(taken) : taken;
  writeFileSync(file, png);
  process.stdout.write(`${file} ${Math.ceil(png.length / 1024)} kB\n`);
}
