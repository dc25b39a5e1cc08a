import type { Request } from '../../core/request.ts';
import { apologise } from './answers.ts';
import { type Message, textDisplay } from './components.ts';
import { type InteractionDesk, isFirst } from './interactions.ts';
import { render } from './render.ts';
import { drawButtons } from './render-buttons.ts';
import { addressed, messageRequest } from './requests.ts';
import { type IncomingMessage, message as messageSchema } from './schemas.ts';
import { codeOf } from './trouble.ts';

export type MessageDesk = Pick<InteractionDesk, 'steward' | 'api' | 'log' | 'once' | 'timeZone' | 'isStopping'>;

/** Takes a message as it came over the gateway. In a direct message Steward answers; in a channel, where it is mentioned, it offers to. Never rejects. */
export async function takeMessage(desk: MessageDesk, payload: unknown, me: string): Promise<void> {
  const { data: said } = messageSchema.safeParse(payload);
  if (said === undefined) return desk.log.warn({}, 'Discord sent a message that cannot be read; it was dropped');
  const words = addressed(said, me);
  // While stopping, Discord has nobody to tell: a message can be sent again, and another process may be up already.
  if (words === undefined || desk.isStopping() || !(await isFirst(desk, said.id))) return;
  const request = messageRequest(said, words, desk.timeZone);
  try {
    await (said.guild_id === undefined ? answerIn(desk, said.channel_id, request) : offer(desk, said, request));
  } catch (error) {
    desk.log.warn({ code: codeOf(error) }, 'Discord: a message could not be answered: check the network and https://discordstatus.com');
  }
}

/** Answers in a direct message, which only the asker reads. */
async function answerIn({ steward, api, log }: MessageDesk, channel: string, request: Request): Promise<void> {
  try {
    const typing = api.showTyping(channel).catch((error: unknown) => log.debug({ code: codeOf(error) }, 'Discord: could not show that Steward is typing'));
    const [{ reply }] = await Promise.all([steward.handle(request), typing]);
    for (const message of render(reply)) await api.post(channel, message);
  } catch (error) {
    await apologise(log, error, (apology) => api.post(channel, apology));
  }
}

/** Steward may not send messages there: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const MAY_NOT: ReadonlySet<unknown> = new Set([50_001, 50_013]);

/**
 * A bot can answer a mention only for everyone to see, and answers are private unless shared:
 * so it posts a button, and whoever presses it gets the answer to themselves.
 */
async function offer(desk: MessageDesk, { author, channel_id: channel }: IncomingMessage, request: Request): Promise<void> {
  try {
    await desk.api.post(channel, invitation(author.id, request));
  } catch (error) {
    if (!MAY_NOT.has(codeOf(error))) throw error;
    desk.log.warn({ code: codeOf(error) }, 'Discord: Steward was mentioned where it may not send messages: give it View Channel and Send Messages there');
    await answerIn(desk, await desk.api.openDirect(author.id), request);
  }
}

/** The mention only shows a name: it rings nobody, because no mention is allowed to. */
function invitation(asker: string, { said }: Request): Message {
  const words = textDisplay(`<@${asker}> I answer in private: only you will see it.`);
  const buttons = drawButtons([{ label: 'See the answer', style: 'primary', action: { kind: 'run', line: said.kind === 'line' ? said.text : 'help' } }], 0);
  return { components: [words, ...buttons.flatMap(({ components }) => components)], files: [] };
}
