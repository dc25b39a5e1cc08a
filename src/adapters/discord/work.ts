/** What is in hand, so that a stop can wait for it. */
export interface Work {
  readonly isStopping: boolean;
  /** Runs a task that deals with its own errors. */
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Takes nothing new, and resolves when what is in hand is done, or after `withinMs`. */
  finish(withinMs: number): Promise<void>;
}

export function createWork(): Work {
  const inHand = new Set<Promise<unknown>>();
  let isStopping = false;
  return {
    get isStopping() {
      return isStopping;
    },
    run(task) {
      const running = task().finally(() => inHand.delete(running));
      inHand.add(running);
      return running;
    },
    async finish(withinMs) {
      isStopping = true;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs);
      });
      await Promise.race([Promise.all(inHand), late]);
      clearTimeout(timer);
    },
  };
}
