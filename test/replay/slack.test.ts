import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commands } from '../../commands/index.ts';
import { submissionOf } from '../../src/adapters/slack/forms.ts';
import {
  type Asked,
  asked,
  fromDirectMessage,
  fromMention,
  fromMessageShortcut,
  fromSlashCommand,
  placeOfAction,
  placeOfForm,
  workspaceOf,
} from '../../src/adapters/slack/requests.ts';
import { blockActions, messageShortcut, slashCommand, spoken, viewSubmission } from '../../src/adapters/slack/schemas.ts';
import type { Said } from '../../src/core/request.ts';

const FOLDER = join(import.meta.dirname, 'slack');
const ZONE = 'Europe/London';
const QUESTION: Said = { kind: 'line', text: 'how many jobs went in Middlesbrough & why?' };

const recorded = z.object({ source: z.url(), payload: z.unknown() });
const payloadOf = (name: string): unknown => recorded.parse(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'))).payload;

/** What every recorded payload asks, and where. */
const REPLAYS: Readonly<Record<string, () => Asked>> = {
  'slash-command': () => fromSlashCommand(slashCommand.parse(payloadOf('slash-command')), ZONE, commands),
  'slash-command-short': () => fromSlashCommand(slashCommand.parse(payloadOf('slash-command-short')), ZONE, commands),
  'app-mention': () => fromMention(spoken.parse(payloadOf('app-mention')), ZONE, commands),
  'message-im': () => fromDirectMessage(spoken.parse(payloadOf('message-im')), ZONE, commands),
  'message-shortcut': () => {
    const body = messageShortcut.parse(payloadOf('message-shortcut'));
    const { words, place } = fromMessageShortcut(body);
    return asked({ kind: 'command', name: 'ask', args: { question: words } }, workspaceOf(body), place, ZONE);
  },
  'block-actions-ephemeral': () => {
    const body = blockActions.parse(payloadOf('block-actions-ephemeral'));
    return asked({ kind: 'line', text: body.actions[0].value ?? '' }, workspaceOf(body), placeOfAction(body), ZONE);
  },
  'view-submission': () => {
    const body = viewSubmission.parse(payloadOf('view-submission'));
    const submission = submissionOf(body.view, commands);
    if (submission === undefined) throw new Error('the form was not understood');
    const said = { kind: 'command', name: submission.command.name, args: submission.args } as const;
    return asked(said, workspaceOf(body), placeOfForm(body.user.id, submission.place), ZONE);
  },
};

const SAID: Readonly<Record<string, Said>> = {
  'slash-command': QUESTION,
  'app-mention': QUESTION,
  'message-im': QUESTION,
  'slash-command-short': { kind: 'line', text: 'cases --contractor="Capita" --year 2011' },
  'message-shortcut': { kind: 'command', name: 'ask', args: { question: '@member says the report names <100 jobs in <#C999>' } },
  'block-actions-ephemeral': { kind: 'line', text: 'show middlesbrough-mouchel' },
  'view-submission': { kind: 'command', name: 'cases', args: { mechanism: 'ssp', contractor: 'Capita', year: 2011 } },
};

describe('recorded Slack payloads', () => {
  it('are all replayed', () => {
    expect(
      readdirSync(FOLDER)
        .map((file) => file.replace('.json', ''))
        .sort(),
    ).toEqual(Object.keys(REPLAYS).sort());
  });

  it.each(Object.entries(REPLAYS))('%s becomes the request it stands for', (name, replay) => {
    const { request } = replay();
    expect(request).toMatchObject({
      person: { id: 'U2147483697', roles: ['organiser'] },
      place: { platform: 'slack', workspace: 'T0001' },
      said: SAID[name],
      locale: 'en-GB',
      timeZone: ZONE,
    });
  });

  it.each([
    ['slash-command', { channel: 'C2147483705', isDirect: false, responseUrl: 'https://hooks.slack.com/commands/T0001/1234/5678' }],
    ['slash-command-short', { channel: 'D024BE91L', isDirect: true }],
    ['app-mention', { channel: 'C2147483705', thread: '1515449483.000108', isDirect: false }],
    ['message-im', { channel: 'D024BE91L', thread: '1355517523.000005', isDirect: true }],
    ['block-actions-ephemeral', { channel: 'C2147483705', thread: '1515449483.000108', isDirect: false }],
    ['view-submission', { channel: 'C2147483705', thread: '1515449483.000108', isDirect: false }],
  ])('%s is answered where it was asked', (name, place) => {
    expect(REPLAYS[name]?.().place).toMatchObject({ person: 'U2147483697', ...place });
  });
});
