import type { Request, Said } from '../../core/request.ts';

/** What a line typed at this machine asks for. Whoever sits here runs Steward, and so may run everything. */
export function terminalRequest(said: Said, timeZone: string): Request {
  return {
    person: { id: 'terminal', roles: ['organiser', 'national-officer', 'administrator'] },
    place: { platform: 'terminal', workspace: 'local', channel: 'terminal' },
    said,
    locale: 'en-GB',
    timeZone,
  };
}
