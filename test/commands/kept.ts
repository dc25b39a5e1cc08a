import { commands } from '../../commands/index.ts';
import type { Services } from '../../commands/services.ts';
import { render } from '../../src/adapters/terminal/render.ts';
import type { Officer } from '../../src/broadcasts/broadcast.ts';
import type { Courier } from '../../src/core/courier.ts';
import type { Request, Role, Said } from '../../src/core/request.ts';
import type { Held } from '../../src/core/standing.ts';
import type { Outcome } from '../../src/core/steward.ts';
import { createKnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { loadLibrary } from '../../src/knowledge/load.ts';
import { lengthGuard, roleGuard } from '../../src/router/guards.ts';
import { createRouter } from '../../src/router/router.ts';
import { type KeptSettings, keptServices } from '../records.ts';

const knowledge = createKnowledgeBase(loadLibrary(new URL('../../knowledge', import.meta.url).pathname));
const quiet = () => {};

interface Who {
  readonly person?: string;
  readonly channel?: string;
  readonly workspace?: string;
  readonly platform?: string;
  /** Those that come with where the person sits. */
  readonly seat?: readonly Role[];
  /** The roles that the person has, beside those that were given by commands. */
  readonly held?: readonly Held[];
}

/** The program at a moment of the test's choosing, with a database of its own, asked by anybody in any channel. */
export function program(start: string, courier?: Courier, settings?: KeptSettings) {
  let now = new Date(start);
  const clock = { now: () => now };
  /** What each person had when they last said something. */
  const lastHeld = new Map<string, readonly Held[]>();
  const whose = ({ platform, workspace, person }: Officer): string => `${platform} ${workspace} ${person}`;
  const heldBesides = (who: Officer): readonly Held[] => lastHeld.get(whose(who)) ?? [];
  const { showDue, ...kept } = keptServices(clock, () => courier, false, { heldBesides, ...settings });
  const services: Services = { knowledge: () => knowledge, unanswered: { note: async () => {} }, ...kept };
  const given = new WeakMap<Request, readonly Held[]>();
  const router = createRouter({
    commands,
    services,
    clock,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    guards: [lengthGuard, roleGuard],
    standingOf: async (request) => {
      const { held, isComplete } = await (await services.roles()).standingOf(request);
      return { held: [...held, ...(given.get(request) ?? [])], isComplete };
    },
    fallback: 'ask',
    isKnownWord: knowledge.isKnownWord,
  });
  function handle(
    said: Said | string,
    { person = 'U1', channel = 'C1', workspace = 'W1', platform = 'test', seat = ['organiser'], held = [] }: Who = {},
  ): Promise<Outcome> {
    const request: Request = {
      person: { id: person, roles: seat },
      place: { platform, workspace, channel },
      said: typeof said === 'string' ? { kind: 'line', text: said } : said,
      locale: 'en-GB',
      timeZone: 'Europe/London',
    };
    given.set(request, held);
    lastHeld.set(whose({ platform, workspace, person }), held);
    return router.handle(request);
  }
  return {
    services,
    handle,
    /** What a person sees, on one line. */
    sees: async (said: Said | string, who?: Who): Promise<string> => render((await handle(said, who)).reply, { colour: false }).replace(/\s+/g, ' '),
    data: async (said: Said | string, who?: Who) => (await handle(said, who)).reply.data as Record<string, never>,
    /** What is due of broadcasts is done, on these platforms. */
    settles: (...platforms: readonly string[]) => kept.settle(courier === undefined ? new Map() : new Map(platforms.map((platform) => [platform, courier]))),
    passes(ms: number) {
      now = new Date(now.getTime() + ms);
    },
    /** What is due now goes to its channels, through the courier that was given. */
    async shows() {
      if (courier === undefined) throw new Error('nobody brings it there: give the program a courier');
      await showDue(courier);
    },
  };
}

/** The short name that a reply gives. */
export const shortName = (page: string): string =>
  /reminder (?:change|stop|resume) ([a-z0-9]{6})|deadline met ([a-z0-9]{6})/.exec(page)?.slice(1).find(Boolean) ?? 'none';
