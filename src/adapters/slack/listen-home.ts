import type { App, webApi } from '@slack/bolt';
import type { Reply } from '../../core/reply.ts';
import { destinationOf } from './deliver.ts';
import type { Desk } from './desk.ts';
import { describe } from './failures.ts';
import { homeView } from './home.ts';
import { suggestedPrompts } from './prompts.ts';
import { type Asked, asked } from './requests.ts';
import { assistantThreadStarted, homeOpened } from './schemas.ts';
import { unreadable } from './unreadable.ts';

/** Whose answer the Home tab shows as what is coming up, once there is such a command. */
const COMING_UP = 'upcoming';

/** The Home tab and the agent pane. */
export function listenForHome(app: App, desk: Desk): void {
  app.event('app_home_opened', async ({ body, client }) => {
    const parsed = homeOpened.safeParse(body);
    if (!parsed.success) return unreadable('opening of the Home tab', desk.log);
    const { user, channel, tab } = parsed.data.event;
    if (tab === 'messages') return suggest({ channel_id: channel }, client, desk);
    if (tab === 'home') await publish({ person: user, workspace: parsed.data.team_id }, undefined, client, desk);
  });

  app.event('assistant_thread_started', async ({ body, client }) => {
    const parsed = assistantThreadStarted.safeParse(body);
    if (!parsed.success) return unreadable('start of an assistant thread', desk.log);
    return suggest(parsed.data.event.assistant_thread, client, desk);
  });
}

/** Answers what was asked in the Home tab, in the Home tab. */
export const showHome = (question: Asked, client: webApi.WebClient, desk: Desk): Promise<void> =>
  desk.guarded(
    async () => {
      const { person, place } = question.request;
      const { reply } = await desk.run(question, destinationOf(question.place, client));
      await publish({ person: person.id, workspace: place.workspace }, reply, client, desk);
    },
    question.place,
    client,
  );

interface Whose {
  readonly person: string;
  readonly workspace: string;
}

async function publish({ person, workspace }: Whose, answer: Reply | undefined, client: webApi.WebClient, desk: Desk): Promise<void> {
  const place = { person, isDirect: true };
  await desk.guarded(
    async () => {
      const { commands } = desk.steward;
      const knows = commands.some(({ name }) => name === COMING_UP);
      const deadlines = asked({ kind: 'command', name: COMING_UP, args: {} }, workspace, place, desk.timeZone);
      const comingUp = knows ? (await desk.steward.handle(deadlines.request)).reply : undefined;
      const { view, rest } = homeView(commands, { comingUp, answer });
      await client.views.publish({ user_id: person, view });
      const destination = destinationOf(place, client);
      for (const message of rest) await destination.send(message, 'asker');
    },
    place,
    client,
  );
}

/** Prompts over the composer. An agent's stand over the whole conversation; a thread is named only in the older assistant pane, where it must be. */
async function suggest(where: { channel_id: string; thread_ts?: string }, client: webApi.WebClient, desk: Desk): Promise<void> {
  const prompts = suggestedPrompts(desk.steward.commands);
  if (prompts.length === 0) return;
  try {
    await client.assistant.threads.setSuggestedPrompts({ ...where, title: 'For example', prompts });
  } catch (error) {
    desk.log.debug({ error: describe(error) }, 'no prompts were suggested in a direct message');
  }
}
