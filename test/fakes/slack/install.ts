/** A browser that installs the app: https://docs.slack.dev/authentication/installing-with-oauth */
import { allow } from './oauth.ts';
import { actorOf } from './people.ts';
import { type State, TEAM, teamNamed } from './state.ts';
import type { ActOptions } from './types.ts';

export interface Installed {
  /** Status and page of the app's redirect URL at the end. */
  readonly status: number;
  readonly body: string;
}

/** Where the install page leads: a redirect, or a page with the "Add to Slack" link. */
async function authorizeLink(page: Response): Promise<URL> {
  const location = page.headers.get('location');
  if (location !== null) return new URL(location);
  const href = /href="([^"]*client_id=[^"]*)"/.exec(await page.text())?.[1];
  if (href === undefined) throw new Error(`The install page (${page.status}) leads nowhere`);
  return new URL(href.replaceAll('&amp;', '&'));
}

/** Visits the install page, allows, and goes back to the app with the cookies it set. */
export async function install(state: State, installUrl: string, options: ActOptions): Promise<Installed> {
  const page = await fetch(installUrl, { redirect: 'manual' });
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const link = await authorizeLink(page);
  const expected = `${state.origin}/oauth/v2/authorize`;
  if (`${link.origin}${link.pathname}` !== expected) throw new Error(`The install page leads to ${link.origin}${link.pathname}, not to ${expected}`);
  const { person } = actorOf(state, options);
  const next = allow(state, link, teamNamed(state, options.team ?? TEAM.id), person.id);
  // The redirect URL is the public one; the browser of a test goes to where the install page was.
  const back = new URL(`${next.pathname}${next.search}`, installUrl);
  const response = await fetch(back, { headers: { cookie } });
  return { status: response.status, body: await response.text() };
}
