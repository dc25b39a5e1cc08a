/** Runs work as a user without rights: root may read and write everywhere, so a test of permissions must not be root. */
export async function asNobody<T>(work: () => T | Promise<T>): Promise<T> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.('nobody');
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
