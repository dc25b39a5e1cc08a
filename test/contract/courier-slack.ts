import type { Address } from '../../src/core/courier.ts';
import { installationsInMemory } from '../../src/core/installations.ts';
import { logInMemory } from '../e2e/program.ts';
import { adapterFor } from '../e2e/slack-app.ts';
import { startFakeSlack } from '../fakes/slack/server.ts';
import type { Failure, FakeSlackOptions, Message } from '../fakes/slack/types.ts';
import type { CourierHarness, Misbehaviour } from './courier.ts';

export const NOBODY_ASKS = { handle: () => Promise.reject(new Error('nobody asks anything here')), commands: [], suggest: () => [] };

/** Everything that can be read in a message. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (typeof item === 'string' ? (['text', 'alt_text'].includes(key) ? [item] : []) : textsIn(item)));
}

const FAILURES: Readonly<Record<Exclude<Misbehaviour['kind'], 'none'>, (seconds: number) => Failure>> = {
  'answer lost': () => ({ lost: true }),
  cut: () => ({ drop: true }),
  'rate limited': (seconds) => ({ retryAfter: seconds }),
  down: () => ({ status: 503 }),
};

/** The real adapter with the token of one workspace, or with those of many that installed it; the history comes in small pages. */
export async function startSlackCourier(workspaces: 'one' | 'many', options: FakeSlackOptions = {}) {
  const slack = await startFakeSlack({ historyPage: 7, ...options });
  const installations = installationsInMemory();
  const teams = workspaces === 'one' ? [slack.team.id] : ['T0NORTH', 'T0SOUTH', 'T0WEST'];
  for (const id of workspaces === 'one' ? [] : teams) {
    const { token, botId, botUserId } = slack.addWorkspace(id);
    await installations.save({ id, details: { team: { id }, bot: { token, id: botId, userId: botUserId, scopes: [] }, user: { id: 'U0OWNER' } } });
  }
  const oauth = { botToken: undefined, clientId: slack.tokens.clientId, clientSecret: slack.tokens.clientSecret, stateSecret: 'a secret for states' };
  const parts = { steward: NOBODY_ASKS, log: logInMemory(), installations, settings: workspaces === 'one' ? {} : oauth };
  const { adapter } = await adapterFor(slack, workspaces === 'one' ? 'socket' : 'http', parts);
  await adapter.start();
  let made = 0;

  function makePlace(kind: 'channel' | 'person'): Address {
    made += 1;
    const workspace = teams[made % teams.length] ?? '';
    if (kind === 'channel') return { platform: 'slack', workspace, channel: channel(workspace).id };
    const person = `U0PERSON${made}`;
    slack.addPerson({ id: person, name: `person-${made}` }, workspace);
    return { platform: 'slack', workspace, person };
  }

  function channel(team: string) {
    made += 1;
    return slack.addChannel({ id: `C0MADE${made}`, name: `made-${made}`, kind: made % 3 === 0 ? 'private' : 'channel', member: true, team });
  }

  const harness: CourierHarness = {
    courier: adapter.courier,
    makePlace,
    makeUnreachable(why) {
      const [workspace = ''] = teams;
      const { id } = channel(workspace);
      if (why === 'gone') slack.changeChannel(id, { archived: true });
      if (why === 'forbidden') slack.changeChannel(id, { readOnly: true });
      if (why === 'removed') slack.revoke(workspace);
      return { platform: 'slack', workspace, channel: id };
    },
    shownIn: (place) => messagesIn(place).map((message) => textsIn(message.blocks).join('\n')),
    misbehave({ kind, after = 0, seconds = 1, ofEdit = false }) {
      slack.behave();
      if (kind !== 'none') slack.failNext(ofEdit ? 'chat.update' : 'chat.postMessage', { ...FAILURES[kind](seconds), after });
    },
    refusals: () => slack.refusals,
    async stop() {
      await adapter.stop();
      await slack.stop();
    },
  };

  const messagesIn = (place: Address): readonly Message[] => slack.messagesIn('channel' in place ? place.channel : place.person, place.workspace);

  return { ...harness, slack, messagesIn, stopAdapter: () => adapter.stop() };
}
