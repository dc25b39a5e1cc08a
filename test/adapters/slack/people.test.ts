import { describe, expect, it } from 'vitest';
import { withPeople } from '../../../src/adapters/slack/people.ts';
import { render } from '../../../src/adapters/slack/render.ts';
import { heading, list, privately, text } from '../../../src/core/reply.ts';

const REPLY = privately([heading('Officers <@U2>'), text('<@U1> of <!subteam^S12>, `<@U3>`'), list(['<@U4>: officer', '<@!U5> <!channel>'])], null);
const elements = (message: object): string => JSON.stringify(message).replaceAll('\\u2060', '');

describe('people in Slack', () => {
  it('are named in a message that one person sees', () => {
    const [message] = render(REPLY).map(withPeople);
    const drawn = elements(message ?? {});
    for (const id of ['U1', 'U4']) expect(drawn).toContain(`{"type":"user","user_id":"${id}"}`);
    expect(drawn).toContain('{"type":"usergroup","usergroup_id":"S12"}');
    expect(drawn).not.toMatch(/"user_id":"U[235]"|"broadcast"/);
  });

  it('are called by no other message', () => {
    expect(JSON.stringify(render(REPLY))).not.toMatch(/user_id|usergroup_id|<@U|<!subteam/);
  });
});
