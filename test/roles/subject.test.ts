import { describe, expect, it } from 'vitest';
import { mention, readSubject } from '../../src/roles/subject.ts';

describe('who is meant', () => {
  it.each([
    ['<@U0123>', 'person', 'U0123'],
    ['<@W0123|jo>', 'person', 'W0123'],
    ['<@53908232506183680>', 'person', '53908232506183680'],
    ['<@!53908232506183680>', 'person', '53908232506183680'],
    ['<@&165511591545143296>', 'group', '165511591545143296'],
    ['<!subteam^S0614TZR7|@officers>', 'group', 'S0614TZR7'],
    ['U0123', 'person', 'U0123'],
    ['53908232506183680', 'person', '53908232506183680'],
    ['S0614TZR7', 'group', 'S0614TZR7'],
  ] as const)('by %s', (words, kind, id) => {
    expect(readSubject(words)).toEqual({ subject: { kind, id } });
    expect(readSubject(mention({ kind, id }))).toEqual({ subject: { kind, id } });
  });

  it('elsewhere', () => {
    expect(readSubject('slack:T0123:U0456')).toEqual({ subject: { kind: 'person', id: 'U0456' }, at: { platform: 'slack', workspace: 'T0123' } });
    expect(readSubject('slack:T0123:S0456')).toEqual({ subject: { kind: 'group', id: 'S0456' }, at: { platform: 'slack', workspace: 'T0123' } });
  });

  it.each(['@sam', 'Sam Smith', '@everyone', '<!channel>', '<!here>', '<#C0123>', '', '12345', 'slack:U0123'])('not by %j', (words) => {
    expect(readSubject(words)).toBeUndefined();
  });
});
