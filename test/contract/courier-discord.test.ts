import { vi } from 'vitest';
import type { Address, Courier, Delivered } from '../../src/core/courier.ts';
import { privately } from '../../src/core/reply.ts';
import type { Steward } from '../../src/core/steward.ts';
import { anyReply } from '../adapters/discord/replies.ts';
import { discordApp, shown } from '../e2e/discord-app.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { Channel } from '../fakes/discord/guilds.ts';
import type { Failure } from '../fakes/discord/misbehaviour.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { type CourierHarness, courierContract, type Misbehaviour } from './courier.ts';

courierContract('Discord', { start, replies: anyReply, long: 8, foreseen: ['gone', 'forbidden', 'removed'] });

const FAILURES: Readonly<Record<Exclude<Misbehaviour['kind'], 'none'>, Failure>> = {
  'answer lost': { drop: true, processFirst: true },
  cut: { drop: true },
  'rate limited': { status: 429 },
  down: { status: 503 },
};

const steward: Steward = { commands: [], suggest: () => [], handle: async () => ({ status: 'answered', reply: privately([], null) }) };

/** The real adapter, with the real client, at the fake Discord. */
async function start(): Promise<CourierHarness> {
  const discord = await startFakeDiscord({ guilds: ['Branch', 'Other'], channelsPerGuild: 300 });
  const { adapter } = discordApp(discord, { steward });
  await adapter.start();
  const clock = aClock();
  const places = freePlaces(discord);
  const ordered = new Set<number>();
  return {
    courier: waitingAsTold(adapter.courier, clock.advance),
    makePlace: places.next,
    makeUnreachable: places.unreachable,
    shownIn: (place) => messagesIn(discord, place),
    misbehave({ kind, after = 0, seconds = 1, ofEdit = false }) {
      discord.forgive();
      if (kind === 'none') return;
      ordered.add(FAILURES[kind].status ?? 0);
      discord.failNext(ofEdit ? 'PATCH /channels/:channel/messages/:message' : 'POST /channels/:channel/messages', {
        ...FAILURES[kind],
        after,
        retryAfter: seconds,
      });
    },
    refusals: () => discord.calls.filter(({ status }) => status >= 400 && !ordered.has(status)),
    async stop() {
      clock.restore();
      await adapter.stop();
      await discord.stop();
    },
  };
}

/** Time can be moved, so that nobody waits for it. */
function aClock(): { advance(ms: number): void; restore(): void } {
  const real = Date.now;
  let skipped = 0;
  const spy = vi.spyOn(Date, 'now').mockImplementation(() => real() + skipped);
  return {
    advance: (ms) => {
      skipped += ms;
    },
    restore: () => spy.mockRestore(),
  };
}

/** A caller that is told how long to wait comes back no sooner: discord.js would only say it again. */
function waitingAsTold({ deliver, replace, ...courier }: Courier, advance: (ms: number) => void): Courier {
  const told = (delivered: Delivered): Delivered => {
    if (delivered.status === 'later') advance(delivered.afterMs ?? 0);
    return delivered;
  };
  return { deliver: async (...args) => told(await deliver(...args)), replace: async (...args) => told(await replace(...args)), ...courier };
}

function freePlaces(discord: FakeDiscord): { next: CourierHarness['makePlace']; unreachable: CourierHarness['makeUnreachable'] } {
  const free = discord.channels.filter(({ name }) => name.startsWith('channel-'));
  const at = ({ id, guildId = '' }: Pick<Channel, 'id' | 'guildId'>): Address => ({ platform: 'discord', workspace: guildId, channel: id });
  const nowhere = { id: '1100000000000000999', guildId: discord.guild.id };
  let people = 0;
  return {
    next: (kind) =>
      kind === 'channel'
        ? at(free.shift() ?? nowhere)
        : { platform: 'discord', workspace: discord.guild.id, person: discord.addPerson(`person-${people++}`).id },
    unreachable(why) {
      if (why === 'gone') return at(nowhere);
      if (why === 'forbidden') return at(discord.channels.find(({ name }) => name === 'read-only') ?? nowhere);
      const left = discord.guilds[1]?.id ?? '';
      discord.leaveGuild(left);
      return at(discord.channels.find(({ guildId }) => guildId === left) ?? nowhere);
    },
  };
}

/** What each message says, or the text file it holds. Nothing was said to a person whose direct messages nobody opened. */
function messagesIn(discord: FakeDiscord, place: Address): string[] {
  const channel = 'channel' in place ? place.channel : discord.channels.find(({ recipientId }) => recipientId === place.person)?.id;
  return discord.messagesIn(channel ?? '').map((message) => {
    const files = message.attachments.filter(({ contentType }) => contentType.startsWith('text/plain'));
    // A file holds the whole answer, of which the message shows the beginning.
    return files.length === 0 ? shown(message) : files.map(({ bytes }) => bytes.toString()).join('\n');
  });
}
