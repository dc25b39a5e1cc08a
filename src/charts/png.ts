import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import { FONT, SCALE } from './look.ts';

const { resolve } = createRequire(import.meta.url);

/** Bundled, so that a picture is the same on every machine, one without fonts included. */
const FONTS = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'].map((file) => resolve(`dejavu-fonts-ttf/ttf/${file}`));

/** Renders off the main thread. */
export async function svgToPng(svg: string, scale = SCALE): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: FONT, sansSerifFamily: FONT },
  });
  return image.asPng();
}
