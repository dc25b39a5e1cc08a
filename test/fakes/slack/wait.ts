/** Waiting for something to happen. */
import type { State } from './state.ts';

const describe = ({ calls, refusals }: State): string => {
  const lines = [
    ...calls.slice(-8).map(({ method, error }) => `${method}${error === undefined ? '' : ` -> ${error}`}`),
    ...refusals.slice(-4).map((each) => JSON.stringify(each)),
  ];
  return lines.length === 0 ? 'Nothing has happened.' : `Last:\n  ${lines.join('\n  ')}`;
};

export function waitUntil<R>(state: State, look: () => R, timeoutMs: number): Promise<NonNullable<R>> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const found = look();
      if (found === undefined || found === null || found === false) return;
      done();
      resolve(found);
    };
    const timer = setTimeout(() => {
      done();
      reject(new Error(`The fake Slack did not see it within ${timeoutMs} ms. ${describe(state)}`));
    }, timeoutMs);
    const done = (): void => {
      clearTimeout(timer);
      state.listeners.delete(check);
    };
    state.listeners.add(check);
    check();
  });
}
