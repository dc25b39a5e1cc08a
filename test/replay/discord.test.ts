import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commands } from '../../commands/index.ts';
import { addressed, type Incoming, messageRequest, readInteraction } from '../../src/adapters/discord/requests.ts';
import { message } from '../../src/adapters/discord/schemas.ts';
import type { Request, Said } from '../../src/core/request.ts';

const FOLDER = join(import.meta.dirname, 'discord');
const ZONE = 'Europe/London';
const ME = '775799577604522054';
const QUESTION = 'how many jobs went in Middlesbrough & why?';

const recorded = z.object({ source: z.url(), payload: z.unknown() });
const payloadOf = (name: string): unknown => recorded.parse(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'))).payload;

const IN_CHANNEL = { platform: 'discord', workspace: '290926798626357999', channel: '645027906669510667' } as const;
const DIRECTLY = { platform: 'discord', workspace: '@me', channel: '645027906669510700' } as const;
const ORGANISER = { id: '53908232506183680', roles: ['organiser'] } as const;

const from = (said: Said, more: Partial<Request> = {}): Request => ({ person: ORGANISER, place: IN_CHANNEL, said, locale: 'en-GB', timeZone: ZONE, ...more });
const line = (text: string): Said => ({ kind: 'line', text });
const command = (name: string, args: Record<string, unknown>): Said => ({ kind: 'command', name, args });

const interaction = (name: string): Incoming => {
  const incoming = readInteraction(payloadOf(name), { commands, timeZone: ZONE });
  if (incoming === undefined) throw new Error('it was not understood');
  return incoming;
};

/** What every recorded interaction asks. */
const REQUESTS: Readonly<Record<string, Request>> = {
  'slash-command': from(command('ask', { question: QUESTION })),
  'slash-command-options': from(command('cases', { contractor: 'Capita', mechanism: 'ssp', year: 2011 })),
  'slash-command-direct': from(command('ask', { question: QUESTION }), { place: DIRECTLY, locale: 'pl' }),
  'message-command': from(command('ask', { question: 'The council says it will *not* cut jobs. True?' })),
  button: from(line('show middlesbrough-hyder')),
  'button-long': from(line('cases reasons the partnership was ended early and who paid for it --theme="accountability" --status="historical" --page 2')),
  select: from(line('show bedfordshire-hbs')),
  'modal-submit': from(command('cases', { contractor: 'Capita', mechanism: 'ssp', year: 2011 })),
};

/** What a recorded message asks, or that it is not for Steward. */
const MESSAGES: Readonly<Record<string, Request | undefined>> = {
  mention: from(line(QUESTION)),
  'direct-message': from(line(QUESTION), { place: DIRECTLY }),
  'other-message': undefined,
};

describe('what Discord sends', () => {
  it.each(Object.entries(REQUESTS))('%s is this request', (name, request) => {
    expect(interaction(name)).toMatchObject({
      kind: 'request',
      request,
      call: { token: 'aW50ZXJhY3Rpb246cmVkYWN0ZWQ', isDirect: request.place.workspace === '@me' },
    });
  });

  it.each(Object.entries(MESSAGES))('%s asks this', (name, request) => {
    const said = message.parse(payloadOf(name));
    const words = addressed(said, ME);
    expect(words === undefined ? undefined : messageRequest(said, words, ZONE)).toEqual(request);
  });

  it('is type-ahead', () => {
    expect(interaction('autocomplete')).toMatchObject({ kind: 'suggest', command: { name: 'cases' }, option: 'contractor', typed: 'capi' });
  });

  it('is a message to share', () => {
    expect(interaction('button-share')).toMatchObject({ kind: 'share', components: [{ type: 17 }, { type: 1 }] });
  });

  it('leaves no recording without a test', () => {
    const names = readdirSync(FOLDER).map((file) => file.replace('.json', ''));
    expect(names.sort()).toEqual([...Object.keys(REQUESTS), ...Object.keys(MESSAGES), 'autocomplete', 'button-share'].sort());
  });
});
