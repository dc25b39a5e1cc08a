import type { Node } from './node.ts';
import type { Platforms } from './platforms.ts';

const EVERY_MS = 500;

/** Notes what the nodes use, and when each shows something first. */
export function watchNodes(nodes: readonly Node[], platforms: Platforms) {
  const seen = new Map<Node, { cpuSeconds: number; memoryMb: number[] }>();
  const firstShownMs: number[] = [];
  let startedAt: number | undefined;
  const stopListening = platforms.onTaken(() => {
    if (startedAt !== undefined) firstShownMs.push(performance.now() - startedAt);
    startedAt = undefined;
  });
  const look = (): void => {
    for (const node of nodes) {
      const usage = node.usage();
      if (usage) seen.set(node, { cpuSeconds: usage.cpuSeconds, memoryMb: [...(seen.get(node)?.memoryMb ?? []), usage.memoryMb] });
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    started() {
      startedAt = performance.now();
    },
    end() {
      clearInterval(timer);
      stopListening();
      look();
      const all = [...seen.values()];
      const [longest] = all.map(({ memoryMb }) => memoryMb).sort((a, b) => b.length - a.length);
      const cpuSeconds = all.reduce((sum, one) => sum + one.cpuSeconds, 0);
      return { firstShownMs, cpuSeconds, memoryMb: longest && memoryOver(longest) };
    },
  };
}

/** After the first third, when everything is loaded, and in the end. */
const memoryOver = (samples: readonly number[]): readonly [number, number] => [samples[Math.floor(samples.length / 3)] ?? 0, samples.at(-1) ?? 0];
