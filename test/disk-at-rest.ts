/** Resolves when nothing is on its way to the disk: that takes time of its own, in which a made-up clock has to stand still. */
export async function diskAtRest(): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (process.getActiveResourcesInfo().includes('FSReqPromise'));
}
