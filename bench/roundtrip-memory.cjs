// Loaded before a bot that is measured: tells its parent how much memory it holds, when asked. A .cjs file, because that costs the bot least.
process.on('message', () => {
  for (let nth = 0; nth < 3; nth += 1) globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ rss, heapUsed });
});
// A benchmark that is cut short leaves no bot behind, and listening keeps none alive that wants to end.
process.on('disconnect', () => process.exit());
process.channel?.unref();
