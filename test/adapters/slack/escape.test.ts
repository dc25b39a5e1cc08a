import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, inert, linkTo, unescaped, withoutChannels } from '../../../src/adapters/slack/escape.ts';

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('<!channel>', '<@U1>', '<#C0CAMPAIGN>', '<#c1>', '<#C1|x>', '<#', '@here', '@Everyone', '<!here|x>', '&lt;', '<', '>', '@'),
      fc.string({ maxLength: 5 }),
    ),
  )
  .map((some) => some.join(''));

const CHANNEL = /<#[A-Z0-9]{2,24}>/gu;

describe('escape', () => {
  it('keeps the words and takes the ping away', () => {
    expect(inert('Tell @channel and <@U1>').replaceAll('\u2060', '')).toBe('Tell @channel and <@U1>');
    expect(inert('mail@hereford.example')).toBe('mail@hereford.example');
    fc.assert(
      fc.property(hostile, (text) => {
        expect(inert(text).replaceAll(CHANNEL, ' ')).not.toMatch(/<[!@#]|@(?:here|channel|everyone)\b/iu);
        expect(inert(inert(text))).toBe(inert(text));
        expect(
          escaped(text)
            .replaceAll(CHANNEL, '')
            .replace(/&(?:amp|lt|gt);/gu, ''),
        ).not.toMatch(/[<>&]/u);
      }),
    );
  });

  it('reads back what Slack made of what somebody typed', () => {
    expect(unescaped('a &lt; b &amp;amp; c')).toBe('a < b &amp; c');
    expect(unescaped('<@U1|jo> of <#general|pay> at <https://a.example/?x=1&amp;y=2> <mailto:a@b.example|a@b.example> <!here>')).toBe(
      '@member of #pay at https://a.example/?x=1&y=2 a@b.example ',
    );
  });

  it('keeps people and groups where they are wanted, without their names', () => {
    expect(unescaped('to <@U1|jo> and <!subteam^S12|@officers>, not <!here> &amp; <@x>', true)).toBe('to <@U1> and <!subteam^S12>, not  & @member');
  });

  it('keeps a channel a channel, both ways', () => {
    expect(unescaped('post in <#C0CAMPAIGN|campaign>, <#C0SECRET|> and <#C0OTHER> &lt;')).toBe('post in <#C0CAMPAIGN>, <#C0SECRET> and <#C0OTHER> <');
    expect(unescaped('#campaign as typed')).toBe('#campaign as typed');
    expect(inert('in <#C0CAMPAIGN>')).toBe('in <#C0CAMPAIGN>');
    expect(escaped('in <#C0CAMPAIGN> & <#nowhere>').replaceAll('\u2060', '')).toBe('in <#C0CAMPAIGN> &amp; &lt;#nowhere&gt;');
    expect(withoutChannels('in <#C0CAMPAIGN>')).toBe('in #channel');
  });

  it('makes a link of an address only', () => {
    expect(linkTo('https://example.org/a?b=c&d=e|f', 'Source')).toBe('<https://example.org/a?b=c&amp;d=e%7Cf|Source>');
    expect(linkTo('javascript:alert(1)', 'Source')).toBeUndefined();
    expect(linkTo('no address', 'Source')).toBeUndefined();
  });
});
