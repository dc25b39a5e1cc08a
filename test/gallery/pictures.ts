import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Browser } from './browser.ts';

const target = z.object({ targetId: z.string() });
const attached = z.object({ sessionId: z.string() });
const shot = z.object({ data: z.string() });
const place = z.object({ name: z.string(), x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const places = z.object({ result: z.object({ value: z.array(place) }) });

/** Waits for the page and says where its phones are. */
const FIND_PHONES = `new Promise((done) => {
  const find = () => done([...document.querySelectorAll('.phone')].map((phone) => {
    const { x, y, width, height } = phone.getBoundingClientRect();
    // Whole pixels, or a line of what is behind the phone shows at its edge.
    const [top, bottom] = [Math.ceil(y + scrollY), Math.floor(y + scrollY + height)];
    return { name: phone.id, x: x + scrollX, y: top, width, height: bottom - top };
  }));
  if (document.readyState === 'complete') find(); else addEventListener('load', find);
})`;

/** Sharp enough for a phone's screen, small enough for a README. */
const SCALE = 2;

/** A PNG of each phone on the page. */
export async function pictures(browser: Browser, file: string): Promise<Map<string, Buffer>> {
  const { targetId } = target.parse(await browser.call('Target.createTarget', { url: pathToFileURL(file).href }));
  const { sessionId } = attached.parse(await browser.call('Target.attachToTarget', { targetId, flatten: true }));
  const view = { width: 1_740, height: 1_000, deviceScaleFactor: 1, mobile: false };
  await browser.call('Emulation.setDeviceMetricsOverride', view, sessionId);
  const evaluated = await browser.call('Runtime.evaluate', { expression: FIND_PHONES, awaitPromise: true, returnByValue: true }, sessionId);
  const taken = new Map<string, Buffer>();
  for (const { name, ...clip } of places.parse(evaluated).result.value) {
    const params = { format: 'png', captureBeyondViewport: true, clip: { ...clip, scale: SCALE } };
    const { data } = shot.parse(await browser.call('Page.captureScreenshot', params, sessionId));
    taken.set(name, Buffer.from(data, 'base64'));
  }
  return taken;
}
