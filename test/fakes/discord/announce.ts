import type { Context } from './context.ts';
import { intentOf, type Session } from './gateway-session.ts';
import type { Obj } from './guilds.ts';
import { toGatewayMessage } from './messages.ts';
import type { FakeMessage } from './world.ts';

/**
 * Tells the gateway of a message.
 * The real one sends an ephemeral message as if it were a direct one, without its guild: https://github.com/discord/discord-api-docs/issues/4557
 */
export function announce({ world, gateway }: Context, event: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE' | 'MESSAGE_DELETE', message: FakeMessage): void {
  const { botMay, ...channel } = world.channel(message.channelId);
  const guildId = message.onlyFor === undefined ? channel.guildId : undefined;
  if (botMay === 'none') return;
  const intents = guildId === undefined ? intentOf.directMessages : intentOf.guildMessages;
  const data =
    event === 'MESSAGE_DELETE'
      ? { id: message.id, channel_id: message.channelId, ...(guildId === undefined ? {} : { guild_id: guildId }) }
      : toGatewayMessage(world, message);
  gateway.dispatch(event, data, { guildId, intents, view: (whole, session) => (hidesContent(whole, session) ? emptied(whole) : whole) });

  /** https://docs.discord.com/developers/events/gateway#message-content-intent */
  function hidesContent(whole: Obj, session: Session): boolean {
    if (guildId === undefined || (session.intents & intentOf.messageContent) !== 0 || !('content' in whole)) return false;
    return message.authorId !== world.bot.id && !message.content.includes(`<@${world.bot.id}>`);
  }
}

export const emptied = (whole: Obj): Obj => ({ ...whole, content: '', embeds: [], attachments: [], components: [] });
