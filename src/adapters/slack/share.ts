import type { webApi } from '@slack/bolt';
import { destinationOf } from './deliver.ts';
import type { Desk } from './desk.ts';
import { refusalCode } from './failures.ts';
import { render } from './render.ts';
import type { Asked } from './requests.ts';

/** Asks again and shows the answer to the channel, in the thread it was asked in. Who asked is not said. */
export const share = (asked: Asked, client: webApi.WebClient, desk: Desk): Promise<void> =>
  desk.guarded(
    async () => {
      const destination = destinationOf(asked.place, client);
      const outcome = await desk.run(asked, destination);
      if (outcome.status !== 'answered') return desk.send(outcome, asked, destination);
      try {
        for (const message of render(outcome.reply)) await destination.send(message, 'channel');
      } catch (error) {
        if (refusalCode(error) === undefined) throw error;
        await desk.say('Slack does not let me post in this channel. Invite me to it, then press the button again.', asked.place, client);
      }
    },
    asked.place,
    client,
  );
