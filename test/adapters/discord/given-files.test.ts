import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { withGivenFiles } from '../../../src/adapters/discord/given-files.ts';
import { KeptFile } from '../../../src/adapters/discord/kept-file.ts';
import type { Field } from '../../../src/core/form.ts';
import { UnreadFile } from '../../../src/core/given-file.ts';
import type { Request } from '../../../src/core/request.ts';

const field: Field = { name: 'list', help: '', type: 'file', required: true, rest: false, choices: [], file: { kinds: [], mostBytes: 100 } };
const request = (url: string): Request => ({
  person: { id: '1', roles: [] },
  place: { platform: 'discord', workspace: '1', channel: '1' },
  said: { kind: 'command', name: 'branches import', args: { list: new KeptFile(field, url), region: 'Wales' } },
  locale: 'en-GB',
  timeZone: 'Europe/London',
});

describe('a file that is given', () => {
  it.each(['127.0.0.1', 'discordapp.com.127.0.0.1.nip.io'])('is fetched from Discord alone, not from %s', async (host) => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end('name;region');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { said } = await withGivenFiles(request(`http://${host}:${port}/branches.csv`), undefined);
    expect(said).toMatchObject({ args: { list: new UnreadFile('could not be fetched from Discord in time: please try once more'), region: 'Wales' } });
    expect(asked).toBe(0);
    server.close();
  });

  it('that is no address at all is said to be none', async () => {
    expect((await withGivenFiles(request(''), undefined)).said).toMatchObject({ args: { list: expect.any(UnreadFile) } });
  });
});
