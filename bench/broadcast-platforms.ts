import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Place, type Platforms, startPlatforms } from '../test/chaos/platforms.ts';
import { badWeather } from '../test/chaos/weather.ts';
import { arrival } from './roundtrip-arrivals.ts';
import { inDiscord, inSlack, type Subject } from './roundtrip-subjects.ts';

/** What the process that measures may order. */
export const orderSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('install'), url: z.string() }),
  /** Asks a question every so many milliseconds, until it is told to end; on each platform in turn. */
  z.object({ do: z.literal('ask'), question: z.string(), everyMs: z.number() }),
  z.object({ do: z.literal('end asking') }),
  z.object({ do: z.literal('look') }),
]);
export type Order = z.output<typeof orderSchema>;

export const answerSchema = z.object({
  /** Milliseconds that each question took. */
  latencies: z.array(z.number()),
  /** Messages that stand in channels, and in how many channels. */
  taken: z.number(),
  channels: z.number(),
  /** By platform. */
  by: z.record(
    z.string(),
    z.object({
      /** When the first and the last message came, in milliseconds since 1970. */
      firstAt: z.number(),
      lastAt: z.number(),
      /** Requests that were over a limit. */
      limited: z.number(),
    }),
  ),
});
export type Answer = z.output<typeof answerSchema>;

export const readySchema = z.object({
  settings: z.record(z.string(), z.string()),
  places: z.array(z.object({ platform: z.string(), workspace: z.string(), channel: z.string() })),
});

/** About so many channels in each workspace of Slack: fewer go at once, and the limits would hardly show. */
const A_WORKSPACE = 250;
const SMALL = 50;
const MOST_WORKSPACES = 20;

export const workspacesFor = (channels: number): number =>
  Math.min(MOST_WORKSPACES, Math.ceil(channels / 2 / (channels > 2 * A_WORKSPACE * 4 ? A_WORKSPACE : SMALL)));

/** Messages a second: what test/chaos/platforms.ts has for the real ones. */
export const limitsOf = (slower: number) => ({ inWorkspace: 5 / slower, burst: 5, inDiscord: 50 / slower });

/** Both platforms with their limits, in fair weather, in a process of their own: does as it is told by its parent. */
export async function servePlatforms(channels: number, slower: number): Promise<void> {
  const weather = badWeather(Math.random);
  weather.calm();
  const platforms = await startPlatforms({ channels: channels / 2, workspaces: workspacesFor(channels), perSecond: limitsOf(slower) }, weather);
  const look = createWatch(platforms);
  let asking: Promise<number[]> = Promise.resolve([]);
  let isAsking = false;

  const obey: Readonly<Record<Order['do'], (order: Order) => Promise<unknown>>> = {
    install: async (order) => {
      if (order.do === 'install') await install(platforms, platforms.places, order.url);
    },
    ask: async (order) => {
      isAsking = true;
      if (order.do === 'ask') asking = askAgainAndAgain(platforms, order.question, order.everyMs, () => isAsking);
    },
    'end asking': async () => {
      isAsking = false;
    },
    look: async () => {},
  };
  process.on('message', (message) => {
    const order = orderSchema.parse(message);
    void obey[order.do](order).then(async () => process.send?.(look(order.do === 'end asking' ? await asking : [])));
  });
  process.once('disconnect', () => process.exit());
  process.send?.({ settings: platforms.settings, places: platforms.places });
}

async function install({ slack }: Platforms, places: readonly Place[], url: string): Promise<void> {
  const teams = new Set(places.flatMap(({ platform, workspace }) => (platform === 'slack' ? [workspace] : [])));
  for (const team of teams) await slack.install(`${url}/slack/install`, { team });
  slack.attachHttp(`${url}/slack/events`);
}

/**
 * Reads only what is new since it was called last, and lets go of the requests that it has counted: whoever watches a process of ten thousand
 * messages four times a second would otherwise make people wait in it, and measure that.
 */
function createWatch({ slack, discord, places, shown }: Platforms): (latencies: readonly number[]) => Answer {
  const wanted = new Set(places.map(({ channel }) => channel));
  const reached = new Set<string>();
  const none = { firstAt: Number.POSITIVE_INFINITY, lastAt: 0, limited: 0 };
  const by = { Slack: { ...none }, Discord: { ...none } };
  let [read, taken] = [0, 0];
  return (latencies) => {
    for (const { platform, channel, at } of shown.slice(read)) {
      read += 1;
      if (!wanted.has(channel)) continue;
      taken += 1;
      reached.add(channel);
      const times = platform === 'slack' ? by.Slack : by.Discord;
      times.firstAt = Math.min(times.firstAt, at);
      times.lastAt = at;
    }
    by.Slack.limited += answered(slack.calls, ({ answer }) => answer !== undefined).filter(({ error }) => error === 'ratelimited').length;
    by.Discord.limited += answered(discord.calls, () => true).filter(({ status }) => status === 429).length;
    const sofar = (times: typeof none): typeof none => (times.lastAt === 0 ? { ...times, firstAt: Date.now(), lastAt: Date.now() } : times);
    return { latencies: [...latencies], taken, channels: reached.size, by: { Slack: sofar(by.Slack), Discord: sofar(by.Discord) } };
  };
}

/** Takes what has been answered off the list: for tests it is read-only, for a run this long it is not. */
function answered<Call>(list: readonly Call[], isAnswered: (call: Call) => boolean): Call[] {
  const all = (list as Call[]).splice(0);
  (list as Call[]).push(...all.filter((call) => !isAnswered(call)));
  return all.filter(isAnswered);
}

/** @returns how long each took, from the moment a person sends it to the moment its answer comes */
async function askAgainAndAgain({ slack, discord, places }: Platforms, question: string, everyMs: number, goesOn: () => boolean): Promise<number[]> {
  const subjects = [inSlack('Slack', slack, '/ask-steward', places[0]?.workspace), inDiscord('Discord', discord, 'ask', 'fills in')];
  const taken: number[] = [];
  for (let nth = 0; goesOn(); nth++) {
    const next = performance.now() + everyMs;
    const subject = subjects[nth % subjects.length];
    if (subject !== undefined) taken.push(await roundtrip(subject, question));
    await pause(Math.max(0, next - performance.now()));
  }
  return taken;
}

async function roundtrip({ ask, isReply }: Subject, question: string): Promise<number> {
  const start = performance.now();
  // One that is not answered in time took that long.
  const reply = arrival(isReply).catch(() => performance.now());
  const asked = ask(question);
  const at = await reply;
  await asked;
  return at - start;
}
