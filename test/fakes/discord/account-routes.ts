import { CreatePrivateChannelRequestSchema } from 'discord-api-spec/zod';
import { asObject } from './body.ts';
import { type Context, ok, type RestRequest, type Route } from './context.ts';
import { invalidForm, mistake, refusals } from './errors.ts';
import { type Guild, type Obj, type Person, plainGuild, toChannel, toMember, toUser } from './guilds.ts';
import { checkAgainstSpec } from './spec-check.ts';

/** The bot itself, people, guilds. */
export const accountRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/@me', answer: ({ world }) => ok({ ...toUser(world.bot), verified: true, email: null, mfa_enabled: true, locale: 'en-US' }) },
  { method: 'POST', path: '/users/@me/channels', answer: openDirectMessage },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    answer: ({ world }) => ok(world.guilds.map((guild) => ({ id: guild.id, name: guild.name, icon: null, owner: false, permissions: '0', features: [] }))),
  },
  { method: 'GET', path: '/users/:user', answer: (context, request) => ok(toUser(thePerson(context, request))) },
  { method: 'GET', path: '/oauth2/applications/@me', answer: (context) => ok(application(context)) },
  { method: 'GET', path: '/applications/@me', answer: (context) => ok(application(context)) },
  { method: 'GET', path: '/guilds/:guild', answer: (context, request) => ok(guildInfo(context, request)) },
  { method: 'GET', path: '/guilds/:guild/channels', answer: channelsOf },
  { method: 'GET', path: '/guilds/:guild/members/:user', answer: member },
];

function application({ world }: Context): Obj {
  return {
    id: world.applicationId,
    name: world.bot.displayName,
    description: '',
    icon: null,
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    summary: '',
    type: null,
    bot: toUser(world.bot),
    owner: world.people.filter((person) => !person.bot).map(toUser)[0] ?? null,
    team: null,
    approximate_guild_count: world.guilds.length,
    interactions_endpoint_url: null,
    redirect_uris: [],
  };
}

/** https://docs.discord.com/developers/resources/user#create-dm */
function openDirectMessage(context: Context, { body }: RestRequest) {
  const json = asObject(body.json);
  checkAgainstSpec(CreatePrivateChannelRequestSchema, json);
  if (typeof json.recipient_id !== 'string') throw invalidForm([mistake(['recipient_id'], 'BASE_TYPE_REQUIRED', 'This field is required')]);
  const person = context.world.people.find(({ id }) => id === json.recipient_id);
  if (person === undefined) throw refusals.unknownUser();
  if (person.bot) throw refusals.cannotMessageUser();
  return ok(toChannel(context.world, context.world.directMessage(person)));
}

function thePerson({ world }: Context, { params }: RestRequest): Person {
  const person = world.people.find(({ id }) => id === params.user);
  if (person === undefined) throw refusals.unknownUser();
  return person;
}

function theGuild({ world }: Context, { params }: RestRequest): Guild {
  const guild = world.guilds.find(({ id }) => id === params.guild);
  if (guild === undefined) throw refusals.unknownGuild();
  return guild;
}

function guildInfo(context: Context, request: RestRequest): Obj {
  const guild = theGuild(context, request);
  return plainGuild(guild, context.world.rolesOf(guild));
}

function channelsOf(context: Context, request: RestRequest) {
  const guild = theGuild(context, request);
  return ok(context.world.channels.filter(({ guildId, type }) => guildId === guild.id && type === 0).map((channel) => toChannel(context.world, channel)));
}

function member(context: Context, request: RestRequest) {
  const guild = theGuild(context, request);
  const person = context.world.people.find(({ id }) => id === request.params.user);
  if (person === undefined) throw refusals.unknownMember();
  return ok(toMember(person, context.world.rolesOf(guild)));
}
