// npm run bench -- roundtrip [--rounds N] [--at-once N] [--requests N]: command in to reply out, beside bots that only echo.
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '300' },
    'at-once': { type: 'string', default: '200' },
    requests: { type: 'string', default: '20000' },
    /** Given to the processes that this one starts. */
    bare: { type: 'string' },
  },
});

// Each loads only what it is: an echo bot no Steward, and nothing of the platforms.
if (options.bare === undefined) {
  const { compare } = await import('./roundtrip-report.ts');
  await compare({ rounds: Number(options.rounds), atOnce: Number(options['at-once']), requests: Number(options.requests) });
} else {
  const { echo } = await import('./roundtrip-bare.ts');
  await echo(options.bare);
}
