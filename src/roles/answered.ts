/** Undefined when there is nobody to ask, when the question failed, and when no answer came in time. */
export async function answered<T>(question: Promise<T> | undefined, silent: AbortSignal): Promise<T | undefined> {
  const tooLate = new Promise<undefined>((resolve) => {
    if (silent.aborted) return resolve(undefined);
    silent.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  return Promise.race([question?.catch(() => undefined), tooLate]);
}
