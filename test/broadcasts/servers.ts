/** How a platform limits: asked at a time in milliseconds, it takes a message (undefined) or says how long to wait. */
export type Server = (now: number) => number | undefined;

/** So many at once, and so many a second from then on; says whole seconds, as Slack does. */
export function bucket(perSecond: number, burst: number): Server {
  let [left, at] = [burst, 0];
  return (now) => {
    left = Math.min(burst, left + ((now - at) / 1_000) * perSecond);
    at = now;
    if (left < 1) return Math.ceil((1 - left) / perSecond) * 1_000;
    left -= 1;
    return undefined;
  };
}

/** So many in each period, which begins with the first. */
export function perPeriod(count: number, ms: number): Server {
  let [endsAt, used] = [Number.NEGATIVE_INFINITY, 0];
  return (now) => {
    if (now >= endsAt) [endsAt, used] = [now + ms, 0];
    used += 1;
    return used <= count ? undefined : Math.ceil((endsAt - now) / 1_000) * 1_000;
  };
}

export const unlimited: Server = () => undefined;
