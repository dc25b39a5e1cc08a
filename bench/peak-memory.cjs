// Loaded before a program that is measured: says at its end how much memory it had at most. A .cjs file, because that costs the program least.
process.on('exit', () => require('node:fs').writeSync(2, `\npeak-memory-kb=${process.resourceUsage().maxRSS}\n`));
