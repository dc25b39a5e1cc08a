import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Adapter } from '../../src/core/steward.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts';
import { logInMemory, type Program, startProgram } from './program.ts';
import { adapterFor } from './slack-app.ts';

/** Sent together: most of the time goes by waiting for what nobody answers. */
const BATCH = 200;
const BATCHES = 50;

const FORM = 'application/x-www-form-urlencoded';

const kinds = fc.constantFrom('events_api', 'interactive', 'slash_commands', 'hello', 'disconnected', 'close', 'error', 'constructor', '__proto__');
const parts = fc.dictionary(
  fc.constantFrom(
    'type',
    'event',
    'command',
    'text',
    'actions',
    'view',
    'user',
    'team',
    'channel',
    'container',
    'trigger_id',
    'team_id',
    'user_id',
    'name',
    'callback_id',
    'authorizations',
    '__proto__',
  ),
  fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('message', 'app_mention', 'app_home_opened', 'view_submission', 'block_actions', 'message_action', 'close', 'error', 'form', 'U0ASKER'),
    fc.record({ type: fc.constantFrom('message', 'app_mention', 'close', 'ws_message', 'tokens_revoked'), channel: fc.jsonValue(), text: fc.jsonValue() }),
    fc.array(fc.record({ action_id: fc.jsonValue(), value: fc.jsonValue() })),
  ),
);
const payload = fc.oneof(fc.jsonValue(), parts);
const frame = fc.oneof(
  fc.string(),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.record({ envelope_id: fc.oneof(fc.string(), fc.jsonValue()), type: kinds, payload }).map((value) => JSON.stringify(value)),
  fc.record({ envelope_id: fc.uuid(), type: kinds, payload: parts }).chain((value) => {
    const whole = JSON.stringify(value);
    return fc.nat(whole.length).map((end) => whole.slice(0, end));
  }),
);

describe.each(['socket', 'http'] as const)('hostile payloads over %s', (via) => {
  let program: Program;
  let slack: FakeSlack;
  let adapter: Adapter;
  const thrown: unknown[] = [];
  const catchIt = (error: unknown): void => void thrown.push(error);

  beforeAll(async () => {
    process.on('unhandledRejection', catchIt);
    program = startProgram({ log: logInMemory() });
    // Over HTTP what is turned away is waited for, also on a machine that is busy with other tests.
    slack = await startFakeSlack({ ackLimitMs: via === 'socket' ? 200 : 3_000 });
    ({ adapter } = await adapterFor(slack, via, program));
    await adapter.start();
  });
  afterAll(async () => {
    await adapter.stop();
    await slack.stop();
    process.off('unhandledRejection', catchIt);
  });

  /** Over HTTP: what is not signed is turned away; nobody waits for the rest, because Bolt takes three seconds over what nobody acknowledges. */
  async function send(body: string, type: string, isSigned: boolean): Promise<void> {
    if (via === 'socket') return void (await slack.sendRaw(body, { via }));
    const asForm = type === FORM ? new URLSearchParams({ payload: body }).toString() : body;
    const sent = slack.sendRaw(asForm, { via, contentType: type, ...(isSigned ? {} : { signature: 'wrong' as const }) });
    const status = await Promise.race([sent, isSigned ? sleep(20) : sent]);
    if (!isSigned && status !== undefined) expect([400, 401]).toContain(status);
  }

  it(`survives ${BATCH * BATCHES} of them and still answers`, { timeout: 120_000 }, async () => {
    const delivery = fc.tuple(frame, fc.constantFrom('application/json', FORM, 'text/plain'), fc.boolean());
    const batch = fc.array(delivery, { minLength: BATCH, maxLength: BATCH });
    const property = fc.asyncProperty(batch, async (deliveries) => void (await Promise.all(deliveries.map((parts) => send(...parts)))));
    await fc.assert(property, { numRuns: BATCHES, endOnFailure: true });
    expect(thrown).toEqual([]);
    await slack.waitFor(({ connections }) => via === 'http' || connections === 1, 15_000);
    const before = slack.messages.length;
    await slack.command('/risks loss of control');
    await slack.waitFor(({ messages }) => messages.length > before);
    expect(thrown).toEqual([]);
  });
});
