import { randomBytes } from 'node:crypto';
import type { types, webApi } from '@slack/bolt';
import { holdsFile } from '../../core/given-file.ts';
import type { Log } from '../../core/log.ts';
import { privately, type Reply, text } from '../../core/reply.ts';
import type { Said } from '../../core/request.ts';
import type { Outcome, Steward } from '../../core/steward.ts';
import { type Destination, destinationOf } from './deliver.ts';
import { describe } from './failures.ts';
import { formInstead } from './forms.ts';
import { withPeople } from './people.ts';
import { render } from './render.ts';
import type { Asked, Place } from './requests.ts';

/** Where questions are worked on: every listener brings its own here. */
export interface Desk {
  readonly steward: Steward;
  readonly log: Log;
  readonly timeZone: string;
  /**
   * Runs what was asked and sends the answer. Never throws: whatever goes wrong, the person is told.
   * @param trigger what Slack gives to somebody who has just done something: an answer that is a form opens with it
   */
  answer(asked: Asked, client: webApi.WebClient, trigger?: string): Promise<void>;
  /** Runs what was asked; somebody who waits long is told that it is under way. */
  run(asked: Asked, destination: Destination): Promise<Outcome>;
  /** Sends a reply, with a button to share it where there is somebody to share it with. */
  send(outcome: Outcome, asked: Asked, destination: Destination): Promise<void>;
  /** Says one sentence to the person alone. */
  say(sentence: string, place: Place, client: webApi.WebClient): Promise<void>;
  /** Does `work`; when it fails, logs it under an incident id and tells the person that id. Never throws. */
  guarded(work: () => Promise<void>, place: Place, client: webApi.WebClient): Promise<void>;
}

/** Somebody who has waited this long is told that it is under way. */
const PATIENCE_MS = 2_500;

export function createDesk({ steward, log, timeZone }: Pick<Desk, 'steward' | 'log' | 'timeZone'>): Desk {
  async function answer(asked: Asked, client: webApi.WebClient, trigger?: string): Promise<void> {
    const destination = destinationOf(asked.place, client);
    await guarded(
      async () => {
        const outcome = await run(asked, destination);
        const { channel, thread, responseUrl } = asked.place;
        const view = trigger === undefined ? undefined : formInstead(outcome, steward.commands, { channel, thread, responseUrl });
        const isOpen = view !== undefined && (await isOpened(view, trigger ?? '', client));
        if (!isOpen) await send(outcome, asked, destination);
      },
      asked.place,
      client,
    );
  }

  /** A trigger is good for three seconds: where that was not enough, a button in the answer opens the form. */
  async function isOpened(view: types.ModalView, trigger_id: string, client: webApi.WebClient): Promise<boolean> {
    try {
      await client.views.open({ trigger_id, view });
      return true;
    } catch (error) {
      log.debug({ platform: 'slack', error: describe(error) }, 'a form could not be opened at once in Slack: its button is sent');
      return false;
    }
  }

  async function run({ request }: Asked, destination: Destination): Promise<Outcome> {
    const waiting = setTimeout(() => void tell(STILL, destination, log), PATIENCE_MS);
    try {
      return await steward.handle(request);
    } finally {
      clearTimeout(waiting);
    }
  }

  async function send({ status, reply }: Outcome, { request }: Asked, destination: Destination): Promise<void> {
    const isPrivate = destination.isShared && reply.visibleTo === 'asker';
    const share = isPrivate && !reply.isConfidential && status === 'answered' && canBeAskedAgain(request.said) ? request.said : undefined;
    for (const message of render(reply, { share, filesGo: isPrivate ? 'to the person' : 'here' }))
      await destination.send(reply.visibleTo === 'asker' ? withPeople(message) : message, reply.visibleTo);
  }

  async function guarded(work: () => Promise<void>, place: Place, client: webApi.WebClient): Promise<void> {
    try {
      await work();
    } catch (error) {
      const incident = randomBytes(4).toString('hex');
      log.error(
        { incident, platform: 'slack', error: describe(error) },
        'an answer could not be given in Slack: look at this error; the person was given the incident id',
      );
      await tell(apology(incident), destinationOf(place, client), log);
    }
  }

  const say = (sentence: string, place: Place, client: webApi.WebClient): Promise<void> =>
    tell(privately([text(sentence)], null), destinationOf(place, client), log);

  return { steward, log, timeZone, answer, run, send, say, guarded };
}

const canBeAskedAgain = (said: Said): boolean => said.kind === 'line' || !holdsFile(said.args);

const STILL = privately([text('Still looking: the answer will come here.', 'muted')], null);

const apology = (incident: string): Reply =>
  privately(
    [
      text('Sorry: something went wrong on our side while I was answering.', 'warning'),
      text(`Please try again in a minute. If it happens again, give whoever runs Steward this number: ${incident}.`),
    ],
    { error: { incident } },
  );

/** For words that are no answer: when they cannot be sent either, there is nobody left to tell but the log. */
async function tell(reply: Reply, destination: Destination, log: Log): Promise<void> {
  try {
    for (const message of render(reply)) await destination.send(message, 'asker');
  } catch (error) {
    log.warn({ platform: 'slack', error: describe(error) }, 'somebody in Slack could not be told how it went: look at this error');
  }
}
