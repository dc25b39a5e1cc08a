// npm run bench -- broadcast [--sizes 100,1000,10000] [--slower 1]: how long a broadcast takes beside what the platforms let through, and what it costs those who ask something meanwhile.
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100,1000,10000' },
    /** The platforms let so many times less through than the real ones: for a machine that is too busy for those. */
    slower: { type: 'string', default: '1' },
    /** Given to the process that this one starts for the platforms: how many channels there are. */
    platforms: { type: 'string' },
  },
});

// The platforms load nothing of the comparison, so that their time is their own.
if (options.platforms === undefined) {
  const { compare } = await import('./broadcast-report.ts');
  await compare(options.sizes.split(',').map(Number), Number(options.slower));
} else {
  const { servePlatforms } = await import('./broadcast-platforms.ts');
  await servePlatforms(Number(options.platforms), Number(options.slower));
}
