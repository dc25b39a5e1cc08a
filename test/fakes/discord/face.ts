import type { FakeDiscord } from './fake-discord.ts';
import type { Gateway } from './gateway.ts';
import { ACK_WITHIN_MS } from './interaction-routes.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import type { People } from './people.ts';
import type { populate } from './populate.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Rest } from './rest.ts';
import { type World, waitFor } from './world.ts';

type Lists = Pick<
  FakeDiscord,
  'calls' | 'messages' | 'nonces' | 'interactions' | 'commands' | 'interactionResponses' | 'followUps' | 'attachments' | 'unanswered'
>;
type Acts = Pick<FakeDiscord, 'slash' | 'autocomplete' | 'contextMenu' | 'press' | 'select' | 'submitModal' | 'say' | 'mention'>;
type Mischief = Pick<FakeDiscord, 'failNext' | 'forgive' | 'duplicateNext' | 'misbehave' | 'sendRaw' | 'dropGateway' | 'askToReconnect' | 'invalidateSessions'>;

type Changes = Pick<
  FakeDiscord,
  | 'limitRates'
  | 'addPerson'
  | 'setRole'
  | 'setAdministrator'
  | 'permit'
  | 'hideHistory'
  | 'dropGivenFiles'
  | 'deleteChannel'
  | 'leaveGuild'
  | 'messagesIn'
  | 'clear'
>;

interface Parts extends ReturnType<typeof populate>, Pick<FakeDiscord, 'apiUrl' | 'gatewayUrl' | 'token' | 'network' | 'stop'> {
  readonly gateway: Gateway;
  readonly rest: Rest;
  readonly people: People;
  readonly misbehaviour: Misbehaviour;
  readonly limits: RateLimits;
}

/** The one object a test holds, made of the parts that do the work. */
export function face(parts: Parts): FakeDiscord {
  const { world, gateway, guild, channel, asker, organiser, owner } = parts;
  const { apiUrl, gatewayUrl, token, network, stop } = parts;
  const fixed = {
    ...{ apiUrl, gatewayUrl, token, network, stop, waitFor, guild, channel },
    applicationId: world.applicationId,
    botId: world.bot.id,
    guilds: world.guilds,
    channels: world.channels,
    people: { asker, organiser, owner },
    advance: (ms: number) => world.advance(ms),
    get identifies() {
      return gateway.identifies;
    },
    get resumes() {
      return gateway.resumes;
    },
    get connected() {
      return gateway.connected;
    },
  };
  return join(fixed, lists(world, parts.rest), { ...acts(parts.people), ...changes(parts) }, mischief(gateway, parts.misbehaviour));
}

/** Joins objects and keeps their getters live, which spreading them would not. */
function join<A extends object, B extends object, C extends object, D extends object>(a: A, b: B, c: C, d: D): A & B & C & D {
  const descriptors = [a, b, c, d].map((part) => Object.getOwnPropertyDescriptors(part));
  return Object.defineProperties({}, Object.assign({}, ...descriptors) as PropertyDescriptorMap) as A & B & C & D;
}

function lists(world: World, rest: Rest): Lists {
  return {
    calls: rest.calls,
    messages: world.messages,
    nonces: world.nonces,
    interactions: world.interactions,
    get commands() {
      return world.commands;
    },
    get interactionResponses() {
      return world.interactions.flatMap((interaction) => (interaction.response === undefined ? [] : [{ interaction, ...interaction.response }]));
    },
    get followUps() {
      return world.interactions.flatMap((interaction) => interaction.followUps);
    },
    get attachments() {
      return world.messages.flatMap((message) => message.attachments);
    },
    get unanswered() {
      return world.interactions.filter((one) => one.response === undefined && world.now() - one.sentAt > ACK_WITHIN_MS);
    },
  };
}

function changes({ world, gateway, rest, limits }: Parts): Changes {
  return {
    limitRates: (isOn, aSecond = limits.aSecond) => {
      Object.assign(limits, { isOn, aSecond });
    },
    setRole: (guildId, name, people) => world.setRole(guildId, name, people),
    setAdministrator: (person, administrator) => world.setAdministrator(person, administrator),
    addPerson: (username) => world.addPerson(username),
    permit: (channel, botMay) => {
      world.channel(channel).botMay = botMay;
    },
    dropGivenFiles: () => {
      world.attached.length = 0;
    },
    hideHistory: (channel) => {
      world.channel(channel).historyHidden = true;
    },
    deleteChannel: (channel) => world.deleteChannel(channel),
    leaveGuild: (guild) => world.leaveGuild(guild),
    messagesIn: (channel) => world.messagesIn(channel).filter(({ deleted }) => !deleted),
    clear: () => {
      world.clear();
      limits.clear();
      rest.calls.length = 0;
      for (const session of gateway.sessions) session.sent.length = 0;
    },
  };
}

function acts(people: People): Acts {
  return {
    slash: (...args) => people.slash(...args),
    autocomplete: (...args) => people.autocomplete(...args),
    contextMenu: (...args) => people.contextMenu(...args),
    press: (...args) => people.press(...args),
    select: (...args) => people.select(...args),
    submitModal: (...args) => people.submitModal(...args),
    say: (...args) => people.say(...args),
    mention: (...args) => people.mention(...args),
  };
}

function mischief(gateway: Gateway, misbehaviour: Misbehaviour): Mischief {
  return {
    failNext: (pattern, failure) => misbehaviour.failNext(pattern, failure),
    forgive: () => misbehaviour.forgive(),
    duplicateNext: () => misbehaviour.duplicateNext(),
    misbehave: (how) => void Object.assign(misbehaviour, how),
    sendRaw: (packet) => gateway.sendRaw(packet),
    dropGateway: (how) => gateway.drop(how),
    askToReconnect: () => gateway.askToReconnect(),
    invalidateSessions: (resumable) => gateway.invalidateSessions(resumable),
  };
}
