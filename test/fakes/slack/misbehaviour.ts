/** Faults a test orders: calls that fail, and signatures that are wrong. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answer } from './http.ts';
import type { State } from './state.ts';
import type { Call, Failure } from './types.ts';

/** The next `times` calls of `method` fail. `*` is any Web API method, `response_url` a post to a response URL, `upload` a file upload. */
export function failNext(state: State, method: string, failure: Failure): void {
  state.failures.push({ method, failure, left: failure.times ?? 1, wait: failure.after ?? 0 });
}

function take(state: State, method: string): Failure | undefined {
  const order = state.failures.find((each) => each.left > 0 && (each.method === method || (each.method === '*' && method.includes('.'))));
  if (order === undefined) return undefined;
  if (order.wait > 0) {
    order.wait -= 1;
    return undefined;
  }
  order.left -= 1;
  if (order.left === 0) state.failures.splice(state.failures.indexOf(order), 1);
  return order.failure;
}

/** The answer a fault gives; undefined when it gives none and the call goes on. */
function faultOf({ drop, retryAfter, status, error }: Failure): ((response: ServerResponse) => void) | undefined {
  if (drop === true) return (response) => response.destroy();
  if (retryAfter !== undefined) return (response) => answer(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(retryAfter) });
  if (status !== undefined) return (response) => answer(response, status, error ?? 'error');
  if (error !== undefined) return (response) => answer(response, 200, { ok: false, error });
  return undefined;
}

/** Carries out a fault that was ordered for this call. `answered`: with the fault; `lost`: it is carried out, and the answer must not arrive. */
export async function misbehave(state: State, method: string, response: ServerResponse, call?: Call): Promise<'answered' | 'lost' | undefined> {
  const failure = take(state, method) ?? state.options.trouble?.(method, call?.team);
  if (failure?.delayMs !== undefined) await sleep(failure.delayMs);
  const fault = failure === undefined ? undefined : faultOf(failure);
  if (failure?.lost === true) return 'lost';
  if (failure === undefined || fault === undefined) return undefined;
  if (call !== undefined) call.error = `ordered: ${JSON.stringify(failure)}`;
  fault(response);
  return 'answered';
}
